"""The gate: a fall shuts it, other data shuts it, and no floor goes down unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.gate import Floors, falls, pin, pinned, write

DATA = {"a.jsonl": "1"}
BEFORE = Floors(DATA, {"dev": {"found": 0.9, "full": 0.7}})


@pytest.mark.parametrize(
    ("measured", "shut"),
    [
        ({"dev": {"found": 0.9, "full": 0.7}}, []),
        ({"dev": {"found": 0.95, "full": 0.8}, "more": {"found": 0.1}}, []),
        ({"dev": {"found": 0.8996, "full": 0.7}}, []),
        ({"dev": {"found": 0.898, "full": 0.7}}, ["dev, found: 0.898 is below its floor 0.900"]),
        ({"dev": {"found": 0.9}}, ["dev, full: not measured, its floor is 0.700"]),
    ],
)
def test_a_fall_shuts_the_gate(measured: dict[str, dict[str, float]], shut: list[str]) -> None:
    assert falls(measured, DATA, BEFORE) == shut


@pytest.mark.parametrize("data", [{"a.jsonl": "2"}, {}, {**DATA, "b.jsonl": "3"}])
def test_other_data_shuts_the_gate(data: dict[str, str]) -> None:
    (line,) = falls(BEFORE.floors, data, BEFORE)
    assert "not the file" in line


def test_pinning_raises_and_never_lowers() -> None:
    assert pin({"dev": {"found": 0.95, "full": 0.6}}, DATA, BEFORE, lower=False).floors == {
        "dev": {"found": 0.95, "full": 0.7}
    }


def test_lowering_must_be_said() -> None:
    assert pin({"dev": {"found": 0.8}}, {"a.jsonl": "2"}, BEFORE, lower=True) == Floors(
        {"a.jsonl": "2"}, {"dev": {"found": 0.8}}
    )
    with pytest.raises(ValueError, match="changed"):
        pin(BEFORE.floors, {"a.jsonl": "2"}, BEFORE, lower=False)
    with pytest.raises(ValueError, match="not measured"):
        pin({"dev": {"found": 0.9}}, DATA, BEFORE, lower=False)


def test_floors_are_read_as_written(tmp_path: Path) -> None:
    write(BEFORE, tmp_path / "floors.toml")
    assert pinned(tmp_path / "floors.toml") == BEFORE
    assert pinned(tmp_path / "none.toml") == Floors({}, {})
