"""What linking costs, all of it, as reports come by the thousand: `python -m benchmarks.scale [--sizes 10000,100000]`.

Reports and their extractions are made up out of the tuned incidents (`many.py` has the recipe, told apart unless
`--alike`), day by day, and taken in as they come, a thousand at a time. A process of its own makes each thousand, while
linking waits: neither its time nor its memory counts, nor do those of the score. What counts is linking, from the first
report on with the start of its workers: time by the clock and, of all processes together, by the processor; memory, the
most that all of them had at once (PSS: what they share counted once), the reports handed over included. To have all
links at the end takes the "s of all links" besides. At each size a thousand more are added, which tells what more
reports cost. What extraction costs is measured apart (`benchmarks.speed`). How far it is goes to standard error.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Collection, Iterator
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import click

from recount.linking import Linker

from .grouping import f1, incidents
from .many import Made, extracted, sources_of, stream

A_DAY = 7.0
BATCH = 1_000
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

    def __init__(self, apart: Collection[int]) -> None:
        """`apart` are processes that do not count."""
        super().__init__(daemon=True)
        self.most = self.now = 0.0
        self._apart = apart
        self._ended = threading.Event()

    def run(self) -> None:
        """Look again and again."""
        while not self._ended.wait(EVERY):
            self.now = sum(map(_held, [os.getpid(), *_started(self._apart)]))
            self.most = max(self.most, self.now)

    def __enter__(self) -> Memory:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._ended.set()


def measure(sizes: list[int], workers: int, *, alike: bool) -> None:
    """Print, by the number of reports, what linking costs, in all and for a thousand more, and how right events are."""
    print(f"{workers} workers, {len(os.sched_getaffinity(0))} cores, load at the start {os.getloadavg()[0]:.1f}\n")
    heads = ("reports", "s", "CPU s", "of it here", "s of 1,000 more", "CPU s of 1,000 more", "s of all links",
             "copies", "events", "B-cubed F1", "MiB", "load")  # fmt: skip
    print(f"| {' | '.join(heads)} |")
    print("| --- " * len(heads) + "|", flush=True)
    gold: list[tuple[str, str]] = []
    spent = Spent(0.0, 0.0, 0.0)
    made = _batches(max(sizes) + BATCH, alike)
    batch = next(made)
    apart = frozenset(_started())
    with Linker(workers=workers) as linker, Memory(apart) as memory:
        while batch:
            before = len(gold)
            gold += [(one.incident, one.report.id) for one in batch]
            last = _added(linker, batch, apart)
            if before in sizes:
                begun = time.perf_counter()
                links = linker.links()
                whole, most = time.perf_counter() - begun, memory.most
                right = f1(incidents(gold), [event.reports for event in links.events])["f1"]
                cells = (f"{before:,}", f"{spent.clock:.0f}", f"{spent.processor:.0f}", f"{spent.here:.0f}",
                         f"{last.clock:.2f}", f"{last.processor:.2f}", f"{whole:.1f}", f"{len(links.copies):,}",
                         f"{len(links.events):,}", f"{right:.4f}", f"{most:.0f}",
                         f"{os.getloadavg()[1]:.1f}")  # fmt: skip
                print(f"| {' | '.join(cells)} |", flush=True)
                del links
            spent += last
            told = f"{len(gold):,} reports, {spent.clock:.0f} s, {spent.processor:.0f} CPU s, {memory.now:.0f} MiB"
            print(told, file=sys.stderr, flush=True)
            batch = next(made, [])


def _batches(most: int, alike: bool) -> Iterator[list[Made]]:
    """So many made-up reports, BATCH at a time, each made in another process when it is asked for."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    maker = context.Process(target=_make, args=(there, most, alike), daemon=True)
    maker.start()
    there.close()
    try:
        for _ in range(0, most, BATCH):
            here.send(True)
            yield here.recv()
    finally:
        maker.terminate()
        maker.join()


def _make(asked: Connection, most: int, alike: bool) -> None:
    """Make up reports, BATCH at a time, as often as that is asked for."""
    made = stream(list(sources_of(*extracted())), most, A_DAY, apart=not alike)
    while asked.recv():
        asked.send(list(islice(made, BATCH)))


def _added(linker: Linker, batch: list[Made], apart: Collection[int]) -> Spent:
    """What it costs to add some reports."""
    clock, processor, here = time.perf_counter(), _processor(apart), time.process_time()
    linker.add([one.report for one in batch], [one.extraction for one in batch])
    return Spent(time.perf_counter() - clock, _processor(apart) - processor, time.process_time() - here)


def _processor(apart: Collection[int]) -> float:
    """Seconds of the processor that this process and those it started have taken so far."""
    return time.process_time() + sum(map(_taken, _started(apart)))


def _started(apart: Collection[int] = ()) -> list[int]:
    """The processes that this one started and that still run, but for some."""
    found = []
    for thread in Path("/proc/self/task").iterdir():
        found += [int(id) for id in (thread / "children").read_text().split()]
    return [id for id in found if id not in apart]


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
@click.option("--sizes", default="1000,3000,10000,30000,60000,100000", show_default=True,
              help="Numbers of reports, in thousands, at which costs are told.")  # fmt: skip
@click.option("--workers", default=2, show_default=True, help="So many processes read and compare.")
@click.option("--alike", is_flag=True, help="Leave incidents of one source near copies of each other.")
def main(sizes: str, workers: int, alike: bool) -> None:
    """Measure linking as a whole at scale."""
    measure(sorted(map(int, sizes.split(","))), workers, alike=alike)


if __name__ == "__main__":
    main()
