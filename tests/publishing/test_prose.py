"""Sentences with their figures linked: the table of cases/prose.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from recount.publishing.prose import linked

CASES = tomllib.loads((Path(__file__).parent / "cases" / "prose.toml").read_text(encoding="utf-8"))["case"]


def as_markup(gives: str) -> str:
    gives = re.sub(r"\{fig:(\w+)\|([^}]*)\}", r'<a class="fig" href="#\1">\2</a>', gives)
    gives = re.sub(r"\{who:([^}]*)\}", r'<bdi class="who">\1</bdi>', gives)
    gives = re.sub(r"\{time:([^}]*)\}", r"<time>\1</time>", gives)
    return re.sub(r"\{other:([^}]*)\}", r'<span class="no-people">\1</span>', gives)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_linked(case: dict[str, Any]) -> None:
    numbers = {str(key): value for key, value in case.get("numbers", {}).items()}
    made = linked(case["says"], case.get("phrases", {}), numbers, case.get("fallback"), case.get("names", ()))
    assert str(made) == as_markup(case["gives"])


def test_a_phrase_may_hold_anything() -> None:
    made = linked("(.*)+ 5 <x> said", {"(.*)+ 5 <x>": "a"}, {}, None)
    assert str(made) == '<a class="fig" href="#a">(.*)+ 5 &lt;x&gt;</a> said'
