"""The knowledge base says what is wrong with it."""

from __future__ import annotations

import pytest

from recount.linking.known import Entry, Institution, Phrases, State, build, read
from recount.model import DataError

PHRASES = read("phrases.toml", None, Phrases)
CHAD = State(id="td", name="Chad", adjective="Chadian")


def entry(id: str, name: str, **more: object) -> Entry:
    return Entry(id=id, name=name, kind="monitor", source="https://example.org", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entries", "wrong"),
    [
        ([entry("a", "Dune Watch"), entry("a", "River Watch")], "one id"),
        ([entry("a", "Dune Watch"), entry("b", "River Watch", aliases=("the Dune Watch",))], "another's too"),
        ([entry("a", "Dune Watch", works=("Atlantis",))], "unknown country Atlantis"),
        ([entry("a", "Dune Watch", party="the dunes")], "without its source"),
    ],
)
def test_entries_that_contradict_each_other(entries: list[Entry], wrong: str) -> None:
    with pytest.raises(DataError, match=wrong):
        build(entries, [CHAD], [], PHRASES)


@pytest.mark.parametrize(
    "text",
    [
        "[[claimant]",
        '[[claimant]]\nid = "a"\nname = "A"\nkind = "monitor"',
        '[[claimant]]\nid = "a"\nname = "A"\nkind = "wizard"\nsource = "https://example.org"',
        '[[claimant]]\nid = "a"\nname = "A"\nkind = "monitor"\nsource = "https://example.org"\nnick = "B"',
        "",
    ],
)
def test_a_table_that_breaks_its_format(text: str) -> None:
    with pytest.raises(DataError, match=r"knowledge/claimants\.toml"):
        read("claimants.toml", "claimant", tuple[Entry, ...], text)


def test_what_is_built_finds_names_by_their_folded_words() -> None:
    bodies = [Institution(id="army", name="military", kind="military", words=("army",))]
    known = build([entry("a", "The Dune Watch Centre", people=("Amina Saleh",))], [CHAD], bodies, PHRASES)
    assert known.full["dune", "watch", "center"] == "a"
    assert known.full["amina", "saleh"] == "a"
    assert known.state_words["chadian",] == "td"
    assert known.full.longest == 3
