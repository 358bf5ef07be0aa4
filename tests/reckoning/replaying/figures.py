"""Figures down to the words: spans in the reports' texts, snapshots of their claims, series, voices, persons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .facts import Facts, Json, who
from .steps import says_something

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def spans(value: Any) -> Iterator[Json]:
    """Every span in a part of the JSON."""
    if isinstance(value, dict):
        if {"start", "end", "exact"} <= set(value):
            yield value
        else:
            for inner in value.values():
                yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def check_words(facts: Facts) -> Iterator[str]:
    """Claims, victims and their words: each stands in its report's text at its offsets."""
    event = set(facts.ledger["event"]["reports"])
    for known in (*facts.claims.values(), *facts.victims.values()):
        if known["report"] not in facts.reports:
            yield f"{known['id']} is of a report that nobody has"
            continue
        text = facts.reports[known["report"]]["text"]
        if any(text[s["start"] : s["end"]] != s["exact"] or not s["exact"] for s in spans(known)):
            yield f"{known['id']} has words that do not stand in its report"
    for id, claim in facts.claims.items():
        held = id in facts.of_claim
        if claim["report"] in event and held == (claim["stance"] == "denied"):
            yield f"{id} is asserted and in no figure, or denied and in one"


def check_snapshots(facts: Facts) -> Iterator[str]:
    """Each snapshot is the one figure of its claims, and says of them what is true."""
    seen: set[str] = set()
    for row in facts.series.values():
        for snap in row["snapshots"]:
            name, ids = snap["id"], snap["claims"]
            claims = [facts.claims[id] for id in ids if id in facts.claims]
            if len(claims) != len(ids) or not ids or ids != sorted(set(ids)) or seen & set(ids):
                yield f"{name} has claims that are not known, not sorted, none, or another's too"
                continue
            seen.update(ids)
            yield from _snapshot(facts, row, snap, claims)


def _snapshot(facts: Facts, row: Json, snap: Json, claims: list[Json]) -> Iterator[str]:
    name, toll = snap["id"], facts.tolls.get(row["toll"], {})
    for claim in claims:
        figure = claim["figure"]
        if (figure["low"], figure["high"]) != (snap["low"], snap["high"]):
            yield f"{name} is not the figure of {claim['id']}"
        if snap["approximate"] != (figure["modifier"] == "about"):
            yield f"{name} is approximate, or not, other than {claim['id']}"
        if claim["scope"] != row["scope"] or claim["outcome"] != toll.get("outcome"):
            yield f"{name} holds {claim['id']}, which does not belong there"
        said = (claim["status"], claim["age"], claim["sex"])
        if "group" in toll and said != tuple(toll["group"][field] for field in ("status", "age", "sex")):
            yield f"{name} counts others than {claim['id']}"
    reports = sorted({claim["report"] for claim in claims})
    if reports != snap["reports"] or snap["words"] not in [claim["figure"]["words"] for claim in claims]:
        yield f"{name} is in other reports, or in other words"
    days = [facts.reports[report]["published"] for report in reports]
    if snap["latest"] != min((day for day in days if day), default=None):
        yield f"{name} has another latest day than its reports"
    told = [facts.days.get(report, set()) for report in reports]
    if snap["as_of"] is not None and not any(snap["as_of"] in days for days in told):
        yield f"{name} is as of a day that no claim of its reports tells"
    if (snap["as_of"] is None) != (snap["as_of_basis"] is None):
        yield f"{name} has a day and no basis, or the other way round"
    voices = [facts.tied[c["id"]] for c in claims if c["id"] in facts.tied]
    certain = any(tied["certainty"] == "certain" for tied in voices) or len(voices) < len(claims)
    if (snap["certainty"] == "certain") != certain:
        yield f"{name} is {snap['certainty']}, and its claims are not"
    whole = {tied["claimant"] for tied in voices}
    copied = any(facts.copied_from(report) for report in reports)
    own = {_outlet(facts, c["report"]) for c in claims if c["id"] not in facts.tied}
    if not copied and ({row["claimant"]} - {None} != whole or {row["outlet"]} - {None} != own):
        yield f"{name} is put in another's mouth"
    passed = all(any(c["relay"] for c in claims if c["report"] == report) for report in reports)
    if snap["through"] and not passed:
        yield f"{name} is not known only through somebody"


