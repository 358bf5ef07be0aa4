"""Contradictory, circular or absurd input ends in a named finding or in nothing, never in an exception or a hang."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace

from recount.model import Figure, Ledger, to_json

from .worlds import World, world

BY: dict[str, Any] = {"by": "Monitor"}


def rows(*claims: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"in": "A", **BY, **claim} for claim in claims]


def with_part_of(made: World, whose: dict[str, str | None]) -> World:
    """The world with the claims (by label) made part of others, whatever sense that makes."""
    taken = tuple(
        replace(e, claims=tuple(replace(c, part_of=whose.get(c.local_id, c.part_of)) for c in e.claims))
        for e in made.extractions
    )
    return made._replace(extractions=taken)


def test_a_part_of_itself_is_part_of_nothing() -> None:
    made = with_part_of(world({"claims": rows({"id": "a", "figure": "9"})}), {"a": "A#a"})
    assert made.reckon().relations == ()


def test_parts_of_each_other_in_a_circle() -> None:
    claims = rows(
        {"id": "a", "figure": "9"},
        {"id": "b", "figure": "5", "of": "civilians"},
        {"id": "c", "figure": "7", "of": "women"},
    )
    ledger = with_part_of(world({"claims": claims}), {"a": "A#b", "b": "A#c", "c": "A#a"}).reckon()
    assert {r.kind for r in ledger.relations} >= {"part_of", "impossible_sum"}


def test_a_part_of_what_no_report_says() -> None:
    made = with_part_of(world({"claims": rows({"id": "a", "figure": "9"})}), {"a": "A#nowhere"})
    assert made.reckon().relations == ()


@pytest.mark.parametrize(
    ("low", "high"), [(-5, -5), (None, -1), (10**30, 10**30), (9, 3), (None, None), (0, 0), (10**30, None)]
)
def test_figures_that_nobody_can_mean(low: int | None, high: int | None) -> None:
    claims = rows({"id": "a", "figure": "9"}, {"id": "b", "figure": "5", "of": "civilians", "part_of": "a"})
    claims += rows({"in": "B", "by": "Network", "figure": "4"})
    made = world({"claims": claims})
    wild = tuple(
        replace(e, claims=tuple(replace(c, figure=Figure("wild", "exact", low, high)) if c.local_id == "b" else c
                                for c in e.claims))
        for e in made.extractions
    )  # fmt: skip
    ledger = made._replace(extractions=wild).reckon()
    assert json.loads(to_json(ledger))["series"]
    assert ledger.contradictions == ()
    asked = [q for q in ledger.questions if q.kind == "absurd_figure"]
    assert len(asked) == ((low, high) not in ((None, None), (0, 0)))
    for bound in ledger.bounds:
        assert bound.low is None or bound.low >= 0
        assert bound.low is None or bound.high is None or bound.low <= bound.high


def test_ten_thousand_equal_claims_are_one_figure() -> None:
    claims = [{"in": f"R{n // 4}", "id": f"c{n}", **BY, "figure": "12"} for n in range(10_000)]
    ledger: Ledger = world({"claims": claims}).reckon()
    (series,) = ledger.series
    (snapshot,) = series.snapshots
    assert len(snapshot.claims) == 10_000
    assert [(b.low, b.high) for b in ledger.bounds] == [(12, 12)]
    (voices,) = ledger.voices
    assert voices.named == ("Monitor",)


def test_a_thousand_parts_that_nobody_shares() -> None:
    places = {f"Town {n}": ["Syria"] for n in range(1_000)} | {"Syria": []}
    claims = rows({"figure": "at least 5"}, *({"figure": "3", "at": f"Town {n}"} for n in range(1_000)))
    ledger = world({"claims": claims, "places": places}).reckon()
    whole = next(t.id for t in ledger.tolls if t.place is None)
    (bound,) = [b for b in ledger.bounds if b.toll == whole]
    assert bound.low is not None
    assert 5 <= bound.low <= 3_000
