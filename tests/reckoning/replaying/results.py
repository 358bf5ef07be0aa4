"""Bounds, estimates, own tolls and contradictions: worked out again, and each resting on what it may rest on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from .facts import Facts, Json, who, within
from .lattice import disjoint, holds, may_be_apart
from .steps import chains, check_step, check_steps, says_something


def check_bounds(facts: Facts) -> Iterator[str]:
    """Each end follows from figures of the same voice: from parts of the toll below, from what holds it above."""
    yield from chains(facts)
    seen: set[tuple[object, ...]] = set()
    for bound in facts.bounds.values():
        name, key = bound["id"], (bound["toll"], who(bound))
        if key in seen or bound["toll"] not in facts.tolls:
            yield f"{name} bounds what is bounded already, or nothing"
            continue
        seen.add(key)
        if bound["low"] is not None and bound["high"] is not None and bound["low"] > bound["high"]:
            yield f"{name} ends before it begins"
        for end in ("low", "high"):
            why = bound[f"{end}_why"]
            yield from says_something(f"{name} {end}", why)
            yield from check_steps(facts, f"{name} {end}", why, {end: bound[end]})
            yield from _end(facts, bound, end, why)


def _end(facts: Facts, bound: Json, end: str, why: Json) -> Iterator[str]:
    name = f"{bound['id']} {end}"
    for id in why["premises"]:
        row = facts.snaps[id]["series"] if id in facts.snaps else facts.bounds.get(id) or facts.series.get(id)
        if row is not None and who(row) != who(bound):
            yield f"{name} rests on another's figures"
        if row is None and id not in facts.relations and id not in facts.claims:
            yield f"{name} rests on {id}, which bounds nothing"
    if bound[end] is None:
        own = [row for row in facts.series.values() if who(row) == who(bound) and row["toll"] == bound["toll"]]
        known = {row["id"] for row in own} | _closure(facts, bound["id"])
        known |= {id for id in why["premises"] if id in facts.snaps and _about(facts, bound["toll"], id)}
        if own and not (why["premises"] and set(why["premises"]) <= known):
            yield f"{name} is open, and rests on {why['premises']}"
        return
    if not why["steps"]:
        yield from _without_steps(facts, bound, end, why)
        return
    reach = _closure(facts, bound["id"])
    ties = {id for id in why["premises"] if id in facts.relations}
    for id in sorted(ties):
        relation = facts.relations[id]
        if not {relation["subject"], *relation["objects"]} & reach:
            yield f"{name} rests on a relation of figures that it does not work with"
    held = {claim for id in reach if id in facts.snaps for claim in facts.snaps[id]["claims"]}
    if not set(why["premises"]) <= reach | ties | {id for id in held if _ties(facts, id, held)}:
        yield f"{name} rests on what it does not work with"
    toll = facts.tolls[bound["toll"]]
    for step in why["steps"]:
        plus = [facts.counts(term["id"]) for term in step["terms"] if not term["minus"]]
        minus = [facts.counts(term["id"]) for term in step["terms"] if term["minus"]]
        if None in plus or None in minus:
            yield f"{name} works with what counts nobody"
        elif not _follows(facts, toll, end, step["work"], [t for t in plus if t], [t for t in minus if t]):
            yield f"{name} does not follow from the tolls"


def _about(facts: Facts, toll: str, id: str) -> bool:
    """Whether a figure counts a toll, some of it, or what holds it."""
    other, mine = facts.tolls[facts.toll_of(id) or ""], facts.tolls[toll]
    return _within(facts, mine, other) or _within(facts, other, mine)


def _toll(facts: Facts, id: str) -> Json | None:
    return facts.tolls.get(facts.toll_of(id) or "")


def _follows(facts: Facts, toll: Json, end: str, work: str, plus: list[Json], minus: list[Json]) -> bool:
    """Whether an end of a toll follows from these tolls, added or chosen among, less those taken off."""
    if end == "low" and not minus:
        apart = work != "sum" or all(may_be_apart(facts, a, b) for a, b in combinations(plus, 2))
        return apart and all(_within(facts, toll, part) for part in plus)
    if end == "high" and len(plus) == 1:
        others = all(_within(facts, plus[0], one) and may_be_apart(facts, one, toll) for one in minus)
        return others and _within(facts, plus[0], toll)
    if end == "high" and work == "least":
        return all(_within(facts, one, toll) for one in plus)
    # A whole less its other parts, or parts that make a whole: the text tells that, and the tolls may not.
    return all(_within(facts, toll, one) or _within(facts, one, toll) for one in plus)


def _ties(facts: Facts, claim: str, held: set[str]) -> bool:
    """Whether the text makes a claim part of another, or another part of it, of those that a bound works with."""
    return facts.claims[claim]["part_of"] in held or any(facts.claims[id]["part_of"] == claim for id in held)


def _within(facts: Facts, whole: Json, part: Json) -> bool:
    """Whether a toll holds another, by what they count or by a report's words."""
    above = facts.said_above.get(part["id"], set())
    return holds(facts, whole, part) or any(holds(facts, whole, facts.tolls[toll]) for toll in above)


