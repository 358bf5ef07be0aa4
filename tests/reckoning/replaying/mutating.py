"""Random changes to a right ledger: numbers, ids, premises and kinds, each of which makes it wrong."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

from .facts import Facts, Json

KINDS = {
    "kind": ("updates", "revises", "part_of", "agrees", "conflicts", "not_comparable", "stale_mix", "impossible_sum",
             "closes", "leaves_unaccounted", "relays", "retracts", "denies"),
    "work": ("sum", "least", "greatest"),
    "end": ("low", "high", "low_within", "high_within", "number"),
    "outcome": ("killed", "injured", "missing", "displaced"),
    "status": ("civilian", "state_forces", "armed_group", "unknown"),
    "sex": ("female", "male", "unknown"),
    "age": ("child", "unknown"),
    "scope": ("current", "background"),
    "certainty": ("certain", "probable"),
    "order": ("single", "dated", "inferred", "unknown"),
    "gives": ("low", "best", "high", "number"),
}  # fmt: skip
QUESTIONS = (
    "conflict", "contradiction", "stale_mix", "impossible_sum", "no_claimant", "unnamed_claimant", "probable_claimant",
    "no_date", "inferred_order", "ambiguous_place",
)  # fmt: skip
SKIPPED = {"event", "period", "says", "rule", "name", "words", "precision", "none_because", "because"}
"""What no arithmetic tells: names, sentences, days."""

Place = tuple[Any, Any]


def mutants(dossier: Json, dice: random.Random, count: int) -> Iterator[tuple[str, Json]]:
    """So many changed dossiers, each with what was changed."""
    made, text = 0, json.dumps(dossier)
    while made < count:
        wrong = json.loads(text)
        ledger = dice.choice(wrong["ledgers"])
        change = dice.choice((_number, _pointer, _premise, _kind))(ledger, wrong, dice)
        if change:
            made += 1
            yield change, wrong


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Place, Any]]:
    """Every leaf of the ledger: its path, where it stands, and what it is."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        if key in SKIPPED:
            continue
        here = f"{path}.{key}"
        if isinstance(inner, dict | list):
            yield from _leaves(inner, here)
        else:
            yield here, (value, key), inner


def _number(ledger: Json, _: Json, dice: random.Random) -> str:
    found = [one for one in _leaves(ledger) if isinstance(one[2], int) and not isinstance(one[2], bool)]
    path, (holder, key), value = dice.choice(found)
    holder[key] = max(0, value + dice.choice((-100, -7, -1, 1, 7, 100)))
    if holder[key] == value:
        holder[key] += 1
    return f"{path}: {value} → {holder[key]}"


def _pointer(ledger: Json, dossier: Json, dice: random.Random) -> str:
    facts = Facts(dossier, ledger, steps_missing=True)
    groups: list[list[str]] = [
        list(one)
        for one in (
            facts.snaps, facts.series, facts.tolls, facts.bounds, facts.relations, facts.persons, facts.claims,
            facts.victims, facts.claimants, facts.reports,
        )
    ]  # fmt: skip
    kin = {id: group for group in groups for id in group}
    found = [one for one in _leaves(ledger) if one[2] in kin and isinstance(one[2], str)]
    path, (holder, key), value = dice.choice(found)
    others = [id for id in kin[value] if id != value]
    if key == "id" and not others:
        return ""  # a name that nothing else has or points to is as good as any
    holder[key] = dice.choice(others) if others and (key == "id" or dice.random() < 0.9) else "x0000"
    return f"{path}: {value} → {holder[key]}"


def _premise(ledger: Json, dossier: Json, dice: random.Random) -> str:
    holders = [(path, holder) for path, holder in _derivations(ledger) if holder["premises"]]
    path, why = dice.choice(holders)
    facts = Facts(dossier, ledger, steps_missing=True)
    at = dice.randrange(len(why["premises"]))
    pool = [*facts.snaps, *facts.claims, *facts.tolls, *facts.series]
    fresh = [id for id in pool if id not in why["premises"]]
    old = list(why["premises"])
    match dice.choice(("drop", "swap", "add")):
        case "drop":
            del why["premises"][at]
        case "swap" if fresh:
            why["premises"][at] = dice.choice(fresh)
        case _ if fresh:
            why["premises"].append(dice.choice(fresh))
    return f"{path}: {old} → {why['premises']}" if old != why["premises"] else ""


def _derivations(value: Any, path: str = "") -> Iterator[tuple[str, Json]]:
    if isinstance(value, dict) and "premises" in value:
        yield path, value
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _derivations(inner, f"{path}.{key}")


def _kind(ledger: Json, dossier: Json, dice: random.Random) -> str:
    found = [
        one
        for one in _leaves(ledger)
        if (one[0].rpartition(".")[2] in KINDS and isinstance(one[2], str)) or isinstance(one[2], bool)
    ]
    path, (holder, key), value = dice.choice(found)
    if isinstance(value, bool):
        holder[key] = not value
        return f"{path}: {value} → {holder[key]}"
    values = QUESTIONS if path.startswith(".questions") else KINDS[key]
    holder[key] = dice.choice([one for one in values if one != value])
    return "" if _same(dossier, ledger, holder, key, value) else f"{path}: {value} → {holder[key]}"


def _same(dossier: Json, ledger: Json, holder: Json, key: str, before: str) -> bool:
    """Whether a change of a step says the same: another end with the same number, a choice among one."""
    if key == "work":
        return len(holder["terms"]) == 1
    if key == "end":
        facts = Facts(dossier, ledger, steps_missing=True)
        return facts.number(holder["id"], before) == facts.number(holder["id"], holder["end"])
    return False
