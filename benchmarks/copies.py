"""Copies: planted ones against exact brute force, pairs found among reports, the cost: `python -m benchmarks.copies`.

`--pairs` lists every pair found among the tuned reports, by id and length, for checking by hand; `copies_checked.toml`
holds what was found so.
`--scale` measures generated reports instead.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

import click
import numpy as np

from recount.extraction import extract
from recount.linking.copies import FEWEST, FURNITURE, NEARLY_ALL, PASSAGE, WHOLE, find_copies
from recount.linking.copying.bodies import Body, body
from recount.linking.words import words
from recount.model import Copy, Report

from . import crowds
from .alignment import Texts
from .data import reports, unseen
from .planting import plant

SEEDS = (20261122, 1, 2)
SETS = {"toll-dev and coast": ("toll-dev", "coast-2025"), "incidents-dev": ("incidents-dev",)}


class Found(NamedTuple):
    """Of the pairs that are copies, how many were found; of those reported, how many are copies; and plants apart.

    Plants that tell are those that brute force holds; of the others too little is left to know them by.
    """

    reports: int
    copies: int
    found: int
    reported: int
    right: int
    plants: int
    planted_found: int
    telling: int
    telling_found: int
    seconds: float

    def __add__(self, other: object) -> Found:
        """The sums of two."""
        if not isinstance(other, Found):
            return NotImplemented
        return Found._make(one + more for one, more in zip(self, other, strict=True))


def measure(given: Sequence[Report], seed: int) -> Found:
    """Plant copies among reports, and hold what is found against brute force.

    Copies are the planted pairs and those that brute force holds: published at most 30 days apart, the best alignment
    reaching the score of a passage; or so much alike on the whole that the one is a near copy of the other. Reports of
    exactly the same words are one here, as they are tied to one of them only.
    """
    mixed, plants = plant(given, seed)
    begun = time.process_time()
    copies = find_copies(mixed)
    seconds = time.process_time() - begun
    ordered = sorted(mixed, key=lambda one: (one.published is None, str(one.published), one.id))
    heads: dict[bytes, Body] = {}
    head_of = {one.report.id: heads.setdefault(one.digest, one).report.id for one in map(body, ordered)}
    held = by_brute_force(list(heads.values()))
    reported = {_pair(head_of[copy.first], head_of[copy.second]) for copy in copies if copy.kind != "exact"}
    planted = {_pair(head_of[one.report], head_of[one.source]) for one in plants}
    planted = {pair for pair in planted if pair[0] != pair[1]}
    return Found(
        len(mixed),
        len(held | planted),
        len((held | planted) & reported),
        len(reported),
        len((held | planted) & reported),
        len(planted),
        len(planted & reported),
        len(planted & held),
        len(planted & held & reported),
        seconds,
    )


def by_brute_force(bodies: Sequence[Body]) -> set[tuple[str, str]]:
    """The pairs of reports (ids, sorted) that are copies by the definition, found without an index."""
    texts = Texts(bodies)
    passages = zip(*map(np.ndarray.tolist, texts.scores(PASSAGE).nonzero()), strict=True)
    found = {(i, j) for i, j in passages if _days_apart(bodies[i], bodies[j]) <= FURNITURE}
    found |= texts.alike(NEARLY_ALL, FEWEST, formulas=True) | texts.alike(WHOLE, FEWEST, formulas=False)
    return {_pair(bodies[i].report.id, bodies[j].report.id) for i, j in found}


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _days_apart(one: Body, other: Body) -> int:
    return abs(one.day - other.day) if one.day and other.day else 0


def part(names: Sequence[str], kept: bool) -> list[Report]:
    """The reports of some files: of the unseen third (`kept`), or of the rest."""
    return [one for name in names for one in reports(f"{name}.docs.jsonl") if unseen(one.id) == kept]


def pairs(given: Sequence[Report]) -> tuple[Copy, ...]:
    """Every copy among the reports, linked as the stage links them: what both quote is told apart."""
    return find_copies(given, {one.id: extract(one) for one in given})


def print_copies(seeds: Sequence[int] = SEEDS) -> dict[str, dict[str, float]]:
    """Print recall and precision as a Markdown table, the sums over some seeds; return them by set."""
    print(f"Seeds {', '.join(map(str, seeds))}.\n")
    print("| set | reports | copies | recall | pairs reported | precision | plants found | of those that tell | s |")
    print("| --- " * 9 + "|")
    made = {}
    for name, files in SETS.items():
        for kept in (False, True):
            place = f"{name}, {'unseen third' if kept else 'tuned part'}"
            row = reduce(Found.__add__, (measure(part(files, kept), seed) for seed in seeds))
            recall, precision = _share(row.found, row.copies), _share(row.right, row.reported)
            print(
                f"| {place} | {row.reports} | {row.copies} | {recall:.3f} | {row.reported} | {precision:.3f} "
                f"| {row.planted_found} of {row.plants} | {row.telling_found} of {row.telling} | {row.seconds:.1f} |",
                flush=True,
            )
            made[place] = {"copies found": recall, "copies right": precision}
    return made


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def print_pairs() -> None:
    """Print every copy among the tuned reports: ids, kind, words a passage. No text."""
    for files in SETS.values():
        for copy in pairs(part(files, False)):
            lengths = ", ".join(str(len(words(passage.first.exact))) for passage in copy.passages)
            print(f"| {copy.first} | {copy.second} | {copy.kind} | {copy.original or '-'} | {lengths} |")


@click.command()
@click.option("--pairs", "pairs_", is_flag=True, help="List every pair found among the tuned reports.")
@click.option("--scale", is_flag=True, help="Measure generated reports, to 101,000.")
def main(pairs_: bool, scale: bool) -> None:
    """Measure the finding of copies."""
    if pairs_:
        print_pairs()
    elif scale:
        crowds.print_scale()
    else:
        print_copies()


if __name__ == "__main__":
    main()
