"""Grouping alone: order, density and scale: `python -m benchmarks.grouping` (`--scale` for the hundred thousand).

B-cubed F1 (Bagga and Baldwin 1998) on the incidents, tuned and unseen: all reports at once; in 50 batches of a random
order; and in a crowd, with four times as many reports of made-up incidents (`many.py`). At scale, made-up incidents
alone, seven a day; there each report's places are its incident's town, looked up once a town, and what reports count is
left out, so that what is measured is the grouping and not what reads for it.
"""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import click

from recount.linking.grouping.accounts import Account, account
from recount.linking.grouping.grouper import Grouper
from recount.linking.places import locate, looked_up
from recount.linking.seeing import Asked, see
from recount.model import Extraction, Place, Report

from .data import Row, only, rows, scorer
from .many import SEED, Source, crowd, extracted, sources_of, stream

BATCHES = 50
ORDERS = 3
TIMES = 4
"""How many made-up reports a real one stands among in the crowd."""
SIZES = (1_000, 10_000, 100_000)
A_DAY = 7.0


def read(reports: Sequence[Report], extractions: Sequence[Extraction]) -> list[Account]:
    """What grouping looks at in some reports, as linking makes it."""
    taken = {one.report: one for one in extractions}
    return [see(Asked(report, taken[report.id])).account for report in reports]


def grouped(batches: Iterable[Sequence[Account]]) -> list[list[str]]:
    """The groups after all batches, as sorted report ids."""
    grouper = Grouper()
    for batch in batches:
        grouper.add(batch)
    ids = [account.report for account in grouper.pairs.accounts]
    return sorted(sorted(ids[number] for number in group) for group in grouper.groups())


def shuffled(given: Sequence[Account], seed: int) -> Iterator[Sequence[Account]]:
    """Some reports in a random order, in batches."""
    order = list(given)
    random.Random(seed).shuffle(order)  # noqa: S311
    return (order[at::BATCHES] for at in range(BATCHES))


def f1(gold: Sequence[Row], groups: Sequence[Sequence[str]]) -> Mapping[str, Any]:
    """B-cubed precision, recall and F1 of some groups."""
    made: Mapping[str, Any] = scorer("score_events").score(gold, [{"event": "", "doc_ids": ids} for ids in groups])
    return made


def print_incidents() -> dict[str, dict[str, float]]:
    """Print what the incidents score, however they come; return it by set."""
    reports, extractions = extracted()
    own = read(reports, extractions)
    made = list(crowd(list(sources_of(reports, extractions)), TIMES * len(own)))
    others = read([one.report for one in made], [one.extraction for one in made])
    gold = rows("incidents-dev.gold.jsonl")
    ways = {"at once": grouped([own])}
    ways |= {f"{BATCHES} batches, order {seed}": grouped(shuffled(own, seed)) for seed in range(ORDERS)}
    ways["in a crowd"] = grouped([[*own, *others]])
    ways[f"in a crowd, {BATCHES} batches"] = grouped(shuffled([*own, *others], SEED))
    print("| set | reports come | precision | recall | B-cubed F1 |\n| --- | --- | --- | --- | --- |")
    found: dict[str, dict[str, float]] = {}
    for part in (False, True):
        name = "incidents-dev, unseen third" if part else "incidents-dev, tuned part"
        for way, groups in ways.items():
            scores = f1(only(gold, "incident", part), groups)
            found.setdefault(name, {})[way] = scores["f1"]
            print(f"| {name} | {way} | {scores['precision']:.4f} | {scores['recall']:.4f} | {scores['f1']:.4f} |")
    scores = f1(incidents((one.incident, one.report.id) for one in made), ways["in a crowd"])
    print(f"| the crowd | in a crowd | {scores['precision']:.4f} | {scores['recall']:.4f} | {scores['f1']:.4f} |")
    return found


def incidents(made: Iterable[tuple[str, str]]) -> list[Row]:
    """Gold rows of made-up reports, given as incident and report id."""
    held: dict[str, list[str]] = {}
    for incident, report in made:
        held.setdefault(incident, []).append(report)
    return [{"incident": name, "doc_ids": ids} for name, ids in held.items()]


class _Towns:
    """The places of made-up incidents, each town looked up once."""

    def __init__(self) -> None:
        self.known: dict[str, Place] = {}
        self._of: dict[tuple[str, str], tuple[str, ...]] = {}

    def of(self, town: tuple[str, str]) -> tuple[str, ...]:
        if town not in self._of:
            report = Report(id="t", sha256="", text=f"A man was shot in {town[0]}, {town[1]}.")
            self._of[town] = locate(report).main
            self.known |= looked_up(self._of[town])
        return self._of[town]


def print_scale(given: Sequence[Source], sizes: Sequence[int] = SIZES) -> None:
    """Print, by the number of reports, what grouping costs: in all, and for a thousand more on top of them."""
    print("| reports | s | s of 1,000 more | followers | precision | recall | B-cubed F1 | peak MiB of the process |")
    print("| --- " * 8 + "|")
    grouper, towns, gold = Grouper(), _Towns(), []
    spent = 0.0
    batch: list[Account] = []
    for at, one in enumerate(stream(given, max(sizes) + 1_000, A_DAY), 1):
        gold.append((one.incident, one.report.id))
        batch.append(account(one.report, one.extraction, towns.of(one.town), towns.known))
        if len(batch) < 1_000:
            continue
        begun = time.process_time()
        grouper.add(batch)
        last, batch = time.process_time() - begun, []
        if at - 1_000 in sizes:
            ids = [account.report for account in grouper.pairs.accounts]
            scores = f1(incidents(gold), [[ids[number] for number in group] for group in grouper.groups()])
            followers = sum(not core for core in grouper.pairs.core)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"| {at - 1_000:,} | {spent:.1f} | {last:.2f} | {followers} | {scores['precision']:.4f} "
                f"| {scores['recall']:.4f} | {scores['f1']:.4f} | {peak:.0f} |",
                flush=True,
            )
        spent += last


@click.command()
@click.option("--scale", is_flag=True, help="Measure what many reports cost, instead.")
def main(scale: bool) -> None:
    """Measure grouping: however reports come, in a crowd, and at scale."""
    if scale:
        print_scale(list(sources_of(*extracted())))
    else:
        print_incidents()


if __name__ == "__main__":
    main()