def _outlet(facts: Facts, report: str) -> str:
    return str(facts.reports[report]["publisher"] or report)


def check_series(facts: Facts) -> Iterator[str]:
    """Series are of known tolls and voices, rest on their figures, and say of their order what is so."""
    for row in facts.series.values():
        ids = [snap["id"] for snap in row["snapshots"]]
        yield from says_something(row["id"], row["why"])
        if row["toll"] not in facts.tolls or not ids or set(row["why"]["premises"]) != set(ids):
            yield f"{row['id']} is of no toll, or rests on other figures than its own"
        if (row["claimant"] is None) == (row["outlet"] is None):
            yield f"{row['id']} has nobody who speaks, or two"
        if row["claimant"] is not None and row["claimant"] not in facts.claimants:
            yield f"{row['id']} is of a claimant that nobody knows"
        if (row["order"] == "single") != (len(ids) == 1):
            yield f"{row['id']} is single, or not, other than it says"
        days = [snap["as_of"] for snap in row["snapshots"] if snap["as_of"] is not None]
        if days != sorted(days) or row["why"]["rule"].rpartition(".")[2] != row["order"]:
            yield f"{row['id']} has an order that its days or its rule do not tell"
    background = [row for row in facts.ledger["background"] if row["scope"] != "background"]
    if background or any(row["scope"] != "current" for row in facts.ledger["series"]):
        yield "background and current series are mixed"


def check_voices(facts: Facts) -> Iterator[str]:
    """Voices counted again from the series: claimants, never outlets."""
    current = facts.ledger["series"]
    if sorted(v["toll"] for v in facts.ledger["voices"]) != sorted({row["toll"] for row in current}):
        yield "not every toll has its voices once"
    for voices in facts.ledger["voices"]:
        rows = [row for row in current if row["toll"] == voices["toll"]]
        found: dict[str, set[str]] = {
            "named": set(),
            "probable": set(),
            "unnamed": set(),
            "own": set(),
            "reports": set(),
        }
        for row in rows:
            reports = {report for snap in row["snapshots"] for report in snap["reports"]}
            found["reports"] |= reports
            if row["claimant"] is None:
                found["own"] |= reports
            elif not facts.claimants.get(row["claimant"], {"named": True})["named"]:
                found["unnamed"].add(row["claimant"])
            else:
                sure = any(snap["certainty"] == "certain" for snap in row["snapshots"])
                found["named" if sure else "probable"].add(row["claimant"])
        for field in ("named", "probable", "unnamed", "reports"):
            if voices[field] != sorted(found[field]):
                yield f"the voices of {voices['toll']} are not its {field}"
        own = set(voices["own_voice"])
        for report in found["own"] | own:
            told = report in own and report in found["own"]
            behind = any(report in facts.copied_from(other) for other in found["own"])
            if not told and not (report in own and behind) and not facts.copied_from(report) & own:
                yield f"the voices of {voices['toll']} have other outlets that name nobody"
        yield from _said(facts, voices, found)


def _said(facts: Facts, voices: Json, found: dict[str, set[str]]) -> Iterator[str]:
    known = found["named"] | found["probable"] | found["unnamed"]
    parties = sorted(one for one in known if facts.claimants.get(one, {}).get("party"))
    outlets = sorted({_outlet(facts, report) for report in found["reports"]})
    if facts.steps_missing and not voices["says"]:
        return
    if voices["parties"] != parties or voices["outlets"] != outlets:
        yield f"the voices of {voices['toll']} have other parties or outlets"
    count = len(outlets)
    words = {f"{count:,}", NUMBERS[count] if count < len(NUMBERS) else ""} - {""}
    if not any(voices["says"].lower().startswith(f"{word} outlet") for word in words):
        yield f"the voices of {voices['toll']} do not say how many outlets: {voices['says']!r}"


