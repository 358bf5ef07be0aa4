"""Which toll holds which, and which two surely have nobody in common, told from the JSON alone."""

from __future__ import annotations

from itertools import combinations

from .facts import Facts, Json

APART = {"civilian", "state_forces", "armed_group"}


def holds(facts: Facts, whole: Json, part: Json) -> bool:
    """Whether everybody of the one toll is counted by the other (a toll holds itself)."""
    wide, narrow = whole["group"], part["group"]
    outcome = whole["outcome"] == part["outcome"] or (
        whole["outcome"] == "killed_or_injured" and part["outcome"] in ("killed", "injured")
    )
    group = all(wide[field] in ("unknown", narrow[field]) for field in ("status", "age", "sex"))
    return (
        outcome
        and group
        and wide["words"] in (None, narrow["words"])
        and whole["perpetrator"] in (None, part["perpetrator"])
        and _place_holds(facts, whole["place"], part["place"])
    )


def disjoint(facts: Facts, a: Json, b: Json) -> bool:
    """Whether surely nobody is counted by both: by outcome, status, sex or place."""
    if {a["outcome"], b["outcome"]} == {"killed", "injured"}:
        return True
    one, other = a["group"], b["group"]
    if one["status"] != other["status"] and {one["status"], other["status"]} <= APART:
        return True
    if {one["sex"], other["sex"]} == {"female", "male"}:
        return True
    here, there = a["place"], b["place"]
    plain = all(place in facts.places and "/" not in place and "+" not in place for place in (here, there))
    located = plain and all(facts.places[p]["precision"] in ("exact", "region", "country") for p in (here, there))
    return located and not _place_holds(facts, here, there) and not _place_holds(facts, there, here)


def other_days(a: Json, b: Json) -> bool:
    """Whether two figures cover one day each, and not the same."""
    days = (a.get("day"), b.get("day"))
    return None not in days and days[0] != days[1]


def may_be_apart(facts: Facts, a: Json, b: Json) -> bool:
    """Whether one account may list both as parts that have nobody in common: neither holds the other."""
    if other_days(a, b):
        return True
    rest = "others" in (a["group"]["words"], b["group"]["words"])
    return rest or not (holds(facts, a, b) or holds(facts, b, a))


def all_apart(facts: Facts, tolls: list[Json]) -> bool:
    """Whether some tolls may be listed beside each other."""
    return all(may_be_apart(facts, a, b) for a, b in combinations(tolls, 2))


def _place_holds(facts: Facts, whole: str | None, part: str | None) -> bool:
    if whole is None or whole == part:
        return True
    return part is not None and part in facts.places and whole in facts.places[part]["within"]
