"""The stage as a whole: any reports in, the same links out."""

from __future__ import annotations

import random
import subprocess
import sys
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from recount.linking import link
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


def test_importing_the_room_imports_nothing_heavy() -> None:
    heavy = "rapidfuzz", "rensa", "tomllib"
    code = f"import sys, recount.linking; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