def check_persons(facts: Facts) -> Iterator[str]:
    """Persons: their victims are known, each one person's, and bear out what is said of them."""
    seen: set[str] = set()
    for person in facts.persons.values():
        name, ids = person["id"], person["victims"]
        victims = [facts.victims[id] for id in ids if id in facts.victims]
        yield from says_something(name, person["why"])
        if len(victims) != len(ids) or not ids or seen & set(ids) or len(set(ids)) != len(ids):
            yield f"{name} is made of victims that nobody knows, or that are another's"
            continue
        seen.update(ids)
        if not set(person["why"]["premises"]) >= set(ids) or not set(person["why"]["premises"]) <= {
            *ids,
            *facts.persons,
        }:
            yield f"{name} rests on other victims"
        for field in ("name", "age"):
            told = {victim[field] for victim in victims if victim[field] is not None}
            if (person[field] is None) != (not told) or (told and person[field] not in told):
                yield f"{name} has a {field} that nobody tells"
        if person["sex"] not in {victim["sex"] for victim in victims}:
            yield f"{name} has a sex that nobody tells"
        fates = [fate["outcome"] for victim in victims for fate in victim["fates"]]
        if ("killed" in fates and person["outcome"] != "killed") or person["outcome"] not in fates:
            yield f"{name} came to another end"
        if any(victim["scope"] != "current" for victim in victims):
            yield f"{name} is of another event"


def check_questions(facts: Facts) -> Iterator[str]:
    """Questions are about what they are about."""
    of = {"conflict": "conflicts", "stale_mix": "stale_mix", "impossible_sum": "impossible_sum"}
    asked: list[str] = []
    for question in facts.ledger["questions"]:
        kind, about = question["kind"], question["about"]
        if not about or not question["says"].strip():
            yield f"{question['id']} is about nothing, or asks nothing"
        found = [facts.relations[id]["kind"] for id in about if id in facts.relations]
        if kind in of and of[kind] not in found:
            yield f"{question['id']} asks of a {kind} that is not there"
        if kind not in of and found:
            yield f"{question['id']} is a {kind} and asks of relations"
        if (kind == "contradiction") != any(id in facts.contradictions for id in about):
            yield f"{question['id']} is a contradiction, or not, other than it says"
        snaps = [facts.snaps[id] for id in about if id in facts.snaps]
        if kind == "inferred_order" and not any(id in facts.series for id in about):
            yield f"{question['id']} asks for the order of no series"
        rows = [who(snap["series"]) for snap in snaps]
        if kind == "no_claimant" and any(claimant is not None for claimant, _ in rows):
            yield f"{question['id']} asks who counted, and somebody is named"
        if kind == "unnamed_claimant" and any(facts.claimants.get(c or "", {"named": True})["named"] for c, _ in rows):
            yield f"{question['id']} asks for a name that is there"
        if kind == "probable_claimant" and not any(
            facts.tied.get(id, {}).get("certainty") == "probable" for id in about
        ):
            yield f"{question['id']} asks whose a figure is that is certainly somebody's"
        if kind == "no_date" and not _undated(facts, about):
            yield f"{question['id']} asks for a day that is there"
        if kind == "ambiguous_place" and not any(_open(facts, id) for id in about):
            yield f"{question['id']} asks for a place that nobody names, or that is known"
        rest = [id for id in about if id in facts.snaps]
        for id in about:
            if id in facts.relations:
                ends = {facts.relations[id]["subject"], *facts.relations[id]["objects"]}
                rest = [other for other in rest if other not in ends]
            elif id in facts.series or id in facts.contradictions:
                own = [snap["id"] for snap in facts.series[id]["snapshots"]] if id in facts.series else []
                own += facts.contradictions[id]["snapshots"] if id in facts.contradictions else []
                rest = [other for other in rest if other not in own]
        if rest and (found or kind in ("inferred_order", "contradiction")):
            yield f"{question['id']} is about other figures too"
        held = {claim for snap in snaps for claim in snap["claims"]}
        if kind not in of and kind != "contradiction" and not {id for id in about if id in facts.claims} <= held:
            yield f"{question['id']} asks of claims that are not its figure's"
        asked += [id for id in about if id in facts.relations and facts.relations[id]["kind"] in of.values()]
    graves = sorted(id for id, relation in facts.relations.items() if relation["kind"] in of.values())
    if sorted(asked) != graves:
        yield "not every conflict, stale mix and impossible sum is asked about once"


def _open(facts: Facts, claim: str) -> bool:
    placing = facts.placings.get(claim)
    return placing is not None and placing["place"] is None and bool(placing["candidates"])


def _undated(facts: Facts, about: list[str]) -> bool:
    for id in about:
        if id in facts.snaps and facts.snaps[id]["as_of"] is None and facts.snaps[id]["latest"] is None:
            return True
        when = facts.claims.get(id, {}).get("when")
        if when and when["period"]["start"] is None and when["period"]["end"] is None:
            return True
    return False
