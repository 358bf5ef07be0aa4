"""The invented reports load: every figure and field stands in its text, every part has its whole."""

from __future__ import annotations

import pytest
from benchmarks.invented import Invented, load, valued
from benchmarks.scoring import scored, verdicts

REPORTS = list(load())


@pytest.mark.parametrize("one", REPORTS, ids=[one.report.id for one in REPORTS])
def test_annotations_stand_in_the_text(one: Invented) -> None:
    for claim in one.claims:
        assert one.report.text[claim["start"] : claim["end"]] == claim["figure"]
        for field in ("victims", "claimant", "perpetrator", "place", "when"):
            assert claim[field] is None or claim[field] in one.report.text, (claim["figure"], field, claim[field])
        assert claim["outcome"] in ("killed", "injured", "killed_or_injured", "missing", "abducted", "displaced")
        assert claim["status"] in ("civilian", "state_forces", "armed_group", "mixed", "unknown")
        assert claim["age"] in ("child", "unknown")
        assert claim["sex"] in ("female", "male", "unknown")
        assert claim["scope"] in ("current", "background")
        assert claim["stance"] in ("asserted", "denied")
        assert claim["part_of"] is None or 0 < claim["part_of"] <= len(one.claims)
        assert claim["part_of"] != claim["id"]


def test_ids_are_unique_and_begin_with_the_voice() -> None:
    assert len({one.report.id for one in REPORTS}) == len(REPORTS)
    assert all(one.report.id.startswith(f"{one.voice}-") for one in REPORTS)


@pytest.mark.parametrize(
    ("figure", "modifier", "low", "high"),
    [
        ("1,204", "exact", 1204, 1204),
        ("A young woman", "exact", 1, 1),
        ("twenty-two", "exact", 22, 22),
        ("a 60-year-old grandmother", "exact", 1, 1),
        ("at least a dozen", "at_least", 12, None),
        ("two dozen", "exact", 24, 24),
        ("no fewer than 60", "at_least", 60, None),
        ("as many as three", "up_to", None, 3),
        ("nearly 2 million", "nearly", None, 2_000_000),
        ("some 40", "about", 40, 40),
        ("between one to seven", "range", 1, 7),
        ("30-45", "range", 30, 45),
        ("dozens", "vague", None, None),
        ("No", "none_reported", 0, 0),
    ],
)
def test_plain_figures_are_read(figure: str, modifier: str, low: int | None, high: int | None) -> None:
    assert valued(figure) == {"modifier": modifier, "min": low, "max": high}


def test_claims_as_annotated_are_all_right() -> None:
    for one in REPORTS:
        assert all(all(ok.values()) for ok in verdicts([(claim, claim) for claim in one.claims]))
    assert not REPORTS or set(scored([(one.claims, one.claims) for one in REPORTS]).f1.values()) == {1.0}
