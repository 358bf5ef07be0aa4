"""What is protected stays so on every store, after it was taken in elsewhere, and after a report was erased."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from recount.casebook import StoredCasebook
from recount.casebook.erasing import erase_decisions, erase_reports
from recount.casebook.exporting import export
from recount.casebook.importing import take_in
from recount.casebook.store.lookup import documents
from recount.casebook.verifying import verify
from recount.model import LEVELS, Level, UsageError, above

from .hunting import found_in
from .outputs import CALLS
from .world import Names, build, canaries

ASKED = ("export", "dossier", "events", "search", "diff")
"""The commands that are asked here; `test_leaks.py` asks all of them."""
NAMES = Names()
NAMED = {word for word, _ in canaries(NAMES)}


@pytest.fixture
def world(place: str, tmp_path: Path) -> StoredCasebook:
    return build(place, tmp_path / "reports", NAMES)


def hunt(place: str, level: Level, folder: Path) -> set[str]:
    """Check that nothing above the level is told; the words that are."""
    hidden = NAMED - shown_at(level)
    told: set[str] = set()
    for command in ASKED:
        for name, data in CALLS[command](place, level, ["Aleppo"], folder / command):
            found = found_in(data, NAMED)
            assert not found & hidden, f"{command} {name} tells {sorted(found & hidden)} at the level {level}"
            told |= found
    return told


def shown_at(level: Level) -> set[str]:
    return {word for word, own in canaries(NAMES) if not above(own, level)}


@pytest.mark.parametrize("store_kind", ["postgres"], indirect=True)
@pytest.mark.parametrize("level", LEVELS)
def test_on_the_other_store(world: StoredCasebook, place: str, level: Level, tmp_path: Path) -> None:
    assert hunt(place, level, tmp_path) == shown_at(level)


@pytest.mark.parametrize("store_kind", ["sqlite"], indirect=True)
def test_a_casebook_taken_in_is_protected_as_where_it_came_from(
    world: StoredCasebook, make_place: Callable[[], str], tmp_path: Path
) -> None:
    export(world, tmp_path / "bundle")
    there = make_place()
    with StoredCasebook.new(there) as other:
        take_in(other, tmp_path / "bundle")
        assert list(verify(other.store)) == []
    for level in LEVELS:
        assert hunt(there, level, tmp_path / level) == shown_at(level)


def erase(world: StoredCasebook, name: str, levels_too: bool = False) -> None:
    with world.store.reading() as connection:
        there = [id for id in documents(connection).keys if name in id]
    assert erase_reports(world.store, there, "safety", levels_too=levels_too).reports == len(there) > 0


@pytest.mark.parametrize("store_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", ["quoted", "funeral", "page", "plain", "note"])
def test_an_erased_report_bares_nothing_in_others(world: StoredCasebook, place: str, name: str, tmp_path: Path) -> None:
    erase(world, name)
    assert list(verify(world.store)) == []
    assert not hunt(place, "public", tmp_path / "out") & (NAMED - shown_at("public"))


@pytest.mark.parametrize("name", ["market", "capitals", "repeated"])
def test_a_report_in_which_something_has_a_level_is_not_erased_unasked(world: StoredCasebook, name: str) -> None:
    before = world.last()
    with pytest.raises(UsageError, match="may hide words in other reports too"):
        erase(world, name)
    assert world.last() == before, "nothing is erased"
    erase(world, name, levels_too=True)
    assert list(verify(world.store)) == []


def test_an_erased_decision_bares_nothing(world: StoredCasebook, place: str) -> None:
    given = [one for one in world.decisions() if one.subject.kind in ("victim", "claimant", "report")]
    assert len(given) >= 5
    for one in given:
        with pytest.raises(UsageError, match=f"the level of 1 {one.subject.kind}, which"):
            erase_decisions(world.store, [one.number], "mistake")
    erase_decisions(world.store, [one.number for one in given], "mistake", levels_too=True)
    assert list(verify(world.store)) == []
