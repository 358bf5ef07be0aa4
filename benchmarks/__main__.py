"""All benchmarks, one after another, and the gate: exit status 1 where a pinned floor is not held."""

from __future__ import annotations

import sys

import click

from . import accuracy, claimants, cost, events, gate, invented, noise, speed
from .data import GOLD, at_hand


@click.command()
@click.option("--pin", "pins", is_flag=True, help="Raise the floors to what is measured now.")
@click.option("--lower", is_flag=True, help="With --pin: lower floors too, where less is measured now.")
def main(pins: bool, lower: bool) -> None:
    """Measure accuracy, events, claimants, noise and speed on the shared data, and hold the pinned floors."""
    if lower and not pins:
        raise click.UsageError("--lower goes with --pin")
    if not at_hand():
        sys.exit("The annotated data (../shared/gold) is not at hand: nothing to measure with.")
    scored = accuracy.print_tolls()
    print()
    invented.print_scores(list(invented.load()))
    print()
    measured = {name: {**scores.f1, **scores.right} for name, scores in scored.items()}
    measured |= events.print_events()
    print()
    measured["claimants"] = claimants.print_claimants()
    print()
    measured["noise"] = {f"kept without {kind}": 1 - lost for kind, lost in noise.main().items()}
    measured["speed"] = speed.main()
    cost.main()
    data, before = gate.hashes(GOLD), gate.pinned()
    if pins:
        try:
            gate.write(gate.pin(measured, data, before, lower=lower))
        except ValueError as fault:
            sys.exit(f"\nnot pinned: {fault}")
        print(f"\npinned in {gate.FLOORS.name}")
        return
    shut = gate.falls(measured, data, before)
    if shut:
        sys.exit("\nthe gate is shut:\n" + "\n".join(f"  {line}" for line in shut))
    print(f"\nthe gate is open: {sum(map(len, before.floors.values()))} floors held")


if __name__ == "__main__":
    main()
