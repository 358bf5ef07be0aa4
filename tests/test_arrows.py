"""The house holds: four floors, arrows downward only, no stage imports another."""

from __future__ import annotations

import ast
from importlib.util import find_spec
from pathlib import Path

import pytest

FLOORS = {
    "model": 0,
    "reading": 1,
    "extraction": 1,
    "linking": 1,
    "reckoning": 1,
    "publishing": 1,
    "casebook": 2,
    "cli": 3,
    "workbench": 3,
}
STAGES = {room for room, floor in FLOORS.items() if floor == 1}


def source() -> Path:
    spec = find_spec("recount")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def imports(file: Path, package: tuple[str, ...]) -> set[str]:
    """The rooms of ours that a file imports, at its top or inside a function."""
    rooms: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join([*base, *([node.module] if node.module else [])])
            names = [stem, *(f"{stem}.{alias.name}" for alias in node.names)]
        for name in names:
            parts = name.split(".")
            if parts[0] == "recount" and len(parts) > 1 and parts[1] in FLOORS:
                rooms.add(parts[1])
    return rooms


def files() -> list[tuple[str, Path]]:
    root = source()
    return [
        (file.relative_to(root).parts[0], file)
        for file in sorted(root.rglob("*.py"))
        if len(file.relative_to(root).parts) > 1
    ]


def test_every_room_stands_on_a_floor() -> None:
    assert {room for room, _ in files()} <= set(FLOORS)


@pytest.mark.parametrize(("room", "file"), files(), ids=lambda x: x if isinstance(x, str) else x.stem)
def test_arrows_point_downward(room: str, file: Path) -> None:
    package = ("recount", *file.relative_to(source()).parts[:-1])
    for other in imports(file, package) - {room}:
        assert FLOORS[other] < FLOORS[room], f"{file.name} in {room} imports {other}"


@pytest.mark.parametrize(("room", "file"), files(), ids=lambda x: x if isinstance(x, str) else x.stem)
def test_files_have_one_subject_and_fewer_than_400_lines(room: str, file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 400, f"{room}/{file.name} is too long"


def test_the_checker_sees_relative_and_late_imports(tmp_path: Path) -> None:
    file = tmp_path / "x.py"
    file.write_text("def f():\n    from ..linking import link\n    import recount.casebook.memory\n")
    assert imports(file, ("recount", "reckoning")) == {"linking", "casebook"}
