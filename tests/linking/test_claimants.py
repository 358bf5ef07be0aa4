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
from recount.linking.names import alike
from recount.linking.naming import slipped
from recount.model import Report

TWO_WITH_ONE_NAME = {
    ("la-republica-peru", "la-repubblica"),
    ("la-repubblica", "la-republica-peru"),
    ("mx-fgr", "la-repubblica"),
    ("nusra", "al-qaeda"),
}
"""Pairs that a letter tells apart: each is found by its own spelling."""
FOLDER = Path(__file__).parent
CASES = tomllib.loads((FOLDER / "cases" / "claimants.toml").read_text("utf-8"))["case"]


def around(text: str, published: str | None = None) -> Report:
    day = dt.date.fromisoformat(published) if published else None
    return Report(id="r", sha256="0" * 64, text=text, published=day)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["words"])
def test_words_name_a_claimant(case: dict[str, Any]) -> None:
    naming = resolve(case["words"], "r", context(around(case.get("text", case["words"]), case.get("published"))))
    if "unnamed" in case:
        assert not naming.named
        assert naming.kind == case["unnamed"]
        assert naming.id.startswith("unnamed:r:")
    else:
        assert naming.named
        assert naming.id == case["id"]
    assert naming.reason
    if "party" in case:
        assert (naming.party or "") == case["party"]


def test_the_knowledge_base_is_whole() -> None:
    known = knowledge()
    assert len(known.entries) >= 300
    odd = [e.id for e in known.entries.values() if not (e.source.startswith("https://") or " " in e.source)]
    assert odd == []


def test_a_countrys_body_is_only_probable_where_the_report_names_others_too() -> None:
    alone = "Yemen, Yemen, Yemeni towns, and Yemen's coast."
    assert not resolve("the Interior Ministry", "r", context(around(alone))).probable
    naming = resolve("the Interior Ministry", "r", context(around(f"{alone} And Oman.")))
    assert (naming.id, naming.probable) == ("ye-interior-ministry", True)
    assert "other countries too" in naming.reason


def test_ids_are_stable() -> None:
    """A casebook keeps them: none goes, and a new one is listed here once it has been thought over."""
    listed = (FOLDER / "cases" / "claimant_ids.txt").read_text("utf-8").split()
    assert sorted(knowledge().entries) == listed


def test_every_name_of_the_knowledge_base_resolves_to_its_entry() -> None:
    wrong = []
    for entry in knowledge().entries.values():
        for name in (entry.name, *entry.aliases, *entry.people):
            naming = resolve(name, "r", context(around("")))
            if naming.id != entry.id:
                wrong.append((name, naming.id))
    assert wrong == []


def test_no_name_of_the_knowledge_base_is_a_slip_of_anothers() -> None:
    """But where a part's name holds its whole's: of "al-Qaeda in Iraq" the longer name goes first."""
    known = knowledge()
    wrong = set()
    for key, id in known.full.items():
        row = [word for word in key if word not in known.phrases.ties]
        for start, word in enumerate(row):
            for first, names in known.slips.get(word[0], {}).items():
                for name, other in names if alike(word, first) else ():
                    said = row[start : start + len(name)]
                    if len(said) < len(name) or tuple(said) == name or other == id or other in known.wholes[id]:
                        continue
                    if all(slipped(a, b, name in known.people, known) for a, b in zip(said, name, strict=True)):
                        wrong.add((id, other))
    assert wrong - TWO_WITH_ONE_NAME == set()


def test_no_two_monitors_are_merged() -> None:
    monitors = [entry for entry in knowledge().entries.values() if entry.kind == "monitor"]
    named = {resolve(f"the {entry.name}", "r", context(around(""))).id for entry in monitors}
    assert len(named) == len(monitors)
    for one in monitors:
        naming = resolve(f"{one.name}, {monitors[0].name}", "r", context(around("")))
        assert one is monitors[0] or naming.id.startswith("joint-")


def test_no_slip_of_a_monitors_name_makes_it_another() -> None:
    """A letter left out or doubled anywhere in a written-out name: the body itself, its whole, or nobody known."""
    known, empty = knowledge(), context(around(""))
    wrong, right, slips = set(), 0, 0
    for entry in known.entries.values():
        if entry.kind != "monitor":
            continue
        for name in (entry.name, *entry.aliases):
            if not name.isascii() or name.replace("-", "").isupper():
                continue
            places = [i for i in range(len(name)) if name[i].isalpha()]
            for slip in {name[:i] + name[j:] for at in places for i, j in ((at, at + 1), (at + 1, at))}:
                naming = resolve(slip, "r", empty)
                slips, right = slips + 1, right + (naming.id == entry.id)
                if naming.id in known.entries and naming.id not in {entry.id, *known.wholes[entry.id]}:
                    wrong.add((slip, naming.id))
    assert wrong == set()
    assert right / slips > 0.5


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
