"""One claimant under many names, and two claimants never taken for one."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from recount.linking.claimants import person_in, resolve
from recount.linking.context import context
from recount.linking.known import knowledge
from recount.model import Report

CASES = tomllib.loads((Path(__file__).parent / "cases" / "claimants.toml").read_text("utf-8"))["case"]


def around(text: str, published: str | None = None) -> Report:
    day = dt.date.fromisoformat(published) if published else None
    return Report(id="r", sha256="0" * 64, text=text, published=day)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["words"])
def test_words_name_a_claimant(case: dict[str, Any]) -> None:
    naming = resolve(case["words"], "r", context(around(case.get("text", case["words"]))))
    if "unnamed" in case:
        assert not naming.named
        assert naming.kind == case["unnamed"]
        assert naming.id.startswith("unnamed:r:")
    else:
        assert naming.named
        assert naming.id == case["id"]
    assert naming.reason


def test_the_knowledge_base_is_whole() -> None:
    known = knowledge()
    assert len(known.entries) >= 60
    assert all(entry.source.startswith("https://") for entry in known.entries.values())


def test_every_name_of_the_knowledge_base_resolves_to_its_entry() -> None:
    wrong = []
    for entry in knowledge().entries.values():
        for name in (entry.name, *entry.aliases, *entry.people):
            naming = resolve(name, "r", context(around("")))
            if naming.id != entry.id:
                wrong.append((name, naming.id))
    assert wrong == []


def test_no_two_monitors_are_merged() -> None:
    monitors = [entry for entry in knowledge().entries.values() if entry.kind == "monitor"]
    named = {resolve(f"the {entry.name}", "r", context(around(""))).id for entry in monitors}
    assert len(named) == len(monitors)


def test_an_unnamed_claimant_is_its_reports_own() -> None:
    empty = context(around(""))
    assert resolve("local sources", "a", empty).id != resolve("local sources", "b", empty).id
    assert resolve("Local sources", "a", empty).id == resolve("local sources", "a", empty).id


def test_long_and_odd_words_do_no_harm() -> None:
    empty = context(around(""))
    for words in ("", " ", "…", "x" * 100_000, "and and and", "\u202e\x00", "A " * 5_000):
        assert resolve(words, "r", empty).id


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Interim President Karim al-Haddad", "Karim al-Haddad"),
        ("Dr Lena Novak, head of the ward", "Lena Novak"),
        ("police", None),
        ("A source at Northern Hospital", None),
        ("Defence Ministry", None),
    ],
)
def test_a_persons_name_among_titles(words: str, name: str | None) -> None:
    assert person_in(words) == name
