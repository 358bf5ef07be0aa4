"""Killed at any moment of `add`, time and again, a casebook holds what was told as kept; adding again completes it."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from recount.casebook import StoredCasebook
from recount.casebook.exporting import LOG, export
from recount.casebook.verifying import verify
from recount.model import Extraction, Report

from .writing import lines

MOMENTS = int(os.environ.get("RECOUNT_KILLS", "6"))
"""How many moments are tried on each store; the acceptance of a release takes 200 (over RECOUNT_REPORTS=1000)."""
REPORTS = int(os.environ.get("RECOUNT_REPORTS", "150"))
SEED = int(os.environ.get("RECOUNT_SEED", "9"))
"""Which moments: many can be tried in several runs, so that one that is broken off loses little."""


class Cheap:
    """An extractor that finds nothing."""

    name = "cheap 1"

    def extract(self, report: Report) -> Extraction:
        return Extraction(report=report.id, extractor=self.name)


def content(place: str, folder: Path) -> dict[str, bytes]:
    with StoredCasebook.open(place, Cheap()) as stored:
        export(stored, folder)
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name != LOG}


def add_in_a_child(place: str, file: Path) -> tuple[int, int]:
    """Add in a process of its own; its id, and the end of a pipe to which it says how many reports are kept."""
    here, there = os.pipe()
    child = os.fork()
    if child:
        os.close(there)
        return child, here
    try:

        def told(stage: str, done: int, total: int) -> None:
            if stage == "keep":
                os.write(there, b".")

        with StoredCasebook.open(place, Cheap()) as stored:
            stored.add([file], told)
    finally:
        os._exit(0)


def kill_after(child: int, seconds: float) -> tuple[bool, float]:
    """Kill a child after some time, unless it has ended by then: whether it was killed, and how long it lived."""
    began = time.monotonic()
    ended = 0
    while not ended and time.monotonic() - began < seconds:
        time.sleep(0.01)
        ended, status = os.waitpid(child, os.WNOHANG)
    if not ended:
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status), time.monotonic() - began


def test_nothing_that_was_told_is_lost(make_place: Callable[[], str], tmp_path: Path) -> None:
    file = lines(tmp_path / "many.jsonl", REPORTS)
    undisturbed = make_place()
    StoredCasebook.new(undisturbed, Cheap()).close()
    began = time.monotonic()
    child, told = add_in_a_child(undisturbed, file)
    os.waitpid(child, 0)
    os.close(told)
    took = time.monotonic() - began
    expected = content(undisturbed, tmp_path / "expected")
    chance = random.Random(SEED)  # noqa: S311
    halfway = killed = completed = 0
    place = ""
    while killed < MOMENTS:
        fresh = not place
        if fresh:
            place = make_place()
            StoredCasebook.new(place, Cheap()).close()
        child, told = add_in_a_child(place, file)
        died, lived = kill_after(child, chance.uniform(0, took))
        if fresh and not died:
            took = lived  # the machine is faster by now
        kept = 25 * max(0, len(os.read(told, 10_000)) - 1)  # the last may have been told at the end, of fewer
        os.close(told)
        killed += died
        with StoredCasebook.open(place, Cheap()) as stored:
            assert list(verify(stored.store)) == []
            there = stored.counts()
            assert there.reports >= kept
            if died:
                halfway += 0 < there.reports < REPORTS or there.extractions < there.reports
                if killed < MOMENTS:
                    continue  # the work is taken up where it was, and may be killed again
                stored.add([file])
                assert list(verify(stored.store)) == []
        assert content(place, tmp_path / f"out{completed}") == expected
        completed, place = completed + 1, ""
    if MOMENTS >= 20:
        assert halfway, "no moment fell into the work"


@pytest.mark.parametrize("processes", [8])
def test_many_processes_at_once(place: str, tmp_path: Path, processes: int) -> None:
    StoredCasebook.new(place, Cheap()).close()
    files = [lines(tmp_path / f"{number}.jsonl", 60, first=30 * number) for number in range(processes)]
    children = [add_in_a_child(place, file) for file in files]
    for child, told in children:
        assert os.waitpid(child, 0)[1] == 0
        os.close(told)
    with StoredCasebook.open(place, Cheap()) as stored:
        assert list(verify(stored.store)) == []
        counts = stored.counts()
        assert (counts.reports, counts.extractions) == (30 * (processes + 1), 30 * (processes + 1))
