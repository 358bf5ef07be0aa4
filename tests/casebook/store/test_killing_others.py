"""Killed at any moment of erasing, compacting or importing, a casebook is whole; doing it again completes it."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from recount.casebook import StoredCasebook
from recount.casebook.compacting import compact
from recount.casebook.erasing import erase_reports
from recount.casebook.exporting import export
from recount.casebook.importing import take_in
from recount.casebook.store import schema
from recount.casebook.verifying import verify
from recount.model import Decision, Subject

from .test_killing import Cheap, content
from .writing import lines

MOMENTS = int(os.environ.get("RECOUNT_KILLS", "3"))
REPORTS = int(os.environ.get("RECOUNT_REPORTS", "60"))
Work = Callable[[StoredCasebook, Path], object]
LEFT = "may still hold bytes of what was erased: run recount compact"


def erase(stored: StoredCasebook, _: Path) -> object:
    with stored.store.reading() as connection:
        key = connection.execute(select(schema.reports.c.key).where(schema.reports.c.name == "r00003")).scalar()
    return erase_reports(stored.store, [key], "safety") if key else compact(stored)


WORK: dict[str, Work] = {
    "erase": erase,
    "compact": lambda stored, _: compact(stored),
    "import": lambda stored, folder: take_in(stored, folder),
}


def in_a_child(place: str, work: Work, folder: Path) -> int:
    child = os.fork()
    if child:
        return child
    try:
        with StoredCasebook.open(place, Cheap()) as stored:
            work(stored, folder)
    finally:
        os._exit(0)


@pytest.mark.parametrize("name", WORK)
def test_it_is_whole_and_doing_it_again_completes_it(make_place: Callable[[], str], tmp_path: Path, name: str) -> None:
    work, file = WORK[name], lines(tmp_path / "many.jsonl", REPORTS)

    def made() -> str:
        place = make_place()
        with StoredCasebook.new(place, Cheap()) as stored:
            stored.add([file])
            stored.decide(Decision(ruling="accept", subject=Subject(kind="event", id="e1"), reviewer="S", reason="r"))
        return place

    with StoredCasebook.open(made(), Cheap()) as stored:
        export(stored, tmp_path / "bundle")

    def began() -> str:
        if name != "import":
            return made()
        place = make_place()
        StoredCasebook.new(place, Cheap()).close()
        return place

    chance = random.Random(4)  # noqa: S311
    undisturbed = began()
    start = time.monotonic()
    assert os.waitpid(in_a_child(undisturbed, work, tmp_path / "bundle"), 0)[1] == 0
    took = time.monotonic() - start
    expected = content(undisturbed, tmp_path / "expected")
    for moment in range(MOMENTS):
        place = began()
        child = in_a_child(place, work, tmp_path / "bundle")
        time.sleep(chance.uniform(0, took))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with StoredCasebook.open(place, Cheap()) as stored:
            assert {fault.wrong for fault in verify(stored.store)} <= {LEFT}
            work(stored, tmp_path / "bundle")
            assert list(verify(stored.store)) == []
        there = content(place, tmp_path / f"out{moment}")
        salted = () if name == "import" else ("decisions.jsonl", "manifest.json")
        assert {file: data for file, data in there.items() if file not in salted} == {
            file: data for file, data in expected.items() if file not in salted
        }
