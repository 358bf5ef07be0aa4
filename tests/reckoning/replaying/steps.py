"""Steps: each worked out again from its terms, each term found where it points, each chain ending in figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .facts import Facts, Json

LOWS, HIGHS = {"low", "low_within", "number", "coded"}, {"high", "high_within", "number", "coded"}
CODED = {"tens": {10}, "dozens": {12, 24}, "hundreds": {100}}
PLURAL = {2}
"""The numbers by which codebooks code vague words: ACLED's, and Airwars' for "dozens" and for a plural."""
TERM = {"id", "end", "value", "minus"}


def check_steps(facts: Facts, name: str, why: Json, fields: dict[str, int | None]) -> Iterator[str]:
    """What is wrong with the steps of a derivation that gives these fields, each a number or none."""
    given = [step["gives"] for step in why["steps"]]
    wanted = [field for field, value in fields.items() if value is not None]
    if len(set(given)) != len(given) or not set(given) <= set(wanted):
        yield f"{name} works out {given}, and {wanted} are there"
    if set(given) != set(wanted) and not (facts.steps_missing and not given):
        yield f"{name} does not work out all of {wanted}"
    for step in why["steps"]:
        if fields.get(step["gives"]) != step["value"]:
            yield f"{name} has another {step['gives']} than its step"
        yield from check_step(facts, name, step)
    used = {term["id"] for step in why["steps"] for term in step["terms"]}
    if not used <= set(why["premises"]):
        yield f"{name} works with what it does not rest on"


def check_step(facts: Facts, name: str, step: Json) -> Iterator[str]:
    """What is wrong with one step by itself."""
    terms = step["terms"]
    if not terms or step["share"] < 1 or len({(t["id"], t["end"]) for t in terms}) != len(terms):
        yield f"{name} has a step without terms, with a term twice or without a share"
        return
    for term in terms:
        if term["end"] == "coded":
            if not _is_coded(facts, term):
                yield f"{name} takes {term['value']} for the words of {term['id']}, which no codebook does"
        elif set(term) != TERM or facts.number(term["id"], term["end"]) != term["value"]:
            yield f"{name} works with a number that {term['id']} has not: {term['end']} {term['value']}"
        side = {"low": LOWS, "high": HIGHS}.get(step["gives"])
        if side is not None and term["end"] not in ((HIGHS if side is LOWS else LOWS) if term["minus"] else side):
            yield f"{name} takes the wrong end of {term['id']}"
    if step["work"] == "sum":
        value = max(0, sum(-t["value"] if t["minus"] else t["value"] for t in terms)) // step["share"]
    elif step["work"] in ("least", "greatest") and not any(t["minus"] for t in terms) and step["share"] == 1:
        value = (min if step["work"] == "least" else max)(t["value"] for t in terms)
    else:
        yield f"{name} has a step that cannot be worked out"
        return
    if value != step["value"]:
        yield f"{name}: {step['work']} of {[t['value'] for t in terms]} is {value} and not {step['value']}"


def _is_coded(facts: Facts, term: Json) -> bool:
    """Whether a figure is a vague word, and the number one by which a codebook codes such a word."""
    figures = [facts.claims[id]["figure"] for id in facts.snaps.get(term["id"], {"claims": []})["claims"]]
    vague = bool(figures) and all(figure["modifier"] == "vague" for figure in figures)
    return vague and all(
        term["value"] in CODED.get(figure["words"].lower().removesuffix(" of"), PLURAL) for figure in figures
    )


def says_something(name: str, why: Json) -> Iterator[str]:
    """What is wrong with the words of a derivation."""
    if not re.fullmatch(r"\S.*\S\.", why["says"], re.DOTALL) or not why["rule"]:
        yield f"{name} has no sentence or no rule: {why['says']!r}"
    if len(set(why["premises"])) != len(why["premises"]):
        yield f"{name} rests on one thing twice"


def chains(facts: Facts) -> Iterator[str]:
    """Ends of bounds that rest on themselves: every chain must come to a figure."""
    done: set[tuple[str, str]] = set()
    for start in facts.bounds:
        for end in ("low", "high"):
            path: list[tuple[str, str]] = []
            todo = [((start, end), False)]
            while todo:
                here, left = todo.pop()
                if left:
                    path.pop()
                    done.add(here)
                elif here in path:
                    yield f"{here[0]} rests on itself"
                    return
                elif here not in done:
                    path.append(here)
                    todo += [(here, True), *(((id, side), False) for id, side in _below(facts, *here))]


def _below(facts: Facts, bound: str, end: str) -> Iterator[tuple[str, str]]:
    for step in facts.bounds[bound][f"{end}_why"]["steps"]:
        for term in step["terms"]:
            if term["id"] in facts.bounds:
                yield term["id"], "high" if term["end"].startswith("high") else "low"
