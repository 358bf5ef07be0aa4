"""A checker that knows only the JSON of a ledger and of its claims, and works every relation's arithmetic out again."""

from __future__ import annotations

import re
from typing import Any

Json = dict[str, Any]
INFINITY = 10**12
PARTS = {"closes", "leaves_unaccounted", "impossible_sum", "stale_mix"}


def replay(ledger: Json, claims: dict[str, Json]) -> list[str]:
    """Everything in the ledger that its own snapshots and claims do not bear out; empty when all holds."""
    return [fault for check in (_snapshots, _ids, _relations, _bounds, _estimates) for fault in check(ledger, claims)]


def _all(ledger: Json) -> dict[str, Json]:
    series = [*ledger["series"], *ledger["background"]]
    return {snap["id"]: {**snap, "series": row} for row in series for snap in row["snapshots"]}


def _ends(snap: Json, percent: int = 0) -> tuple[float, float]:
    low, high = snap["low"], snap["high"]
    wide = percent if snap["approximate"] else 0
    return (
        -INFINITY if low is None else low * (100 - wide) / 100,
        INFINITY if high is None else high * (100 + wide) / 100,
    )


def _snapshots(ledger: Json, claims: dict[str, Json]) -> list[str]:
    faults = []
    for snap in _all(ledger).values():
        for claim in (claims[one] for one in snap["claims"]):
            figure = claim["figure"]
            if (figure["low"], figure["high"]) != (snap["low"], snap["high"]):
                faults.append(f"{snap['id']} is not the figure of {claim['id']}")
            if claim["stance"] == "denied" or claim["scope"] != snap["series"]["scope"]:
                faults.append(f"{snap['id']} holds {claim['id']}, which does not belong there")
        if sorted(snap["claims"]) != snap["claims"] or not snap["claims"]:
            faults.append(f"{snap['id']} has no sorted claims")
    return faults


def _ids(ledger: Json, claims: dict[str, Json]) -> list[str]:
    snaps = _all(ledger)
    known = {
        *claims,
        *snaps,
        *(row["id"] for key in ("tolls", "series", "background", "persons") for row in ledger[key]),
    }
    known |= {victim for person in ledger["persons"] for victim in person["victims"]}
    whys = [
        row["why"] for key in ("series", "background", "relations", "estimates", "own_tolls") for row in ledger[key]
    ]
    whys += [row[end] for row in ledger["bounds"] for end in ("low_why", "high_why")]
    faults = [f"nobody knows {one}" for why in whys for one in why["premises"] if one not in known]
    faults += [f"no sentence: {why['says']!r}" for why in whys if not re.fullmatch(r".+\S\.", why["says"], re.DOTALL)]
    return faults


def _relations(ledger: Json, claims: dict[str, Json]) -> list[str]:
    snaps, faults = _all(ledger), []
    tolls = {toll["id"]: toll for toll in ledger["tolls"]}
    for relation in ledger["relations"]:
        kind, objects = relation["kind"], [snaps[one] for one in relation["objects"]]
        if kind == "relays":
            right = relation["subject"] in objects[0]["claims"] and len(objects[0]["reports"]) > 1
        else:
            subject = snaps[relation["subject"]]
            right = _holds(kind, subject, objects, relation)
            if kind in ("updates", "revises") and subject["series"]["id"] != objects[0]["series"]["id"]:
                right = False
            if kind == "agrees" and subject["series"]["toll"] != objects[0]["series"]["toll"]:
                right = False
            outcomes = {tolls[one["series"]["toll"]]["outcome"] for one in (subject, *objects)}
            if kind == "not_comparable" and (len(outcomes) > 1 or not relation["differences"]):
                right = False
            figures = [
                claim["figure"]["words"]
                for one in (subject, *objects)
                for claim in (claims[id] for id in one["claims"])
            ]
            if not any(words in relation["why"]["says"] for words in figures):
                right = False
        if not right:
            faults.append(f"{relation['id']} {kind} does not hold: {relation['why']['says']}")
    return faults


def _holds(kind: str, subject: Json, objects: list[Json], relation: Json) -> bool:
    low, high = _ends(subject, 10)
    if kind in PARTS:
        sums = [sum(max(0, end) for end in ends) for ends in zip(*(_ends(one, 10) for one in objects), strict=True)]
        if kind == "impossible_sum":
            return bool(sums[0] > high)
        if kind == "closes":
            reach = high * 0.9 if low == -INFINITY else low
            return bool(sums[0] <= high + 1 and sums[1] >= reach - 1)
        stated = [sum(max(0, end) for end in ends) for ends in zip(*(_ends(one) for one in objects), strict=True)]
        least, most = _ends(subject)
        rest_low = max(0, least - stated[1]) if least > -INFINITY and stated[1] < INFINITY else 0
        rest_high = None if most >= INFINITY else max(0, most - stated[0])
        return bool(relation["low"] == rest_low and relation["high"] == rest_high)
    other = _ends(objects[0], 10)
    meet = low <= other[1] and other[0] <= high
    if kind == "agrees":
        return meet
    if kind == "conflicts":
        return not meet
    if kind == "updates":
        return bool(subject["low"] is None or objects[0]["low"] is None or subject["low"] >= objects[0]["low"])
    if kind == "revises":
        earlier = objects[0]["low"]
        lower = subject["low"] is not None and subject["low"] < earlier
        excludes = subject["high"] is not None and subject["high"] < earlier
        return bool(lower or excludes)
    return kind in ("part_of", "not_comparable")


def _bounds(ledger: Json, claims: dict[str, Json]) -> list[str]:
    snaps, faults = _all(ledger), []
    for bound in ledger["bounds"]:
        who = (bound["claimant"], bound["outlet"])
        rests = [snaps[one] for end in ("low_why", "high_why") for one in bound[end]["premises"] if one in snaps]
        if any((one["series"]["claimant"], one["series"]["outlet"]) != who for one in rests):
            faults.append(f"{bound['id']} rests on another's figures")
        if bound["low"] is not None:
            lows = [snaps[one]["low"] for one in bound["low_why"]["premises"]]
            if sum(lows) != bound["low"]:
                faults.append(f"{bound['id']} has a low that its premises do not make")
        if bound["high"] is not None and bound["high"] != snaps[bound["high_why"]["premises"][0]]["high"]:
            faults.append(f"{bound['id']} has a high that its premise does not have")
    return faults


def _estimates(ledger: Json, claims: dict[str, Json]) -> list[str]:
    snaps, faults = _all(ledger), []
    for estimate in ledger["estimates"]:
        numbers = [n for n in (estimate["low"], estimate["best"], estimate["high"]) if n is not None]
        if (estimate["none_because"] is None) == (not numbers):
            faults.append(f"{estimate['id']} has neither a number nor a reason, or both")
        if estimate["policy"] == "range_all":
            lows = [snaps[one]["low"] for one in estimate["used"] if snaps[one]["low"] is not None]
            if estimate["low"] != min(lows, default=None):
                faults.append(f"{estimate['id']} has a low that no figure used has")
        if numbers != sorted(numbers):
            faults.append(f"{estimate['id']} is not in order")
        aside = {one["snapshot"] for one in estimate["set_aside"]}
        if aside & set(estimate["used"]) or not (aside | set(estimate["used"])) <= set(snaps):
            faults.append(f"{estimate['id']} uses what it sets aside")
        if estimate["none_because"] is None and not estimate["used"]:
            faults.append(f"{estimate['id']} rests on nothing")
    return faults
