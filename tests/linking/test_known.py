"""The knowledge base says what is wrong with it."""

from __future__ import annotations

import datetime as dt

import pytest

from recount.linking.known import Entry, Institution, Phrases, State, build, read
from recount.model import DataError

PHRASES = read("phrases.toml", None, Phrases)
CHAD = State(id="td", name="Chad", adjective="Chadian")


APRIL, MAY = dt.date(2024, 4, 1), dt.date(2024, 5, 1)


def entry(id: str, name: str, **more: object) -> Entry:
    return Entry(id=id, name=name, kind="monitor", source="https://example.org", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entries", "wrong"),
    [
        ([entry("a", "Dune Watch"), entry("a", "River Watch")], "one id"),
        ([entry("a", "Dune Watch"), entry("b", "River Watch", aliases=("the Dune Watch",))], "another's too"),
        ([entry("a", "Dune Watch", works=("Atlantis",))], "unknown country Atlantis"),
        ([entry("a", "Dune Watch", party="the dunes")], "without its source"),
        ([entry("a", "Dune Watch", country="Atlantis")], "unknown country Atlantis"),
        ([entry("a", "Dune Watch", part_of="sea")], "unknown whole sea"),
        ([entry("a", "Dune Watch", part_of="b"), entry("b", "River Watch", part_of="a")], "part of itself"),
        ([entry("a", "Dune Watch", office="td-dunes")], "unknown office td-dunes"),
        ([entry("a", "Dune Watch", since=MAY, until=APRIL)], "ends before it begins"),
        ([entry("a", "Dune Watch", party_since=MAY, party_until=APRIL)], "ends before it begins"),
        ([entry("a", "Dune Watch", aliases=("…",))], "has no word"),
        ([entry("a", "Dune Watch"), entry("b", "River Watch", people=("Dune Watch",))], "a person's name too"),
        ([entry("a", "Dune Watch"), entry("b", "River Watch", short=("Dune Watch",))], "a name everywhere too"),
        (
            [entry("a", "Dune Watch", people=("Amina Sal",)), entry("b", "River", people=("Amina Sal",))],
            "another's",
        ),
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
    assert known.full.lengths["dune"] == (3,)


def test_two_entries_may_share_a_local_name() -> None:
    entries = [entry("a", "Dune Watch", local=("DW",)), entry("b", "Desert Watch", short=("DW",), works=("Chad",))]
    known = build(entries, [CHAD], [], PHRASES)
    assert known.local["dw",] == ("a", "b")
    assert known.short["dw",] == {"b"}


def test_who_held_an_office_is_found_by_the_general_rules_id() -> None:
    bodies = [Institution(id="army", name="military", kind="military", words=("army",))]
    known = build([entry("old", "Old Army", office="td-army"), entry("td-army", "New Army")], [CHAD], bodies, PHRASES)
    assert [one.id for one in known.offices["td-army"]] == ["old", "td-army"]
    assert known.office_of == {"old": "td-army", "td-army": "td-army"}


def test_a_name_of_one_word_has_its_own_s() -> None:
    known = build([entry("a", "Dunas")], [CHAD], [], PHRASES)
    assert known.singles["duna",] == {"dunas", "dunass"}


@pytest.mark.parametrize(
    ("day", "side"), [(None, None), (APRIL, "the dunes"), (MAY, "the dunes"), (dt.date(2024, 5, 2), None)]
)
def test_a_side_taken_for_a_time_is_told_for_that_time(day: dt.date | None, side: str | None) -> None:
    one = entry("a", "Dune Watch", party="the dunes", party_source="x", party_since=APRIL, party_until=MAY)
    assert one.party_on(day) == side
    assert entry("b", "River Watch", party="the river", party_source="x").party_on(day) == "the river"
