"""The shared annotated data and its scorers, where they are at hand; and which reports are kept unseen."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from recount.model import Report
from recount.reading import read

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
GOLD = SHARED / "gold"

Row = dict[str, Any]


def at_hand() -> bool:
    """Whether the shared data stands beside the checkout."""
    return GOLD.is_dir()


def unseen(id: str) -> bool:
    """Whether a report (or incident) belongs to the third that nothing is tuned on."""
    return hashlib.sha1(id.encode(), usedforsecurity=False).digest()[0] % 3 == 0


def rows(name: str) -> list[Row]:
    """The JSON lines of one file of the gold."""
    with (GOLD / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def reports(name: str) -> tuple[Report, ...]:
    """The reports of one file of the gold, read as `recount` reads them.

    Raises RuntimeError where one of them was set aside: a benchmark must see all.
    """
    reading = read([GOLD / name])
    if reading.set_aside:
        raise RuntimeError(f"{name}: {len(reading.set_aside)} reports were set aside")
    return reading.reports


def scorer(name: str) -> ModuleType:
    """A scorer of the gold (`score_tolls`, `score_events`) as a module."""
    spec = importlib.util.spec_from_file_location(name, GOLD / f"{name}.py")
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{name}.py does not stand with the gold")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def only(rows: Iterable[Row], key: str, keep: bool) -> list[Row]:
    """The rows of the unseen third (`keep`), or of the rest."""
    return [row for row in rows if unseen(row[key]) == keep]
