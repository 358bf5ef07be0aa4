"""A made-up week: 60 reports, six claimants, every relation, and a truth that is known."""

from __future__ import annotations

import typing
from collections import Counter
from functools import cache

import pytest
from msgspec.structs import replace

from recount.model import Ledger, RelationKind
from recount.reckoning import names

from .generated.expected import expected
from .generated.reports import Week, week
from .generated.score import Score, score
from .worlds import world

SEEDS = range(24)
SHARE = 0.97
UNDONE = pytest.mark.xfail(
    strict=True, reason="parts older than a revision still contradict, and one sum made impossible is not named"
)


@cache
def made(seed: int) -> tuple[Week, Ledger]:
    found = week(seed)
    return found, world(found.table).reckon(())


@cache
def scores() -> tuple[Score, ...]:
    return tuple(score(*made(seed)) for seed in SEEDS)


def right(*of: str) -> float:
    """The share of pairs that are right over all weeks."""
    pairs = sum(one.pairs[kind] for one in scores() for kind in of)
    return sum(one.right[kind] for one in scores() for kind in of) / pairs


def faults(*beginnings: str) -> list[str]:
    return [f"{kind}: {says}" for one in scores() for kind, says in one.wrong if kind.startswith(beginnings)]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_week_has_all_that_it_must_have(seed: int) -> None:
    one = week(seed)
    assert len(one.published) == 60
    assert set(one.published) == {row["in"] for row in one.rows}
    assert len(one.accounts) == 6
    assert {row["by"] for row in one.rows if row.get("by", "x")[0].isupper()} == set(one.accounts)
    assert {day for day in one.published.values() if day is not None} == set(range(1, 8))
    told = {form.kind for must in expected(one).must for form in must.forms}
    assert told == set(typing.get_args(RelationKind))


def test_the_same_seed_makes_the_same_week_and_another_makes_another() -> None:
    assert week(3).table == week(3).table
    assert week(3).table != week(4).table


def test_what_the_accounts_say_is_true_to_them() -> None:
    """All but the bulletin that is misadded, and what is of years ago or of nobody."""
    for seed in SEEDS:
        one = week(seed)
        misadded = {f"{name}-0-{made.profile.misadds}-0" for name, made in one.accounts.items()}
        for figure in one.figures.values():
            if figure.id.partition("@")[0] in misadded or figure.id.startswith(("past", "missing")):
                continue
            said = figure.said
            slack = 0.1 * figure.number if said.about else 0
            assert said.low is None or said.low - slack <= figure.number, figure
            assert said.high is None or figure.number <= said.high + slack, figure


def test_relations_are_right() -> None:
    assert right("relations", "relays") >= SHARE, Counter(fault.partition(":")[0] for fault in faults(""))
    assert right("relations") >= SHARE, faults("told", "not told")


def test_every_figure_is_one_snapshot_with_all_that_relay_it() -> None:
    assert right("figures") >= SHARE, faults("folding")


@UNDONE
def test_nothing_conflicts_where_nothing_was_made_to() -> None:
    assert not faults("told: conflicts", "told: impossible_sum", "told: stale_mix", "contradiction unfounded")


def test_every_policy_judges_every_week() -> None:
    for seed in SEEDS:
        ledger = world(week(seed).table).reckon(names())
        assert {estimate.policy for estimate in ledger.estimates} == set(names())


def test_bounds_hold_what_the_account_counted() -> None:
    assert sum(one.bounds for one in scores()) > 500
    assert not faults("bound")


@UNDONE
def test_every_impossible_sum_is_a_contradiction() -> None:
    assert not faults("contradiction not named")


def test_who_stands_behind_each_toll() -> None:
    assert not faults("voices", "through")


def test_the_measure_sees_a_wrong_ledger() -> None:
    one, ledger = made(0)
    before = score(one, ledger)
    for kind in ("updates", "agrees", "part_of", "closes", "stale_mix", "leaves_unaccounted", "relays"):
        relation = next(r for r in ledger.relations if r.kind == kind)
        fewer = replace(ledger, relations=tuple(r for r in ledger.relations if r.kind != kind))
        wrong = replace(relation, kind="conflicts" if kind in ("agrees", "part_of", "updates") else "part_of")
        other = replace(ledger, relations=tuple(wrong if r is relation else r for r in ledger.relations))
        assert score(one, fewer).share("relations", "relays") < before.share("relations", "relays"), kind
        assert len(score(one, other).wrong) > len(before.wrong), kind
    for change in ({"low": 10**6}, {"high": 0}):
        bad = replace(ledger, bounds=tuple(replace(bound, **change) for bound in ledger.bounds))
        assert len(score(one, bad).of("bound")) > len(ledger.bounds) // 2
