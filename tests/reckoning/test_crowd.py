"""Much said of one event: the made-up archives that reckoning is timed on."""

from __future__ import annotations

import pytest

from .generated.crowd import crowd, proportions


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