def _closure(facts: Facts, bound: str) -> set[str]:
    """All figures and bounds that either end of a bound works with, however far down."""
    found: set[str] = set()
    todo = [bound]
    while todo:
        here = facts.bounds.get(todo.pop())
        for why in (here["low_why"], here["high_why"]) if here else ():
            fresh = {term["id"] for step in why["steps"] for term in step["terms"]} - found
            found |= fresh
            todo += sorted(fresh)
    return found


def _without_steps(facts: Facts, bound: Json, end: str, why: Json) -> Iterator[str]:
    """As bounds were before their steps were told: lows of premises add up, one premise has the high."""
    snaps = [facts.snaps[id] for id in why["premises"] if id in facts.snaps]
    tolls = [facts.tolls[snap["series"]["toll"]] for snap in snaps]
    toll = facts.tolls[bound["toll"]]
    pairs = [(toll, one) if end == "low" else (one, toll) for one in tolls]
    if len(snaps) != len(why["premises"]) or not all(_within(facts, whole, part) for whole, part in pairs):
        yield f"{bound['id']} rests on what does not bound it"
    if end == "low" and sum(snap["low"] or 0 for snap in snaps) != bound["low"]:
        yield f"{bound['id']} has a low that its premises do not make"
    if end == "high" and [snap["high"] for snap in snaps] != [bound["high"]]:
        yield f"{bound['id']} has a high that its premise does not have"


