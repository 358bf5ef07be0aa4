from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from recount.model import Person

from .worlds import world

CASES = tomllib.loads((Path(__file__).parent / "cases" / "persons.toml").read_text(encoding="utf-8"))["case"]


def line(person: Person) -> str:
    age = "-" if person.age is None else person.age
    return f"{person.name or '-'} {age} {person.sex} {person.outcome} {len(person.victims)}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_persons(case: dict[str, Any]) -> None:
    found = world(case).reckon().persons
    assert [line(person) for person in found] == case["persons"]
    assert [person.id for person in found] == [f"p{number}" for number in range(1, len(found) + 1)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_order_of_reports_never_matters(case: dict[str, Any]) -> None:
    swapped = {"A": "C", "B": "A", "C": "B"}
    rows = [{**row, "in": swapped[row["in"]]} for row in case["victims"]]
    assert sorted(map(line, world({"victims": rows}).reckon().persons)) == sorted(case["persons"])
