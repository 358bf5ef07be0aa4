"""Relations: each kind's arithmetic and order worked out again from the snapshots and claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from .facts import Facts, Json, within
from .lattice import all_apart, holds
from .steps import check_step, says_something

SUMS = {"closes", "leaves_unaccounted", "impossible_sum", "stale_mix"}
OF_CLAIMS = {"relays", "retracts", "denies"}
INFINITY = 10**15


def check_relations(facts: Facts) -> Iterator[str]:
    """Every relation that its own figures do not bear out."""
    for relation in facts.relations.values():
        name, kind, why = relation["id"], relation["kind"], relation["why"]
        objects = relation["objects"]
        yield from says_something(name, why)
        subject_known = relation["subject"] in (facts.claims if kind in OF_CLAIMS else facts.snaps)
        if not objects or len(set(objects)) != len(objects) or not subject_known:
            yield f"{name} {kind} is of nothing"
            continue
        if any(one not in facts.snaps for one in objects) or relation["subject"] in objects:
            yield f"{name} {kind} stands to what is not there, or to itself"
            continue
        if not _holds(facts, relation):
            yield f"{name} {kind} does not hold: {why['says']}"
        yield from _rests(facts, relation)
        for step in why["steps"]:
            yield from check_step(facts, name, step)
            if relation.get(step["gives"] if step["gives"] in ("low", "high") else "") != step["value"]:
                yield f"{name} has another {step['gives']} than its step"


def _rests(facts: Facts, relation: Json) -> Iterator[str]:
    """Premises: the figures related, and beside them only what ties them."""
    name, kind = relation["id"], relation["kind"]
    ends = {relation["subject"], *relation["objects"]}
    premises = set(relation["why"]["premises"])
    also = premises - ends
    if not ends <= premises:
        yield f"{name} does not rest on its own figures"
    held = {claim for id in ends if id in facts.snaps for claim in facts.snaps[id]["claims"]}
    by_text = kind == "part_of" and relation["why"]["rule"] == "part_of.text"
    if kind == "part_of" and by_text != bool(also):
        yield f"{name} rests on the text, or not, other than its rule says"
    if kind == "stale_mix":
        whole = facts.snaps[relation["subject"]]["series"]["toll"]
        if len(also) > 1 or any(facts.toll_of(id) != whole for id in also):
            yield f"{name} has no earlier total"
        parts = set(relation["objects"])
        earlier = [r for r in facts.relations.values() if r["subject"] in also and r["kind"] in SUMS]
        known = any(_same_parts(facts, parts, set(r["objects"])) for r in earlier)
        if also and earlier and not known:
            yield f"{name} has an earlier total of other parts"
    elif by_text:
        tied = {id for id in also if facts.claims.get(id, {}).get("part_of") in also}
        if also - tied - {facts.claims[id]["part_of"] for id in tied} or not also <= held:
            yield f"{name} rests on what does not tie it"
    elif also:
        yield f"{name} rests on what has nothing to do with it"
    figures = [facts.claims[id]["figure"]["words"] for id in (*held, relation["subject"]) if id in facts.claims]
    if not any(words in relation["why"]["says"] for words in figures):
        yield f"{name} names none of its figures"


def _same_parts(facts: Facts, parts: set[str], other: set[str]) -> bool:
    def said(ids: set[str]) -> set[tuple[object, ...]]:
        snaps = [facts.snaps[id] for id in ids]
        return {(facts.voice(s["id"]), s["series"]["toll"], s["low"], s["high"], s["approximate"]) for s in snaps}

    return said(parts) <= said(other)


def _holds(facts: Facts, relation: Json) -> bool:
    kind, objects = relation["kind"], [facts.snaps[id] for id in relation["objects"]]
    extra = (relation["low"], relation["high"]) != (None, None)
    if extra and kind not in ("leaves_unaccounted", "stale_mix"):
        return False
    if bool(relation["differences"]) != (kind == "not_comparable"):
        return False
    if relation["inferred"] and kind not in ("updates", "revises", "retracts"):
        return False
    if kind not in SUMS and len(objects) > 1:
        return False
    if kind in OF_CLAIMS:
        return _of_claim(facts, kind, facts.claims[relation["subject"]], objects[0])
    subject = facts.snaps[relation["subject"]]
    if kind in SUMS:
        return _sum(facts, relation, subject, objects)
    if kind in ("updates", "revises"):
        return _change(facts, relation, subject, objects[0])
    if kind == "part_of":
        return _part(facts, relation, subject, objects[0])
    return _between(facts, relation, subject, objects[0])


def _of_claim(facts: Facts, kind: str, claim: Json, figure: Json) -> bool:
    voice = facts.voice(figure["id"])
    if kind == "relays":
        return claim["id"] in figure["claims"] and len(figure["reports"]) > 1 and voice[0] is not None
    tied = facts.tied.get(claim["id"])
    same = (tied["claimant"] if tied else None, None) == voice
    toll = facts.tolls[figure["series"]["toll"]]
    fits = claim["outcome"] == toll["outcome"] and claim["id"] not in figure["claims"]
    return fits and (same if kind == "retracts" else claim["stance"] == "denied" and not same)


def _change(facts: Facts, relation: Json, later: Json, earlier: Json) -> bool:
    row = [snap["id"] for snap in later["series"]["snapshots"]]
    if later["series"]["id"] != earlier["series"]["id"] or row.index(later["id"]) < row.index(earlier["id"]):
        return False
    told = later["as_of"] is not None and (
        earlier["as_of"] < later["as_of"]
        if earlier["as_of"] is not None
        else earlier["latest"] is not None and earlier["latest"] < later["as_of"]
    )
    if relation["inferred"] == told:
        return False
    low, before = later["low"], earlier["low"]
    if low is None or before is None:
        grows = later["high"] is None or before is None or later["high"] >= before
    else:
        grows = low >= before
    return bool(grows == (relation["kind"] == "updates"))


def _part(facts: Facts, relation: Json, part: Json, whole: Json) -> bool:
    if relation["why"]["rule"] == "part_of.text":
        ties = [id for id in part["claims"] if facts.claims[id]["part_of"] in whole["claims"]]
        premises = relation["why"]["premises"]
        return any(id in premises and facts.claims[id]["part_of"] in premises for id in ties)
    tolls = [facts.tolls[snap["series"]["toll"]] for snap in (part, whole)]
    return (
        facts.voice(part["id"]) == facts.voice(whole["id"])
        and tolls[0] != tolls[1]
        and holds(facts, tolls[1], tolls[0])
    )


def _between(facts: Facts, relation: Json, one: Json, other: Json) -> bool:
    kind = relation["kind"]
    tolls = [facts.tolls[snap["series"]["toll"]] for snap in (one, other)]
    if facts.voice(one["id"]) == facts.voice(other["id"]):
        return False
    (low, high), (its_low, its_high) = within(one), within(other)
    meet = (high is None or its_low is None or its_low <= high) and (its_high is None or low is None or low <= its_high)
    if kind == "agrees":
        return meet and tolls[0] == tolls[1] and not _apart(one, other)
    if kind == "conflicts":
        if _apart(one, other):
            return False
        if tolls[0] == tolls[1]:
            return not meet
        return holds(facts, tolls[1], tolls[0]) and low is not None and its_high is not None and low > its_high
    fields = {"outcome": "outcome", "victims": "group", "place": "place", "perpetrator": "perpetrator"}
    found = [name for name, field in fields.items() if tolls[0][field] != tolls[1][field]]
    if _apart(one, other):
        found.append("as_of")
    said = [name for name in relation["differences"] if name != "period"]
    periods = one["period"] != other["period"]
    return said == found and (periods or len(said) == len(relation["differences"])) and "outcome" not in found


def _apart(one: Json, other: Json) -> bool:
    """Whether two figures were said more than a day apart; who names nobody speaks when the outlet publishes."""

    def window(snap: Json) -> tuple[int, int]:
        day, latest = _day(snap["as_of"]), _day(snap["latest"])
        if day is not None:
            return day, _day(snap.get("as_of_last")) or day
        first = latest if snap["series"]["claimant"] is None and latest is not None else -INFINITY
        return first, INFINITY if latest is None else latest

    (first, last), (its_first, its_last) = window(one), window(other)
    return first - its_last > 1 or its_first - last > 1


def _day(value: str | None) -> int | None:
    return None if value is None else dt.date.fromisoformat(value).toordinal()


def _sum(facts: Facts, relation: Json, whole: Json, parts: list[Json]) -> bool:
    kind = relation["kind"]
    tolls = [facts.tolls[snap["series"]["toll"]] for snap in parts]
    children = all(toll["group"]["age"] == "child" or toll["group"]["sex"] != "unknown" for toll in tolls)
    if not all_apart(facts, tolls) and not children:
        return False
    if not all(_under(facts, part, whole) for part in parts):
        return False
    wide = [within(part) for part in parts]
    least = sum(low or 0 for low, _ in wide)
    most = INFINITY if any(high is None for _, high in wide) else sum(high or 0 for _, high in wide)
    low, high = within(whole)
    top = INFINITY if high is None else high
    floor = (high or 0) * 90 // 100 if low is None else low
    fits = least <= top and most >= floor
    if kind == "impossible_sum":
        return least > top
    if kind == "closes":
        return fits and most < INFINITY
    if fits and most < INFINITY and kind == "stale_mix":
        return False
    stated = [sum(part["low"] or 0 for part in parts), _total([part["high"] for part in parts])]
    rest_low = 0 if whole["low"] is None or stated[1] is None else max(0, whole["low"] - stated[1])
    rest_high = None if whole["high"] is None else max(0, whole["high"] - (stated[0] or 0))
    return bool(relation["low"] == rest_low and relation["high"] == rest_high and not least > top)


def _total(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _under(facts: Facts, part: Json, whole: Json) -> bool:
    """Whether a part is one: by the report's own words, or by its toll in the same voice."""
    if any(facts.claims[id]["part_of"] in whole["claims"] for id in part["claims"]):
        return True
    tolls = [facts.tolls[snap["series"]["toll"]] for snap in (part, whole)]
    return facts.voice(part["id"]) == facts.voice(whole["id"]) and holds(facts, tolls[1], tolls[0])
