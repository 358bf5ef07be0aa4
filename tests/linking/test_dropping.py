"""A linker lets go of reports: all ties are then as if they had never come."""

from __future__ import annotations

import random
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from recount.casebook import Casebook
from recount.linking import Linker, link
from recount.linking.grouping import pairs, recall
from recount.model import Extraction, Links, Report, to_json

TOWNS = ("Homs", "Baniyas", "Jableh", "Tartus", "Idlib")
COPIED = (
    "Witnesses from three villages along the river told how the gunmen went from door to door before dawn, asked for "
    "names, took the young men to the square by the mill, and left no one there alive when the trucks drove off."
)
SAID = "“There was nobody left in the village to bury the dead,” said Fadel Abdulghany."

World = tuple[list[Report], list[Extraction]]


@pytest.fixture(scope="module")
def example() -> World:
    casebook = Casebook.of([Path(str(files("recount.examples") / "coast"))])
    return list(casebook.reports), list(casebook.extractions)


@pytest.fixture(scope="module")
def made_up(making: Any) -> World:
    reports, extractions = list[Report](), list[Extraction]()
    for at in range(60):
        town, dead = TOWNS[at % 5], 10 + at // 9
        mill = "the old mill" if at % 4 else "the 8100 block of Larkfen Drive"
        text = (
            f"{dead} people were killed at {mill} in {town}, the Syrian Observatory for Human Rights said. "
            f"{COPIED if at % 7 == 0 else f'Street {at} was shut.'} {SAID if at % 3 else 'Fadel Abdulghany spoke.'}"
        )
        text = reports[at - 5].text if at % 11 == 10 else text
        day = f"2025-{1 + at // 12:02}-{1 + at % 28:02}"
        report = making.report(f"r{at:03}", text, day, publisher=f"Paper {at % 11}")
        place = text[text.index(" at ") + 4 : text.index(", the Syrian")]
        observatory = "Syrian Observatory for Human Rights"
        made = [making.claim(report, 1, text.split()[0], dead, dead, claimant=observatory, place=place)]
        said = "There was nobody left in the village to bury the dead"
        made += [making.statement(report, 1, said, "Fadel Abdulghany")] if said in text else []
        reports.append(report)
        extractions.append(making.extraction(report, *made))
    return reports, extractions


@pytest.fixture(params=["example", "made_up"])
def matter(request: pytest.FixtureRequest) -> World:
    found: World = request.getfixturevalue(request.param)
    return found


def assert_same(one: Links, other: Links, but: Sequence[str] = ()) -> None:
    for field in one.__struct_fields__:
        if field not in but:
            assert to_json(getattr(one, field)) == to_json(getattr(other, field)), field


@pytest.mark.parametrize("seed", range(4))
def test_what_is_let_go_of_leaves_nothing(matter: World, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "CORES", 4)
    monkeypatch.setattr(recall, "HOLDERS", 2)
    monkeypatch.setattr(recall, "FEW_MONTHS", 2)
    chance = random.Random(seed)  # noqa: S311
    reports = {one.id: one for one in matter[0]}
    taken = {one.report: one for one in matter[1]}
    linker, here = Linker(), set[str]()
    shown: dict[str, Any] = {}
    for _ in range(8):
        come = chance.sample(sorted(reports), min(len(reports), chance.choice([1, 6, 20])))
        left = chance.sample(sorted(here), min(len(here), chance.choice([1, 2, 9])))
        changed = linker.add([reports[id] for id in come], [taken[id] for id in come])
        here.update(come)
        assert_same(linker.links(), all_at_once(reports, taken, here), but=["copies"])
        before = {event.id: event for event in linker.links().events}
        changed = linker.drop(left)
        here.difference_update(left)
        links = linker.links()
        assert_same(links, all_at_once(reports, taken, here))
        after = {event.id: event for event in links.events}
        assert {id for id in {*before, *after} if before.get(id) != after.get(id)} <= changed
        shown = {id: one for id, one in (shown | linker.follow_ups()).items() if id in after}
        assert {one for one in shown.values() if one} == set(links.follow_ups)
    linker.drop(here)
    assert linker.links() == Links()


def all_at_once(reports: dict[str, Report], taken: dict[str, Extraction], here: set[str]) -> Links:
    return link([reports[id] for id in sorted(here)], [taken[id] for id in sorted(here)])


def test_there_is_something_of_each_kind(made_up: World) -> None:
    links = link(*made_up)
    assert links.copies
    assert links.quotations
    assert links.attributions
    assert {place.id[:5] for place in links.places} == {"name:", "geona"}


def test_of_what_is_not_here_nothing_is_said() -> None:
    assert Linker().drop(["a"]) == frozenset()
