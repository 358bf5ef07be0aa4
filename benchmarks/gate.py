"""The gate: what was once reached is held. Floors stand in `floors.toml`, with the SHA-256 of the data they hold on.

A measure may not fall below its floor. `python -m benchmarks --pin` raises floors to what was just measured and never
lowers one; `--lower` as well lets it, and must be said. On other data than the pinned the gate fails until it is pinned
anew with both.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

FLOORS = Path(__file__).with_name("floors.toml")

SLACK = 0.0005
"""Floors are written to three digits: half of the last one is no fall."""

Measures = Mapping[str, Mapping[str, float]]
"""By set, by name: what was measured, or its floor."""


class Floors(NamedTuple):
    """What is pinned: the data's SHA-256 by file name, and the floors."""

    data: Mapping[str, str]
    floors: Measures


def pinned(path: Path = FLOORS) -> Floors:
    """The floors as pinned; none where there is no file yet."""
    if not path.exists():
        return Floors({}, {})
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Floors(table["data"], table["floor"])


def hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of the texts and the annotations."""
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.glob("*.jsonl"))}


def falls(measured: Measures, data: Mapping[str, str], pin: Floors) -> list[str]:
    """What keeps the gate shut, a line each: other data, a floor without a measure, a measure below its floor."""
    shut = [f"{name} is not the file that the floors were pinned on" for name in _changed(data, pin.data)]
    for place, floors in pin.floors.items():
        for name, floor in floors.items():
            value = measured.get(place, {}).get(name)
            if value is None:
                shut.append(f"{place}, {name}: not measured, its floor is {floor:.3f}")
            elif value < floor - SLACK:
                shut.append(f"{place}, {name}: {value:.3f} is below its floor {floor:.3f}")
    return shut


def _changed(data: Mapping[str, str], pin: Mapping[str, str]) -> list[str]:
    return sorted(name for name in {*data, *pin} if data.get(name) != pin.get(name))


def pin(measured: Measures, data: Mapping[str, str], before: Floors, *, lower: bool) -> Floors:
    """New floors: what was measured, but never less than before unless `lower` is said.

    Raises ValueError where the data changed, or a floor would vanish, and `lower` was not said.
    """
    rounded = {place: {name: round(value, 3) for name, value in row.items()} for place, row in measured.items()}
    if lower:
        return Floors(dict(data), rounded)
    if before.data and (changed := _changed(data, before.data)):
        raise ValueError(f"{', '.join(changed)} changed: floors for other data are set with --pin --lower")
    for place, row in before.floors.items():
        for name, floor in row.items():
            if name not in rounded.get(place, {}):
                raise ValueError(f"{place}, {name} was not measured: a floor is taken away with --pin --lower")
            rounded[place][name] = max(floor, rounded[place][name])
    return Floors(dict(data), rounded)


def write(floors: Floors, path: Path = FLOORS) -> None:
    """Write the floors, sorted, so that a change shows as a line."""
    lines = ["# What `make bench` holds. Raised by `python -m benchmarks --pin`; lowered only by `--pin --lower`.", ""]
    lines += ["[data]", *(f'"{name}" = "{sha}"' for name, sha in sorted(floors.data.items()))]
    for place, row in sorted(floors.floors.items()):
        lines += ["", f'[floor."{place}"]', *(f'"{name}" = {value:.3f}' for name, value in sorted(row.items()))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
