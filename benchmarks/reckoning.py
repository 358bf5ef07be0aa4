"""How long reckoning takes: `python -m benchmarks.reckoning`. Made-up events of 100, 1,000 and 10,000 claims.

Each is reckoned anew, and then with its last claims added one by one to what was reckoned before. As in a casebook,
what has not changed is handed over again as the same objects; a ledger with a claim added must be the one made anew.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import statistics
import time
from typing import Any, NamedTuple

from tests.reckoning.generated.crowd import crowd, proportions
from tests.reckoning.worlds import kept, world

from recount.model import to_json
from recount.reckoning import POLICIES

SIZES = (100, 1_000, 10_000)
ADDED = 9
"""So many claims are added one by one; the middle of their times is given."""


class Cost(NamedTuple):
    """Seconds for an event: `anew` the less of two runs, `added` for one claim more, None where nothing adds one."""

    proportions: dict[str, int]
    anew: float
    added: float | None


def cost(claims: int, seed: int = 1) -> Cost:
    """What an event of so many claims costs to reckon."""
    made = crowd(seed, claims)
    full = world(made.table)
    taken = []
    for _ in range(2):
        begun = time.process_time()
        full.reckon(POLICIES)
        taken.append(time.process_time() - begun)
    return Cost(proportions(made), min(taken), _added(made.table))


def _added(table: dict[str, Any]) -> float | None:
    """The middle of the seconds that one claim more takes."""
    if importlib.util.find_spec("recount.reckoning.reckoner") is None:
        return None
    reckoner = importlib.import_module("recount.reckoning.reckoner").Reckoner(POLICIES)
    claims, taken = table["claims"], []
    before = world({**table, "claims": claims[:-ADDED]})
    reckoner.reckon(*before)
    for left in range(ADDED - 1, -1, -1):
        now = kept(before, world({**table, "claims": claims[: len(claims) - left]}))
        gc.collect()  # what making the world left behind is not charged to the claim
        begun = time.process_time()
        ledger = reckoner.reckon(*now)
        taken.append(time.process_time() - begun)
        before = now
    if to_json(ledger) != to_json(before.reckon(POLICIES)):
        raise AssertionError("a ledger with claims added one by one is not the one that is made anew")
    return statistics.median(taken)


def main() -> None:
    """Print the costs as a Markdown table."""
    costs = [cost(claims) for claims in SIZES]
    adds = all(one.added is not None for one in costs)
    print("| claims | reports | claimants | figures | tolls | seconds anew |" + " ms for one claim more |" * adds)
    print("| --- | --- | --- | --- | --- | --- |" + " --- |" * adds)
    for one in costs:
        names = ("claims", "reports", "claimants", "figures", "tolls")
        cells = [*(f"{one.proportions[name]:,}" for name in names), f"{one.anew:.3f}"]
        print(f"| {' | '.join(cells)} |" + (f" {1000 * one.added:.1f} |" if adds and one.added is not None else ""))
    least, most = costs[0], costs[-1]
    grown = (most.anew / least.anew) / (most.proportions["claims"] / least.proportions["claims"])
    print(f"\n{most.proportions['claims']:,} claims cost {grown:.2f} times what as many hundreds would")


if __name__ == "__main__":
    main()
