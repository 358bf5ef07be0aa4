"""Many processes at work in one casebook at once: nothing is lost, nothing is there twice, the chain holds."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from recount.casebook import StoredCasebook
from recount.casebook.compacting import compact
from recount.casebook.erasing import erase_reports
from recount.casebook.verifying import verify
from recount.model import Decision, OutputError, Subject

from .test_killing import Cheap
from .writing import lines

PROCESSES = 8


def at_work(place: str, file: Path, number: int) -> None:
    with StoredCasebook.open(place, Cheap()) as stored:
        for turn in range(3):
            subject = Subject(kind="event", id=f"e{number}")
            stored.decide(Decision(ruling="accept", subject=subject, reviewer=f"R{number}", reason=str(turn)))
            if not turn:
                stored.add([file])
        try:
            if number == 1:
                compact(stored)
            if number == 2:
                erase_reports(stored.store, ["r00041"], "mistake")
        except OutputError as fault:
            assert "process" in fault.wrong  # noqa: PT017


def test_eight_processes_add_and_decide_at_once(place: str, tmp_path: Path) -> None:
    StoredCasebook.new(place, Cheap()).close()
    files = [lines(tmp_path / f"{number}.jsonl", 40, first=20 * number) for number in range(PROCESSES)]
    children = []
    for number, file in enumerate(files):
        child = os.fork()
        if not child:
            status = 1
            try:
                at_work(place, file, number)
                status = 0
            except BaseException:
                traceback.print_exc()  # what a child says is all that is known of it
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * PROCESSES
    with StoredCasebook.open(place, Cheap()) as stored:
        compact(stored)
        assert list(verify(stored.store)) == []
        assert stored.counts().reports == 20 * (PROCESSES + 1) - 1
        made = [(one.reviewer, one.reason) for one in stored.decisions()]
        assert sorted(made) == sorted((f"R{number}", str(turn)) for number in range(PROCESSES) for turn in range(3))
