from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recount.reading import read

Write = Callable[..., Path]
CASES = tomllib.loads((Path(__file__).parent / "cases" / "page_dates.toml").read_text(encoding="utf-8"))["case"]
TEXT = "<p>Nine people were killed in the village, the ministry said on Monday.</p>" * 4


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_page_dates(write: Write, case: dict[str, Any]) -> None:
    page = f"<html><head>{case.get('head', '')}</head><body>{case.get('body', '')}{TEXT}</body></html>"
    reading = read([write("page.html", page)])
    assert str(reading.reports[0].published or "") == case["day"]
    notices = [notice.says for notice in reading.notices]
    assert len(notices) == ("notice" in case)
    assert case.get("notice", "") in " ".join(notices)
    assert not reading.set_aside
