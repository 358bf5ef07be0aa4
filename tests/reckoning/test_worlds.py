"""Relations, world by world: who said what when, and what must come of it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from .worlds import told, world

CASES = tomllib.loads((Path(__file__).parent / "cases" / "worlds.toml").read_text(encoding="utf-8"))["world"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_relations(case: dict[str, Any]) -> None:
    found = {line for line in told(world(case).reckon()) if not line.startswith("relays ")}
    expected = set(case["expect"])
    assert expected <= found, f"not told: {sorted(expected - found)}; told: {sorted(found)}"
    if case.get("only"):
        assert found == expected
    for kind in case.get("never", ()):
        assert not [line for line in found if line.startswith(f"{kind} ")]
