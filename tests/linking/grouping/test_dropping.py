"""Letting go: once some reports are dropped, all that grouping knows is as if they had never come."""

from __future__ import annotations

import random
from typing import Any

import pytest

from recount.linking import Rulings
from recount.linking.grouping import pairs, recall
from recount.linking.grouping.accounts import Account
from recount.linking.grouping.events import Events
from recount.linking.grouping.grouper import Grouper

from .test_grouper import world


@pytest.fixture(params=[(3, 2, 4), (4, 1, 2), (6, 3, 1)])
def small(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds so low that small worlds reach them."""
    monkeypatch.setattr(pairs, "CORES", request.param[0])
    monkeypatch.setattr(recall, "HOLDERS", request.param[1])
    monkeypatch.setattr(recall, "FEW_MONTHS", request.param[2])


def known(grouper: Grouper) -> dict[str, Any]:
    """All that a grouper knows, by reports' ids."""
    shelf = grouper.pairs.shelf
    ids = {number: one.account.report for number, one in shelf.held.items()}
    names = {
        name: (
            told.words,
            None if told.months is None else {month: [ids[n] for n in held] for month, held in told.months.items()},
            told.unlisted,
        )
        for name, told in shelf.names.items()
    }
    return {
        "groups": sorted(sorted(ids[number] for number in group) for group in grouper.groups()),
        "cores": {ids[number]: one.core for number, one in shelf.held.items()},
        "near": {ids[number]: {ids[o]: value for o, value in one.near.items()} for number, one in shelf.held.items()},
        "far": {ids[number]: {ids[o]: value for o, value in one.far.items()} for number, one in shelf.held.items()},
        "names": names,
    }


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", range(12))
def test_after_any_adding_and_dropping_all_is_as_if_only_those_left_had_come(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    accounts = {one.report: one for one in world(chance, 70)}
    ids = sorted(accounts)
    ruled = Rulings.of(
        [tuple(chance.sample(ids, 2)) for _ in range(3)],  # type: ignore[misc]
        [tuple(chance.sample(ids, 2)) for _ in range(3)],  # type: ignore[misc]
    )
    for rulings in (None, ruled):
        grouper, here = Grouper(rulings), set[str]()
        for _ in range(14):
            come = chance.sample(ids, chance.choice([1, 5, 20]))
            grouper.add(accounts[id] for id in come)
            here.update(come)
            left = chance.sample(sorted(here), min(len(here), chance.choice([0, 1, 1, 4, 15])))
            grouper.drop([*left, "nobody"])
            here.difference_update(left)
            afresh = Grouper(rulings)
            afresh.add(accounts[id] for id in sorted(here))
            assert known(grouper) == known(afresh)
            assert not grouper.touched - grouper.pairs.shelf.held.keys()


def named(chance: random.Random, size: int) -> list[Account]:
    """Reports that name a victim each, so that later ones follow earlier ones up."""
    return [one._replace(persons=frozenset(one.names[:1])) for one in world(chance, size)]


def test_of_those_some_follow_others_up() -> None:
    events = Events()
    events.add(named(random.Random(1), 60), {})  # noqa: S311
    events.renew()
    assert len(events.follow_ups()) > 2


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", range(12))
def test_events_are_told_as_if_only_those_left_had_come(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    accounts = {one.report: one for one in named(chance, 60)}
    events, here = Events(), dict[str, Account]()
    shown: dict[str, Any] = {}
    for _ in range(12):
        if chance.random() < 0.5 or not here:
            come = chance.sample(sorted(accounts), chance.choice([1, 5, 20]))
            events.add([accounts[id] for id in come], {})
            here.update({id: accounts[id] for id in come})
        else:
            left = chance.sample(sorted(here), min(len(here), chance.choice([1, 3, 10])))
            events.drop(left, {})
            here = {id: one for id, one in here.items() if id not in left}
        renewed = events.renew()
        looked_at = {*renewed.kept, *(one.id for one in renewed.made)}
        afresh = Events()
        afresh.add(here.values(), {})
        assert events.events() == afresh.events()
        for id in renewed.gone:
            del shown[id]
        looked_at |= {other for id in looked_at for other in events.apart_in_time(id)}
        shown.update({id: events.follow_up(id) for id in looked_at})
        assert {one for one in shown.values() if one} == set(afresh.follow_ups())


def test_whom_nobody_is_like_leaves_nothing() -> None:
    events = Events()
    (one,) = world(random.Random(2), 1)  # noqa: S311
    events.add([one], {})
    (event,) = events.renew().made
    events.drop([one.report], {})
    renewed = events.renew()
    assert renewed == ((), frozenset((event.id,)), frozenset())
    assert events.events() == ()