def check_estimates(facts: Facts) -> Iterator[str]:
    """Each number of an estimate and of what stands beside it is worked out of figures that it says it used."""
    seen: set[tuple[str, str]] = set()
    asked: dict[str, set[str]] = {}
    for estimate in facts.estimates.values():
        asked.setdefault(estimate["policy"], set()).add(estimate["toll"])
    if len({frozenset(tolls) for tolls in asked.values()}) > 1:
        yield "not every policy was asked about the same tolls"
    for estimate in facts.estimates.values():
        name, why = estimate["id"], estimate["why"]
        fields = {field: estimate[field] for field in ("low", "best", "high")}
        numbers = [value for value in fields.values() if value is not None]
        used, aside = estimate["used"], [one["snapshot"] for one in estimate["set_aside"]]
        if (estimate["policy"], estimate["toll"]) in seen or estimate["toll"] not in facts.tolls:
            yield f"{name} is of nothing, or there twice"
            continue
        seen.add((estimate["policy"], estimate["toll"]))
        yield from says_something(name, why)
        yield from check_steps(facts, name, why, fields)
        if (estimate["none_because"] is None) == (not numbers) or numbers != sorted(numbers):
            yield f"{name} has neither a number nor a reason, or both, or numbers out of order"
        if len({*used, *aside}) != len(used) + len(aside) or not {*used, *aside} <= set(facts.snaps):
            yield f"{name} uses what it sets aside, or what is not there"
        own = {id for id in facts.snaps if facts.toll_of(id) == estimate["toll"] and _current(facts, id)}
        if (used or aside) and not own <= {*used, *aside}:
            yield f"{name} passes over a figure of its toll"
        outcome = facts.tolls[estimate["toll"]]["outcome"]
        if any(
            facts.tolls[facts.toll_of(id) or ""]["outcome"] != outcome for id in (*used, *aside) if id in facts.snaps
        ):
            yield f"{name} uses figures of another outcome"
        premises = {id for id in why["premises"] if id not in (*_terms(why), *facts.bounds, *facts.persons)}
        relations = [facts.relations[id] for id in premises if id in facts.relations]
        told = {*used, *aside}
        premises -= {r["id"] for r in relations if {r["subject"], *r["objects"]} & told}
        if numbers and not (used and set(used) <= {*why["premises"], *_terms(why)}) and not _persons_only(facts, why):
            yield f"{name} rests on nothing, or not on all that it used"
        if not premises <= {*used, *aside} or not _added(why) <= {
            *used,
            *facts.bounds,
            *facts.persons,
            *facts.relations,
        }:
            yield f"{name} rests on what it did not use"
        if estimate["policy"] == "range_all":
            known = [facts.snaps[id] for id in used if id in facts.snaps]
            low = min((snap["low"] for snap in known if snap["low"] is not None), default=None)
            if low is not None and any(snap["low"] is None and (snap["high"] or 0) < low for snap in known):
                low = None  # "up to 20" lies wholly below "30"
            if estimate["low"] != low:
                yield f"{name} has a low that no figure used has"
        for part in estimate["components"]:
            beside = f"{name} {part['name']}"
            yield from says_something(beside, part["why"])
            yield from check_steps(facts, beside, part["why"], {"low": part["low"], "high": part["high"]})
            others = set(part["why"]["premises"]) - _terms(part["why"]) - set(facts.persons)
            if any(_outcome(facts, id) != outcome for id in others):
                yield f"{beside} rests on what does not count its outcome"


def _outcome(facts: Facts, id: str) -> str | None:
    """The outcome that a figure, a bound or a series counts."""
    toll: Json | None = facts.tolls.get(facts.series[id]["toll"]) if id in facts.series else _toll(facts, id)
    return str(toll["outcome"]) if toll is not None else None


def _persons_only(facts: Facts, why: Json) -> bool:
    return bool(why["premises"]) and all(id in facts.persons for id in why["premises"])


def _current(facts: Facts, snap: str) -> bool:
    return bool(facts.snaps[snap]["series"]["scope"] == "current")


def _terms(why: Json) -> set[str]:
    return {term["id"] for step in why["steps"] for term in step["terms"]}


def _added(why: Json) -> set[str]:
    """What a number is made of; what is taken off it (the dead, of all who were shot) counts another outcome."""
    return {term["id"] for step in why["steps"] for term in step["terms"] if not term["minus"]}


def check_own_tolls(facts: Facts) -> Iterator[str]:
    """The event's own tolls: worked out of figures of the outcome and of persons."""
    outcomes = [own["outcome"] for own in facts.ledger["own_tolls"]]
    if sorted(outcomes) != ["injured", "killed"]:
        yield f"the event's own tolls are {outcomes}"
    for own in facts.ledger["own_tolls"]:
        name, why = f"the event's own {own['outcome']}", own["why"]
        yield from says_something(name, why)
        yield from check_steps(facts, name, why, {"number": own["number"]})
        if own["number"] is not None and not why["premises"]:
            yield f"{name} rests on nothing"
        for id in why["premises"]:
            toll = _toll(facts, id)
            outcome = toll["outcome"] if toll is not None else facts.persons.get(id, {}).get("outcome")
            if outcome not in (own["outcome"], "killed_or_injured", "killed" if _terms(why) else own["outcome"]):
                yield f"{name} rests on {id}, which does not count its outcome"


