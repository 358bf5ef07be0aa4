"""What linking costs, all of it, as reports come by the thousand: `python -m benchmarks.scale [--most N]`.

Reports and their extractions are made up out of the tuned incidents (`many.py` has the recipe, told apart unless
`--alike`), day by day, and taken in as they come. Time is that of the clock and, of all processes together, that of the
processor; memory is the most that all of them had at once, what they share counted once. What extraction costs is
measured apart (`benchmarks.speed`).
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import click

from recount.linking import Linker

from .grouping import f1, incidents
from .many import Made, extracted, sources_of, stream

A_DAY = 7.0
BATCH = 1_000
SIZES = (1_000, 3_000, 10_000, 30_000, 60_000, 100_000)
EVERY = 2.0
"""Seconds between two looks at the memory."""
_TICKS = os.sysconf("SC_CLK_TCK")


class Spent(NamedTuple):
    """Seconds of the clock, of the processor in all processes, and of it in this one."""

    clock: float
    processor: float
    here: float

    def __add__(self, other: object) -> Spent:
        """The sums of two."""
        if not isinstance(other, Spent):
            return NotImplemented
        return Spent._make(one + more for one, more in zip(self, other, strict=True))


class Memory(threading.Thread):
    """The most memory that this process and those it started had at once, in MiB, while it is looked at."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0.0
        self._ended = threading.Event()

    def run(self) -> None:
        """Look again and again."""
        while not self._ended.wait(EVERY):
            self.most = max(self.most, sum(map(_held, [os.getpid(), *_started()])))

    def __enter__(self) -> Memory:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._ended.set()


def measure(most: int, workers: int, *, alike: bool) -> None:
    """Print, by the number of reports, what linking costs, in all and for a thousand more, and how right events are."""
    print(f"{workers} workers, {len(os.sched_getaffinity(0))} cores, load at the start {os.getloadavg()[0]:.1f}\n")
    heads = ("reports", "s", "CPU s", "of it here", "CPU s of 1,000 more", "s of all links", "copies", "events",
             "B-cubed F1", "MiB", "load")  # fmt: skip
    print(f"| {' | '.join(heads)} |")
    print("| --- " * len(heads) + "|", flush=True)
    sizes = sorted({*(size for size in SIZES if size < most), most})
    gold: list[tuple[str, str]] = []
    spent = Spent(0.0, 0.0, 0.0)
    made = stream(list(sources_of(*extracted())), most + BATCH, A_DAY, apart=not alike)
    with Linker(workers=workers) as linker, Memory() as memory:
        for batch in _batches(made):
            before = len(gold)
            gold += [(one.incident, one.report.id) for one in batch]
            last = _added(linker, batch)
            if before in sizes:
                begun = time.perf_counter()
                links = linker.links()
                whole = time.perf_counter() - begun
                right = f1(incidents(gold), [event.reports for event in links.events])["f1"]
                cells = (f"{before:,}", f"{spent.clock:.0f}", f"{spent.processor:.0f}", f"{spent.here:.0f}",
                         f"{last.processor:.2f}", f"{whole:.1f}", f"{len(links.copies):,}", f"{len(links.events):,}",
                         f"{right:.4f}", f"{memory.most:.0f}", f"{os.getloadavg()[1]:.1f}")  # fmt: skip
                print(f"| {' | '.join(cells)} |", flush=True)
                del links
            spent += last


def _batches(made: Iterator[Made]) -> Iterator[list[Made]]:
    """All that was made, so many at a time."""
    batch: list[Made] = []
    for one in made:
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []


def _added(linker: Linker, batch: list[Made]) -> Spent:
    """What it costs to add some reports."""
    clock, processor, here = time.perf_counter(), _processor(), time.process_time()
    linker.add([one.report for one in batch], [one.extraction for one in batch])
    return Spent(time.perf_counter() - clock, _processor() - processor, time.process_time() - here)


def _processor() -> float:
    """Seconds of the processor that this process and those it started have taken so far."""
    return time.process_time() + sum(map(_taken, _started()))


def _started() -> list[int]:
    """The processes that this one started and that still run."""
    found = []
    for thread in Path("/proc/self/task").iterdir():
        found += [int(id) for id in (thread / "children").read_text().split()]
    return found


def _taken(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _held(process: int) -> float:
    """A process's memory in MiB, with its part of what it shares with others."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


@click.command()
@click.option("--most", default=max(SIZES), show_default=True, help="So many reports at last, in thousands.")
@click.option("--workers", default=2, show_default=True, help="So many processes read and compare.")
@click.option("--alike", is_flag=True, help="Leave incidents of one source near copies of each other.")
def main(most: int, workers: int, alike: bool) -> None:
    """Measure linking as a whole at scale."""
    measure(most, workers, alike=alike)


if __name__ == "__main__":
    main()
