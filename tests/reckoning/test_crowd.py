"""Much said of one event: the made-up archives that reckoning is timed on."""

from __future__ import annotations

import pytest

from recount.model import to_json
from recount.reckoning import POLICIES
from recount.reckoning.reckoner import Reckoner

from .generated.crowd import crowd, proportions
from .worlds import kept, world


@pytest.mark.parametrize(("claims", "claimants", "tolls"), [(100, (5, 10), (4, 12)), (1_000, (12, 20), (15, 40)),
                                                            (10_000, (35, 45), (90, 160))])  # fmt: skip
def test_an_archive_has_the_proportions_of_real_ones(
    claims: int, claimants: tuple[int, int], tolls: tuple[int, int]
) -> None:
    found = proportions(crowd(2, claims))
    assert found["claims"] == claims
    assert 0.08 * claims <= found["figures"] <= 0.16 * claims
    assert claimants[0] <= found["claimants"] <= claimants[1]
    assert tolls[0] <= found["tolls"] <= tolls[1]
    assert 1.2 <= claims / found["reports"] <= 5
    assert found["commonest"] >= 10


def test_every_part_names_a_claim_of_its_own_report() -> None:
    rows = {row["id"]: row for row in crowd(3, 1_000).rows}
    parts = [row for row in rows.values() if "part_of" in row]
    assert parts
    assert all(rows[row["part_of"]]["in"] == row["in"] for row in parts)


def test_the_same_seed_makes_the_same_archive() -> None:
    assert crowd(5, 300).table == crowd(5, 300).table
    assert crowd(5, 300).table != crowd(6, 300).table


@pytest.mark.parametrize("seed", range(4))
def test_claims_that_come_one_by_one_make_the_ledger_that_is_made_anew(seed: int) -> None:
    """In the middle of what was there, too: links are told by what they are, not by their place among the others."""
    table = crowd(seed, 400).table
    late = {row["id"] for row in table["claims"][seed::23] if "part_of" not in row}
    late -= {row.get("part_of") for row in table["claims"]}
    reckoner, before = Reckoner(POLICIES), None
    for number in range(len(late) + 1):
        out = set(sorted(late)[number:])
        now = world({**table, "claims": [row for row in table["claims"] if row["id"] not in out]})
        now = now if before is None else kept(before, now)
        before = now
        assert to_json(reckoner.reckon(*now)) == to_json(now.reckon(POLICIES))


def test_claims_that_are_taken_away_again_leave_nothing_behind() -> None:
    table = crowd(9, 300).table
    fewer = {**table, "claims": table["claims"][:-12]}
    whole = world(table)
    without = kept(whole, world(fewer))
    reckoner = Reckoner(POLICIES)
    reckoner.reckon(*whole)
    assert to_json(reckoner.reckon(*without)) == to_json(without.reckon(POLICIES))
    assert to_json(reckoner.reckon(*whole)) == to_json(whole.reckon(POLICIES))
