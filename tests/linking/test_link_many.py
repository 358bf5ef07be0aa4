"""Many reports: read by several processes, taken in by portions, the same links come out."""

from __future__ import annotations

from typing import Any

import pytest

from recount.linking import linker as module
from recount.linking.linker import Linker, link
from recount.linking.workers import WORTH, Workers
from recount.model import Extraction, Links, Report, to_json

TOWNS = ("Homs", "Baniyas", "Jableh", "Tartus", "Idlib")
COPIED = (
    "Witnesses from three villages along the river told how the gunmen went from door to door before dawn, asked for "
    "names, took the young men to the square by the mill, and left no one there alive when the trucks drove off."
)
SAID = "“There was nobody left in the village to bury the dead,” said Fadel Abdulghany."


@pytest.fixture(scope="module")
def many(making: Any) -> tuple[list[Report], list[Extraction]]:
    reports, extractions = [], []
    for at in range(WORTH + 60):
        town, dead = TOWNS[at % 5], 10 + at // 9
        text = (
            f"{dead} people were killed in {town}, the Syrian Observatory for Human Rights said. "
            f"{COPIED if at % 7 == 0 else f'Street {at} was shut.'} {SAID}"
        )
        day = f"2025-{1 + at // 30:02}-{1 + at % 28:02}"
        report = making.report(f"r{at:03}", text, day, publisher=f"Paper {at % 11}")
        claim = making.claim(
            report, 1, f"{dead}", dead, dead, claimant="Syrian Observatory for Human Rights", place=town
        )
        said = making.statement(report, 1, "There was nobody left in the village to bury the dead", "Fadel Abdulghany")
        reports.append(report)
        extractions.append(making.extraction(report, claim, said))
    return reports, extractions


@pytest.fixture(scope="module")
def alone(many: tuple[list[Report], list[Extraction]]) -> Links:
    return link(*many, workers=1)


def test_there_is_something_of_each_kind(alone: Links) -> None:
    assert alone.copies
    assert alone.quotations
    assert alone.attributions
    assert len(alone.events) >= len(TOWNS)


@pytest.mark.parametrize("workers", [2, 3])
def test_any_number_of_workers(many: tuple[list[Report], list[Extraction]], alone: Links, workers: int) -> None:
    assert to_json(link(*many, workers=workers)) == to_json(alone)


def test_large_input_is_handed_out_by_itself(
    many: tuple[list[Report], list[Extraction]], alone: Links, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    class Noted(Workers):
        def __init__(self, number: int = 1) -> None:
            asked.append(number)
            super().__init__(number)

    monkeypatch.setattr(module, "Workers", Noted)
    monkeypatch.setattr(module, "cores", lambda: 2)
    assert link(*many) == alone
    monkeypatch.setattr(module, "LARGE", 100)
    assert link(*many) == alone
    assert asked == [1, 2]


def test_portions_tell_their_progress_as_one(
    many: tuple[list[Report], list[Extraction]], alone: Links, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PORTION", 100)
    told: list[tuple[int, int]] = []
    links = link(*many, progress=lambda done, of: told.append((done, of)))
    assert told == [(at, len(many[0])) for at in range(len(many[0]))]
    assert [event.reports for event in links.events] == [event.reports for event in alone.events]


def test_workers_end_with_the_linker(many: tuple[list[Report], list[Extraction]]) -> None:
    with Linker(workers=2) as linker:
        linker.add(*many)
    linker.close()
    assert linker.add(*many) == frozenset()
