"""Decisions on a kept casebook: what is read of only the events that they touch is what is read of the whole."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from recount.casebook import Casebook, StoredCasebook
from recount.casebook.deciding.drafting import Draft
from recount.casebook.deciding.telling import rows_of
from recount.model import Decision, UsageError, to_json

from ..store.test_joining import assert_shown, rows, write

SEEDS = (3, 5)
STEPS = 10


def assert_same(stored: StoredCasebook) -> None:
    """Lists, each event's dossier, and what is told of decisions are those of the whole."""
    whole = stored.shown("confidential", remember=False)
    assert_shown(stored, whole)
    decisions = stored.decisions()
    assert told(stored.part().casebook, decisions) == told(whole, decisions)


def told(casebook: Casebook, decisions: tuple[Decision, ...]) -> bytes:
    casebook.links()
    return to_json(rows_of(casebook, decisions))


def moves(whole: Casebook, chance: random.Random, decisions: tuple[Decision, ...]) -> Iterator[tuple[str, ...]]:
    """Rulings at random: the ruling, what it is on, and `field=value` for what it sets."""
    links = whole.links()
    claims = [one.id for each in whole.extractions for one in each.claims]
    events = [one.id for one in links.events]
    named = [one.id for one in links.claimants if one.named]
    large = [one for one in links.events if len(one.reports) > 2]
    yield from (
        ("reject", chance.choice(claims)),
        ("accept", chance.choice(claims)),
        ("edit", chance.choice(claims), f"figure={chance.randint(1, 60)}"),
        ("edit", chance.choice(claims), "outcome=injured"),
        ("merge", *chance.sample(events, 2)),
        ("publish", chance.choice(events)),
        ("edit", chance.choice(events), f"title=Case {chance.randint(1, 9)}"),
        ("edit", f"attribution:{chance.choice(claims)}", f"claimant={chance.choice(named)}"),
        ("reject", f"attribution:{chance.choice(claims)}"),
        ("edit", f"placing:{chance.choice(claims)}", f"place={chance.choice(links.places).id}"),
        ("edit", chance.choice(named), f"name=Body {chance.randint(1, 9)}"),
        ("edit", chance.choice(claims), "level=restricted"),
    )
    if len(named) > 1:
        yield ("merge", *chance.sample(named, 2))
    if large:
        event = chance.choice(large)
        yield ("split", event.id, chance.choice(event.reports))
    if links.copies:
        copy = chance.choice(links.copies)
        yield ("reject", f"copy:{copy.first},{copy.second}")
    if decisions:
        yield ("undo", f"decision:{chance.choice(decisions).number}")


def rule(stored: StoredCasebook, move: tuple[str, ...]) -> None:
    on, sets = parted(move)
    stored.rule(move[0], *on, reviewer="A", reason="why", sets=sets)


def parted(move: tuple[str, ...]) -> tuple[list[str], dict[str, str]]:
    """What a ruling is on, and what it sets."""
    sets = dict(one.partition("=")[::2] for one in move if "=" in one)
    return [one for one in move[1:] if "=" not in one], sets


@pytest.mark.parametrize("seed", SEEDS)
def test_what_decisions_touch_is_what_the_whole_gives(place: str, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    some = list(rows(36))
    with StoredCasebook.new(place) as stored:
        stored.add([write(tmp_path / "in.jsonl", some[:30])])
        made = 0
        for step in range(STEPS):
            whole = stored.recall(remember=False)
            move = chance.choice(list(moves(whole, chance, stored.decisions())))
            try:
                rule(stored, move)
                made += 1
            except UsageError:
                with pytest.raises(UsageError):  # the whole refuses it too
                    ruled_by_all(stored, whole, move)
                continue
            if step == STEPS // 2:
                stored.add([write(tmp_path / "more.jsonl", some[30:])])
            assert_same(stored)
        assert made > STEPS // 3


def ruled_by_all(stored: StoredCasebook, whole: Casebook, move: tuple[str, ...]) -> None:
    on, sets = parted(move)
    Draft(whole, stored.decisions()).draft(move[0], on, reviewer="A", reason="why", sets=sets)
