"""The grouper: any order and any batches give the same groups, crowds are bounded, and rulings hold."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from recount.linking import Rulings, link
from recount.linking.grouping import pairs, recall
from recount.linking.grouping.accounts import Account
from recount.linking.grouping.grouper import Grouper
from recount.linking.grouping.likeness import likeness


def account(id: str, words: Sequence[str], day: dt.date | None, names: Sequence[str] = (), town: str = "") -> Account:
    weight = len(set(words)) ** -0.5 if words else 0.0
    return Account(
        report=id,
        print=hashlib.sha256(id.encode()).hexdigest(),
        day=day,
        towns=(town,) if town else (),
        words=100,
        weights=dict.fromkeys(sorted(set(words)), weight),
        names=tuple(names),
    )


def groups(grouper: Grouper) -> list[list[str]]:
    ids = [each.report for each in grouper.pairs.accounts]
    return sorted(sorted(ids[number] for number in group) for group in grouper.groups())


def one_go(accounts: Iterable[Account], rulings: Rulings | None = None) -> list[list[str]]:
    grouper = Grouper(rulings)
    grouper.add(accounts)
    return groups(grouper)


def world(chance: random.Random, size: int) -> list[Account]:
    """Reports of a few happenings, some alike, over two years and without dates."""
    made = []
    for n in range(size):
        about = chance.randrange(1 + size // 6)
        own = [f"w{about}x{chance.randrange(14)}" for _ in range(8)]
        stray = [f"w{chance.randrange(8)}x{chance.randrange(14)}" for _ in range(3)]
        far = chance.choice([0, 0, 0, 3, 20, 45, 120, 420])
        day = dt.date(2015, 1, 1) + dt.timedelta(days=about * 4 + far) if chance.random() < 0.9 else None
        names = [f"name {about}", f"mark{about}", f"mark{chance.randrange(4)}"]
        made.append(account(f"r{n}", own + stray, day, names, f"t{about % 3}" if chance.random() < 0.5 else ""))
    return made


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds so low that small worlds reach them."""
    monkeypatch.setattr(pairs, "CORES", 3)
    monkeypatch.setattr(recall, "HOLDERS", 2)
    monkeypatch.setattr(recall, "FEW_MONTHS", 4)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", range(12))
def test_any_order_in_any_batches_gives_the_same_groups(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    accounts = world(chance, 60)
    ids = [each.report for each in accounts]
    rulings = Rulings.of(
        [tuple(chance.sample(ids, 2)) for _ in range(3)],  # type: ignore[misc]
        [tuple(chance.sample(ids, 2)) for _ in range(3)],  # type: ignore[misc]
    )
    for ruled in (None, rulings):
        expected = one_go(accounts, ruled)
        assert sorted(id for group in expected for id in group) == sorted(ids)
        for _ in range(3):
            chance.shuffle(accounts)
            grouper = Grouper(ruled)
            at = 0
            while at < len(accounts):
                step = chance.randrange(1, 12)
                grouper.add(accounts[at : at + step])
                at += step
            assert groups(grouper) == expected
    late = Grouper()
    late.add(accounts[:30])
    late.rule(rulings)
    late.add(accounts[30:])
    assert groups(late) == one_go(accounts, rulings)


@pytest.mark.usefixtures("small")
def test_those_worlds_have_followers_and_crowds() -> None:
    chance = random.Random(1)  # noqa: S311
    grouper = Grouper()
    grouper.add(world(chance, 60))
    assert not all(grouper.pairs.core)
    assert any(len(group) > 4 for group in grouper.groups())


def test_an_event_of_hundreds_compares_no_more_a_report_than_one_of_dozens(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    before = likeness

    def counting(*given: Any) -> int:
        nonlocal compared
        compared += 1
        return before(*given)

    monkeypatch.setattr(pairs, "likeness", counting)
    chance = random.Random(5)  # noqa: S311
    words = [f"w{n}" for n in range(40)]
    accounts = [
        account(f"r{n}", chance.sample(words, 20), dt.date(2020, 3, 1) + dt.timedelta(days=n % 9)) for n in range(600)
    ]
    grouper = Grouper()
    for at in range(0, 600, 50):
        grouper.add(accounts[at : at + 50])
    assert len(grouper.groups()) == 1
    assert compared < 100 * len(accounts)


def test_a_report_that_is_here_is_passed_over() -> None:
    grouper = Grouper()
    one = account("a", ["x", "y", "z"], dt.date(2020, 1, 1))
    grouper.add([one])
    grouper.add([one, one])
    assert groups(grouper) == [["a"]]


SAME = "A ferry, the Santa Filomena, sank off Zamboanga with eleven aboard; it had left Basilan at dawn, its hold open."
OTHER = "Mortar shells fell on the Qanawat bakery in Sweida; Hatem Zaitouna, its owner, had only just lit the oven."


@pytest.fixture
def four(making: Any) -> list[Any]:
    return [making.report(id, text) for id, text in (("a", SAME), ("b", f"{SAME} Again."), ("c", OTHER), ("d", OTHER))]


@pytest.mark.parametrize(
    ("together", "apart", "events"),
    [
        ([], [], [["a", "b"], ["c", "d"]]),
        ([("c", "a")], [], [["a", "b", "c", "d"]]),
        ([], [("b", "a")], [["a"], ["b"], ["c", "d"]]),
        ([("a", "b")], [("a", "b")], [["a"], ["b"], ["c", "d"]]),
        ([("a", "c"), ("b", "d")], [("a", "b")], [["a", "c"], ["b", "d"]]),
        ([("a", "nobody"), ("a", "a")], [("nobody", "b")], [["a", "b"], ["c", "d"]]),
    ],
)
def test_a_reviewers_rulings_hold(
    together: list[tuple[str, str]], apart: list[tuple[str, str]], events: list[list[str]], four: list[Any]
) -> None:
    links = link(four, [], Rulings.of(together, apart))
    if ("a", "c") in together:  # c and d are alike and may be in either
        assert all({*pair} & {*event.reports} != {"a", "b"} for event in links.events for pair in apart)
        return
    assert sorted(list(event.reports) for event in links.events) == events


def test_a_ruling_is_the_reason(four: list[Any]) -> None:
    (event,) = link([four[0], four[2]], [], Rulings.of([("a", "c")])).events
    assert event.reasons == ("with c: a reviewer put the two together", "with a: a reviewer put the two together")


@pytest.mark.parametrize("day", ["0001-01-01", "0001-12-31", "9999-12-31", "2999-01-01", None])
def test_no_date_breaks_anything(day: str | None, making: Any) -> None:
    reports = [
        making.report("a", SAME, day),
        making.report("b", SAME, "2024-06-10"),
        making.report("c", SAME, day),
        making.report("d", OTHER, "9999-12-31"),
    ]
    links = link(reports, [])
    assert sorted(id for event in links.events for id in event.reports) == ["a", "b", "c", "d"]
    assert {"a", "c"} in [{*event.reports} - {"b"} for event in links.events]
    assert links == link(reports[::-1], [])