def check_contradictions(facts: Facts) -> Iterator[str]:
    """Each set of figures that cannot all be true indeed cannot, and any of its figures left out, the others can."""
    for found in facts.contradictions.values():
        name, ids, why = found["id"], found["snapshots"], found["why"]
        yield from says_something(name, why)
        if not ids or len(set(ids)) != len(ids) or not set(ids) <= set(facts.snaps):
            yield f"{name} is of figures that are not there"
            continue
        if not set(ids) <= set(why["premises"]):
            yield f"{name} does not rest on its figures"
        held = {claim for id in ids for claim in facts.snaps[id]["claims"]}
        also = set(why["premises"]) - set(ids) - held
        if any(id not in facts.relations and id not in facts.bounds for id in also):
            yield f"{name} rests on what is none of its figures"
        voices = [facts.voice(id) for id in ids]
        claimants = sorted({claimant for claimant, _ in voices if claimant is not None})
        outlets = sorted({outlet for _, outlet in voices if outlet is not None})
        if (sorted(found["claimants"]), sorted(found["outlets"])) != (claimants, outlets):
            yield f"{name} is of other voices"
        if can_all_hold(facts, ids, surely=False):
            yield f"{name}: its figures can all be true"
        if any(not can_all_hold(facts, [id for id in ids if id != left], surely=True) for left in ids):
            yield f"{name} is not the smallest: some of its figures cannot be true by themselves"
        for step in why["steps"]:
            yield from check_step(facts, name, step)
            if not _terms(why) <= set(why["premises"]):
                yield f"{name} works with what it does not rest on"
        ends = {step["gives"]: step["value"] for step in why["steps"]}
        if not set(ends) <= {"low", "high"}:
            yield f"{name} works out what a contradiction has not"
        if {"low", "high"} <= set(ends) and ends["low"] <= ends["high"]:
            yield f"{name} has ends that meet"


def can_all_hold(facts: Facts, snaps: list[str], *, surely: bool) -> bool:
    """Whether one number of people for each toll can be true to some snapshots, parts within wholes.

    Nobody is counted twice: parts that have nobody in common add up. `surely` takes for such only what surely is so,
    else also what one account may list side by side. The least and the most of every toll are pushed up and down until
    they stay.
    """
    known: dict[str, Json] = {}
    low: dict[str, int] = {}
    high: dict[str, int] = {}
    for id in snaps:
        toll = facts.counts(id) or {}
        # Figures of two days may be of other people; what is not sure to be so counts as of one time.
        key = f"{toll['id']} {toll['day'] if surely else ''}"
        known[key] = toll if surely else {**toll, "day": None}
        least, most = within(facts.snaps[id])
        low[key] = max(low.get(key, 0), least or 0)
        high[key] = min(high.get(key, 10**15), 10**15 if most is None else most)
    tolls = sorted(known)
    apart = disjoint if surely else may_be_apart
    below = {whole: [p for p in tolls if p != whole and _time_within(facts, known[whole], known[p])] for whole in tolls}
    sets = [
        (whole, parts)
        for whole, under in below.items()
        for size in range(1, min(len(under), 6) + 1)
        for parts in combinations(under, size)
        if all(apart(facts, known[a], known[b]) for a, b in combinations(parts, 2))
    ]
    for _ in range(len(tolls) + 2):
        for whole, parts in sets:
            low[whole] = max(low[whole], sum(low[p] for p in parts))
            for p in parts:
                high[p] = min(high[p], high[whole] - sum(low[q] for q in parts if q != p))
            if {known[p]["outcome"] for p in parts} == {"killed", "injured"} and _covers(known, whole, parts):
                high[whole] = min(high[whole], sum(high[p] for p in parts))
        if any(low[toll] > high[toll] for toll in tolls):
            return False
    return True


def _time_within(facts: Facts, whole: Json, part: Json) -> bool:
    return whole["day"] in (None, part["day"]) and _within(facts, whole, part)


def _covers(known: dict[str, Json], whole: str, parts: tuple[str, ...]) -> bool:
    """Whether the killed and the injured of just the same people are all the killed or injured."""
    return len(parts) == 2 and all(
        known[p][field] == known[whole][field] for p in parts for field in ("group", "place", "perpetrator", "day")
    )
