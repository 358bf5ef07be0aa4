"""Copies: planted ones against exact brute force, pairs found among the reports, the cost: `python -m benchmarks.copies`.

`--pairs` lists every pair found among the FA-KES reports (the tuned part), by id and length, for checking by hand.
`--scale` measures generated reports instead.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from multiprocessing import Pool
from typing import NamedTuple

import click

from recount.extraction import extract
from recount.linking.copies import FURNITURE, PASSAGE, find_copies
from recount.linking.copying.bodies import Body, body
from recount.linking.words import words
from recount.model import Copy, Report

from . import crowds
from .alignment import best_scores
from .data import reports, unseen
from .planting import plant

SETS = {"toll-dev and coast": ("toll-dev", "coast-2025"), "incidents-dev": ("incidents-dev",)}


class Found(NamedTuple):
    """Pairs held by brute force, of them found; pairs reported, of them held; the same for plants; seconds of ours."""

    reports: int
    held: int
    found: int
    reported: int
    right: int
    plants: int
    planted_found: int
    telling: int
    telling_found: int
    seconds: float


def measure(given: Sequence[Report]) -> Found:
    """Plant copies among reports, and hold what is found against brute force.

    Brute force holds a pair of at most 30 days apart whose best alignment reaches the score of a passage. Reports of
    exactly the same words are one to it, as they are tied to one of them only. Near copies may be further apart: one
    that is reported is right if its words are alike. A plant tells where brute force holds it.
    """
    mixed, plants = plant(given)
    begun = time.process_time()
    copies = find_copies(mixed)
    seconds = time.process_time() - begun
    ordered = sorted(mixed, key=lambda one: (one.published is None, str(one.published), one.id))
    heads: dict[bytes, Body] = {}
    head_of: dict[str, str] = {}
    for one in map(body, ordered):
        head_of[one.report.id] = heads.setdefault(one.digest, one).report.id
    bodies = list(heads.values())
    scores = best_scores(bodies)
    number = {one.report.id: at for at, one in enumerate(bodies)}
    alike = {
        _pair(bodies[i].report.id, bodies[j].report.id): _days_apart(bodies[i], bodies[j])
        for i, j in zip(*(scores >= PASSAGE).nonzero(), strict=True)
    }
    held = {pair for pair, days in alike.items() if days <= FURNITURE}
    reported = {_pair(head_of[copy.first], head_of[copy.second]) for copy in copies if copy.kind != "exact"}
    planted = {_pair(head_of[one.report], head_of[one.source]): one for one in plants}
    planted = {pair: one for pair, one in planted.items() if pair[0] != pair[1] and set(pair) <= set(number)}
    telling = planted.keys() & held
    return Found(
        len(mixed),
        len(held),
        len(held & reported),
        len(reported),
        len(reported & (alike.keys() | planted.keys())),
        len(planted),
        len(planted.keys() & reported),
        len(telling),
        len(telling & reported),
        seconds,
    )


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _days_apart(one: Body, other: Body) -> int:
    return abs(one.day - other.day) if one.day and other.day else 0


def part(names: Sequence[str], kept: bool) -> list[Report]:
    """The reports of some files: of the unseen third (`kept`), or of the rest."""
    return [one for name in names for one in reports(f"{name}.docs.jsonl") if unseen(one.id) == kept]


def pairs() -> list[tuple[Copy, Mapping[str, Report]]]:
    """Every copy among the tuned FA-KES reports, linked as the stage links them, quotations told apart."""
    given = [one for one in part(("toll-dev",), False) if one.id.startswith("fakes-")]
    taken = {one.id: extract(one) for one in given}
    known = {one.id: one for one in given}
    return [(copy, known) for copy in find_copies(given, taken)]


def print_copies() -> dict[str, dict[str, float]]:
    """Print recall and precision as a Markdown table; return them by set."""
    jobs = {
        f"{name}, {'**unseen third**' if kept else 'tuned part'}": part(files, kept)
        for name, files in SETS.items()
        for kept in (False, True)
    }
    print("| set | reports | pairs held | recall | pairs reported | precision | plants found | of those held | s |")
    print("| --- " * 9 + "|")
    made = {}
    with Pool(2) as pool:
        for name, row in zip(jobs, pool.imap(measure, jobs.values(), chunksize=1), strict=True):
            recall, precision = _share(row.found, row.held), _share(row.right, row.reported)
            print(
                f"| {name} | {row.reports} | {row.held} | {recall:.3f} | {row.reported} | {precision:.3f} "
                f"| {row.planted_found} of {row.plants} | {row.telling_found} of {row.telling} | {row.seconds:.1f} |",
                flush=True,
            )
            made[name.replace("*", "")] = {"copies found": recall, "copies right": precision}
    return made


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def print_pairs() -> None:
    """Print every copy among the tuned FA-KES reports: ids, kind, words a passage. No text."""
    for copy, _ in pairs():
        lengths = ", ".join(str(len(words(passage.first.exact))) for passage in copy.passages)
        print(f"| {copy.first} | {copy.second} | {copy.kind} | {copy.original or '-'} | {lengths} |")


@click.command()
@click.option("--pairs", "pairs_", is_flag=True, help="List every pair found among the tuned FA-KES reports.")
@click.option("--scale", is_flag=True, help="Measure generated reports: 1,000, 10,000 and 100,000.")
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
