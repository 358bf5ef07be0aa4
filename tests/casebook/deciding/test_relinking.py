"""What decisions touch is linked anew, and nothing else; what comes out is what linking all anew would give."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from recount.casebook import Casebook
from recount.casebook.deciding.relinking import relinked
from recount.linking import Rulings, link
from recount.model import Extraction, Links, Reading, Report

from ...conftest import MakeReport

TEXTS = {
    "a": "At least 12 people were killed in Aleppo on Sunday, the Syrian Observatory for Human Rights said.",
    "b": "The Syrian Observatory for Human Rights said 15 people had been killed in Aleppo on Sunday, police added.",
    "c": "Two men were wounded in a shooting in Rocky Mount, North Carolina, police said.",
    "d": "Police in Rocky Mount, North Carolina, said two men were wounded in the shooting.",
    "e": "Nine people were killed in Homs, the Homs health directorate said, and 40 were wounded.",
}


@pytest.fixture(scope="module")
def casebook(make_report: MakeReport) -> Casebook:
    made = Casebook()
    made.add(Reading(reports=tuple(make_report(text, id=id) for id, text in TEXTS.items())))
    return made


def anew(reports: Sequence[Report], extractions: Sequence[Extraction], kept: Rulings) -> Links:
    return link(reports, extractions, kept)


def both(casebook: Casebook, decided: dict[str, Extraction], rulings: Rulings) -> tuple[Links, Links]:
    """The links made anew where decisions touch them, and all made anew with no report moved but by a ruling."""
    reports = {one.id: one for one in casebook.reports}
    read = {one.report: one for one in casebook.extractions}
    changed = {id for id in read if decided[id] != read[id]}
    some = relinked(casebook.links(), reports, decided, changed, rulings, anew)
    stay = [(event.reports[0], other) for event in casebook.links().events for other in event.reports[1:]]
    kept = Rulings.of((*rulings.together, *(pair for pair in stay if pair not in rulings.apart)), rulings.apart)
    return some, link(list(reports.values()), list(decided.values()), kept)


def extractions(casebook: Casebook, **changes: object) -> dict[str, Extraction]:
    """What was read, with the first claim of report a changed, or left out where `changes` are none."""
    found = {one.report: one for one in casebook.extractions}
    first = found["a"].claims[0]
    claims = (msgspec.structs.replace(first, **changes),) if changes else ()
    found["a"] = msgspec.structs.replace(found["a"], claims=claims)
    return found


RULINGS = {
    "none": Rulings(),
    "merged": Rulings.of([("a", "e")]),
    "split": Rulings.of((), [("c", "d")]),
    "merged with what was touched": Rulings.of([("a", "b"), ("a", "c")]),
}


@pytest.mark.parametrize("case", RULINGS)
@pytest.mark.parametrize("changes", [{}, {"status": "civilian"}, {"claimant": None}, {"outcome": "injured"}])
def test_what_is_made_anew_is_what_all_made_anew_would_be(
    casebook: Casebook, case: str, changes: dict[str, object]
) -> None:
    some, whole = both(casebook, extractions(casebook, **changes), RULINGS[case])
    assert [one.reports for one in some.events] == [one.reports for one in whole.events]
    assert some.attributions == whole.attributions
    assert some.placings == whole.placings
    assert [one.id for one in some.claimants] == [one.id for one in whole.claimants]
    assert [(one.id, one.title, one.start) for one in some.events] == [(o.id, o.title, o.start) for o in whole.events]


def test_where_nothing_is_touched_nothing_is_made_anew(casebook: Casebook) -> None:
    reports = {one.id: one for one in casebook.reports}
    read = {one.report: one for one in casebook.extractions}

    def never(*_: object) -> Links:
        raise AssertionError("linked")

    assert relinked(casebook.links(), reports, read, (), Rulings(), never) is casebook.links()


def test_a_changed_claim_moves_no_report(casebook: Casebook) -> None:
    before = [one.reports for one in casebook.links().events]
    some, _ = both(casebook, extractions(casebook), Rulings())
    assert [one.reports for one in some.events] == before
