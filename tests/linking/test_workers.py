"""Workers: the same comes out for any number of them, what fails is told, and none outlives what started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from recount.linking.workers import WORTH, Workers, cores, portions
from recount.model import DataError

several = pytest.mark.skipif(cores() < 2, reason="one core, or no cheap processes here")


def doubled(number: int) -> int:
    return 2 * number


def failing(number: int) -> int:
    if number == WORTH // 2:
        raise DataError("a table", "it is broken", "mend it")
    return number


def who(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("number", [0, 1, WORTH - 1, WORTH, 5 * WORTH])
def test_all_in_order(workers: int, number: int) -> None:
    with Workers(workers) as some:
        assert list(some.map(doubled, range(number))) == [2 * one for one in range(number)]
        assert list(some.map(doubled, range(number))) == [2 * one for one in range(number)]


@several
def test_much_work_is_handed_out_and_little_is_not() -> None:
    with Workers(2) as some:
        assert set(some.map(who, range(WORTH - 1))) == {os.getpid()}
        assert os.getpid() not in set(some.map(who, range(10 * WORTH)))
    with Workers(1) as one:
        assert set(one.map(who, range(10 * WORTH))) == {os.getpid()}


@pytest.mark.parametrize("workers", [1, 2])
def test_what_fails_is_told_whole(workers: int) -> None:
    with Workers(workers) as some, pytest.raises(DataError) as told:
        list(some.map(failing, range(WORTH)))
    assert (told.value.input, told.value.wrong, told.value.mend) == ("a table", "it is broken", "mend it")


SLOW = """
import sys, time
from recount.linking.workers import Workers
def slow(number):
    time.sleep(0.01)
    return number
with Workers(2) as some:
    for one in some.map(slow, range(100_000)):
        if one == 0:
            print("begun", flush=True)
"""


def started(parent: int) -> list[int]:
    """The processes that a process has started."""
    return [int(id) for id in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def gone(process: int) -> bool:
    path = Path(f"/proc/{process}/stat")
    return not path.exists() or path.read_text().rpartition(")")[2].split()[0] == "Z"


@several
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_they_end_with_what_started_them(how: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", SLOW], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"begun\n"
        workers = started(running.pid)
        assert len(workers) == 2
        running.send_signal(how)
        running.wait(60)
    until = time.monotonic() + 60
    while not all(map(gone, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert all(map(gone, workers))


def test_portions() -> None:
    assert list(portions(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(portions([], 2)) == []
