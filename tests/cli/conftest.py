"""Reports that the commands' tests read."""

from __future__ import annotations

from pathlib import Path

import pytest

from .running import GOOD


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    (made / "a.txt").write_text(GOOD, encoding="utf-8")
    (made / "b.txt").write_text("In Aleppo, 15 people were killed, war monitors said on Monday.\n", encoding="utf-8")
    (made / "reports.csv").write_text(
        "file,title,publisher,published,url\na.txt,,Harbour Wire,2025-03-10,\nb.txt,,Coast Courier,2025-03-10,\n",
        encoding="utf-8",
    )
    return made
