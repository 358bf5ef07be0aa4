"""What linking costs, all of it, as reports come by the thousand: `python -m benchmarks.scale [--most N]`.

Reports and their extractions are made up out of the tuned incidents (`many.py` has the recipe), day by day, and taken
in as they come. Time is that of the processor. What extraction costs is measured apart (`benchmarks.speed`).
"""

from __future__ import annotations

import resource
import time
from collections.abc import Sequence

import click

from recount.linking import Linker
from recount.model import Extraction, Report

from .grouping import f1, incidents
from .many import Made, extracted, sources_of, stream

A_DAY = 7.0
BATCH = 1_000
SIZES = (1_000, 10_000, 100_000)


def measure(most: int) -> None:
    """Print, by the number of reports, what linking costs, in all and for a thousand more, and how right events are."""
    print("| reports | s | s of 1,000 more | s of all links | events | B-cubed F1 | peak MiB |")
    print("| --- " * 7 + "|", flush=True)
    sizes = sorted({*(size for size in SIZES if size < most), most})
    linker, gold, spent = Linker(), list[tuple[str, str]](), 0.0
    batch: list[Made] = []
    for made in stream(list(sources_of(*extracted())), most + BATCH, A_DAY):
        batch.append(made)
        gold.append((made.incident, made.report.id))
        if len(batch) < BATCH:
            continue
        last = _seconds(linker, [one.report for one in batch], [one.extraction for one in batch])
        before = len(gold) - len(batch)
        batch = []
        if before in sizes:
            begun = time.process_time()
            links = linker.links()
            whole = time.process_time() - begun
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            right = f1(incidents(gold), [event.reports for event in links.events])["f1"]
            cells = (f"{before:,}", f"{spent:.1f}", f"{last:.2f}", f"{whole:.1f}", f"{len(links.events):,}",
                     f"{right:.4f}", f"{peak:.0f}")  # fmt: skip
            print(f"| {' | '.join(cells)} |", flush=True)
            del links
        spent += last


def _seconds(linker: Linker, reports: Sequence[Report], extractions: Sequence[Extraction]) -> float:
    begun = time.process_time()
    linker.add(reports, extractions)
    return time.process_time() - begun


@click.command()
@click.option("--most", default=max(SIZES), show_default=True, help="So many reports at last, in thousands.")
def main(most: int) -> None:
    """Measure linking as a whole at scale."""
    measure(most)


if __name__ == "__main__":
    main()
