"""The stage as a whole: any reports in, the same links out."""

from __future__ import annotations

import random
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.casebook import Casebook
from recount.linking import Linker, link
from recount.model import Extraction, Links, Report, from_json, to_json


def test_nothing_in_nothing_out() -> None:
    assert link([], []) == Links()


def test_an_extraction_of_no_report_is_left_out(making: Any) -> None:
    report = making.report("a", "Nine died in Homs.")
    lost = making.report("b", "Ten died in Hama, SOHR said.")
    links = link([report], [making.extraction(lost, making.claim(lost, 1, "Ten", 10, 10, claimant="SOHR"))])
    assert [event.reports for event in links.events] == [("a",)]
    assert links.attributions == ()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=200), max_size=6), st.randoms())
def test_any_texts_in_any_order_are_grouped_whole(texts: list[str], chance: random.Random) -> None:
    reports = [Report(id=f"r{i}", sha256=f"{i:064}", text=text) for i, text in enumerate(texts)]
    taken = [Extraction(report=report.id, extractor="none") for report in reports]
    links = link(reports, taken)
    assert sorted(id for event in links.events for id in event.reports) == sorted(r.id for r in reports)
    chance.shuffle(reports)
    assert to_json(link(reports, taken)) == to_json(links)
    assert from_json(to_json(links), Links) == links


@pytest.fixture(scope="module")
def example() -> tuple[tuple[Report, ...], tuple[Extraction, ...]]:
    casebook = Casebook.of([Path(str(files("recount.examples") / "coast"))])
    return casebook.reports, casebook.extractions


@pytest.mark.parametrize(("seed", "size"), [(1, 1), (2, 4), (3, 7), (4, 15)])
def test_reports_that_come_in_batches_are_tied_as_all_at_once(example: Any, seed: int, size: int) -> None:
    reports, extractions = example
    order = list(reports)
    random.Random(seed).shuffle(order)  # noqa: S311
    linker = Linker()
    for at in range(0, len(order), size):
        assert linker.add(order[at : at + size], extractions)
    assert to_json(linker.links()) == to_json(link(reports, extractions))
    assert linker.add(order, extractions) == frozenset()


def test_only_events_that_reports_touch_are_told_as_changed(making: Any) -> None:
    first = making.report("a", "Nine people died in Homs when a bus hit a wall.", "2024-06-10")
    far = making.report("b", "A ferry sank off Lagos with twelve sailors aboard.", "2021-01-10")
    linker = Linker()
    (one,) = linker.add([first], [])
    (other,) = linker.add([far], [])
    assert one != other
    assert {event.id for event in linker.links().events} == {one, other}


def test_importing_the_room_imports_nothing_heavy() -> None:
    heavy = "rapidfuzz", "rensa", "tomllib"
    code = f"import sys, recount.linking; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
