"""The words to JSON and back, and the published schema."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import msgspec
import pytest

import recount.model as model
from recount.model import Claim, DataError, Dossier, Figure, Links, Period, Report, Span, from_json, schema, to_json

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "schema" / "dossier.schema.json"


def dossier() -> Dossier:
    report = Report(id="a", sha256="0" * 64, text="At least 60 died.", published=dt.date(2025, 3, 8))
    return Dossier(recount="0", reports=(report,), extractions=(), links=Links(), ledgers=())


def test_a_dossier_comes_back_as_it_went() -> None:
    assert from_json(to_json(dossier()), Dossier) == dossier()


def test_the_same_value_gives_the_same_bytes() -> None:
    assert to_json(dossier(), indent=2) == to_json(dossier(), indent=2)


def test_data_that_does_not_fit_is_refused_with_its_place() -> None:
    with pytest.raises(DataError, match=r"reports\[0\]\.id"):
        from_json(b'{"recount":"0","reports":[{"id":1}],"extractions":[],"links":{},"ledgers":[]}', Dossier)


def test_every_word_is_frozen_and_slotted() -> None:
    kinds = [value for value in vars(model).values() if isinstance(value, type) and issubclass(value, msgspec.Struct)]
    assert len(kinds) > 30
    for kind in kinds:
        assert kind.__struct_config__.frozen, kind
        assert not hasattr(kind, "__dict__") or "__dict__" not in dir(kind), kind


def test_the_published_schema_is_the_models() -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == json.loads(json.dumps(schema())), (
        "run `make schema` and commit what it writes"
    )


@pytest.mark.parametrize(
    ("figure", "stated"),
    [
        (Figure("over 1,000", "more_than", 1001, None), (1000, None)),
        (Figure("at least 60", "at_least", 60, None), (60, None)),
        (Figure("nearly 1,500", "nearly", None, 1500), (None, 1500)),
        (Figure("dozens", "vague", 24, None), (None, None)),
        (Figure("no", "none_reported", 0, 0), (0, 0)),
        (Figure("30 to 45", "range", 30, 45), (30, 45)),
    ],
    ids=lambda value: value.words if isinstance(value, Figure) else "",
)
def test_bounds_are_inclusive_and_what_was_stated_can_be_said_again(
    figure: Figure, stated: tuple[int | None, int | None]
) -> None:
    assert figure.stated == stated


def test_a_span_must_lie_in_its_text() -> None:
    assert Span.of("abc", 1, 3) == Span(1, 3, "bc")
    for start, end in ((-1, 2), (2, 2), (1, 4)):
        with pytest.raises(ValueError, match="does not lie"):
            Span.of("abc", start, end)


def test_a_local_id_is_the_part_after_the_report() -> None:
    claim = Claim(id="a#b#c3", report="a#b", span=Span(0, 1, "5"), figure=Figure("5", "exact", 5, 5), outcome="killed")
    assert claim.local_id == "c3"


DAY = dt.date(2025, 3, 6)
LATER = dt.date(2025, 3, 10)


@pytest.mark.parametrize(
    ("whole", "part", "held", "met"),
    [
        (Period(DAY, LATER), Period(DAY, DAY), True, True),
        (Period(DAY, DAY), Period(DAY, LATER), False, True),
        (Period(DAY, None), Period(LATER, LATER), True, True),
        (Period(LATER, None), Period(DAY, DAY), False, False),
        (Period(None, None), Period(None, None), True, True),
        (Period(DAY, LATER), Period(None, None), False, True),
    ],
)
def test_periods_hold_and_meet(whole: Period, part: Period, held: bool, met: bool) -> None:
    assert whole.contains(part) is held
    assert whole.meets(part) is met
