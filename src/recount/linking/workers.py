"""Workers: processes that do the same work on many things side by side, where there is enough of it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from types import TracebackType
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 32
"""Things that go to a worker at once."""
WORTH = 200
"""Things from which on it pays to hand them out."""
SELDOM = 50_000
"""New objects after which a worker looks for garbage: what one report makes has hardly any."""
LOOK_ROUND = 1.0
"""Seconds after which a worker looks whether who started it is still there."""


def cores() -> int:
    """How many workers this machine can keep busy; one where processes cannot be had cheaply and safely."""
    if sys.platform != "linux":
        return 1
    return len(os.sched_getaffinity(0))


class Workers:
    """So many processes, started when there first is work worth it; one means that all is done in this process.

    What comes out is the same for any number. They end with `close`, with this process, or when it is interrupted.
    """

    def __init__(self, number: int = 1) -> None:
        self._number = number if cores() > 1 else 1
        self._pool: ProcessPoolExecutor | None = None

    def map(self, work: Callable[[T], R], given: Sequence[T]) -> Iterator[R]:
        """What `work`, a pure function of a module, makes of each thing, in order; it is begun before it is asked for.

        What `work` raises is raised here.
        """
        if self._number < 2 or len(given) < WORTH:
            return map(work, given)
        if self._pool is None:
            work(given[0])  # reads the tables here once, so that each worker has them from its start
            context = multiprocessing.get_context("fork")
            self._pool = ProcessPoolExecutor(self._number, context, _begin, (os.getpid(),))
        return self._pool.map(work, given, chunksize=CHUNK)

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _begin(parent: int) -> None:
    """Make a worker ready: an interruption is its parent's to handle, and it does not outlive that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what the parent had is shared memory as long as nobody touches it
    gc.set_threshold(SELDOM)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_ROUND)
    os._exit(1)


def portions(given: Iterable[T], size: int) -> Iterator[list[T]]:
    """Some things in lists of `size`, in order; the last may be shorter."""
    portion: list[T] = []
    for one in given:
        portion.append(one)
        if len(portion) == size:
            yield portion
            portion = []
    if portion:
        yield portion
