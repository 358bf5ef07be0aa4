"""An independent checker: it knows only the JSON of a dossier, and works everything in its ledgers out again.

It imports nothing from recount. `replay` gives what does not hold, in words; nothing where all holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from .replaying.facts import Facts, Json
from .replaying.figures import (
    check_persons,
    check_questions,
    check_series,
    check_snapshots,
    check_voices,
    check_words,
)
from .replaying.relations import check_relations
from .replaying.results import check_bounds, check_contradictions, check_estimates, check_own_tolls

CHECKS = (
    check_words, check_snapshots, check_series, check_voices, check_persons, check_questions, check_relations,
    check_bounds, check_estimates, check_own_tolls, check_contradictions,
)  # fmt: skip


def replay(dossier: Json, *, steps_missing: bool = False) -> list[str]:
    """All that the reports, claims and links of a dossier's JSON do not bear out in its ledgers.

    `steps_missing` lets results pass whose numbers are not worked out in steps, and voices that say nothing, as they
    were before ledgers had them.
    """
    faults: list[str] = []
    for ledger in dossier["ledgers"]:
        facts = Facts(dossier, ledger, steps_missing=steps_missing)
        lost = list(_ids(facts))
        # What points nowhere cannot be worked out; the rest is looked at once all ids are known.
        faults += lost or [fault for check in CHECKS for fault in check(facts)]
    return faults


def dossier_of(ledger: Json, reports: list[Json], extractions: list[Json], links: Json) -> Json:
    """The JSON of a dossier of one ledger and what it was made of."""
    return {"reports": reports, "extractions": extractions, "links": links, "ledgers": [ledger]}


def _ids(facts: Facts) -> Iterator[str]:
    """Ids that are there twice, and ids that nothing has."""
    ledger = facts.ledger
    kinds = ("tolls", "relations", "bounds", "estimates", "contradictions", "persons", "questions")
    rows = [row["id"] for kind in kinds for row in ledger[kind]]
    rows += [row["id"] for key in ("series", "background") for row in ledger[key]]
    rows += [snap["id"] for key in ("series", "background") for row in ledger[key] for snap in row["snapshots"]]
    rows += [own["id"] for own in ledger["own_tolls"] if own["id"] or not facts.steps_missing]
    for id in sorted({id for id in rows if rows.count(id) > 1} if len(rows) < 2000 else _twice(rows)):
        yield f"{id!r} is the id of two things"
    known = {*rows, *facts.claims, *facts.victims, *facts.reports, *facts.claimants}
    for name, id in _pointers(ledger):
        if id not in known:
            yield f"{name} points to {id!r}, which nothing has"


def _twice(rows: list[str]) -> set[str]:
    seen: set[str] = set()
    return {id for id in rows if id in seen or seen.add(id)}  # type: ignore[func-returns-value]


def _pointers(ledger: Json) -> Iterator[tuple[str, str]]:
    for whole, why in derivations(ledger):
        for id in (*why["premises"], *(term["id"] for step in why["steps"] for term in step["terms"])):
            yield whole, id
    for question in ledger["questions"]:
        for id in question["about"]:
            yield question["id"], id
    for key in ("series", "background"):
        for row in ledger[key]:
            yield row["id"], row["toll"]
            for snap in row["snapshots"]:
                yield from ((snap["id"], id) for id in (*snap["claims"], *snap["reports"]))
    for relation in ledger["relations"]:
        yield from ((relation["id"], id) for id in (relation["subject"], *relation["objects"]))
    for row in (*ledger["bounds"], *ledger["estimates"]):
        yield row["id"], row["toll"]
        unused = [one["snapshot"] for one in row.get("set_aside", ())]
        yield from ((row["id"], id) for id in (*row.get("used", ()), *unused))
    for row in ledger["contradictions"]:
        yield from ((row["id"], id) for id in (*row["snapshots"], *row["claimants"]))
    for row in ledger["persons"]:
        yield from ((row["id"], id) for id in row["victims"])
    for voices in ledger["voices"]:
        for field in ("toll", "named", "probable", "unnamed", "own_voice", "parties", "reports"):
            for id in [voices[field]] if field == "toll" else voices[field]:
                yield f"the voices of {voices['toll']}", id


def derivations(ledger: Json) -> Iterator[tuple[str, Json]]:
    """Every derivation of a ledger, with the name of what it derives."""
    for key in ("series", "background", "relations", "contradictions", "estimates", "persons"):
        for row in ledger[key]:
            yield row["id"], row["why"]
            for part in row.get("components", ()):
                yield f"{row['id']} {part['name']}", part["why"]
    for bound in ledger["bounds"]:
        yield f"{bound['id']} low", bound["low_why"]
        yield f"{bound['id']} high", bound["high_why"]
    for own in ledger["own_tolls"]:
        yield f"the event's own {own['outcome']}", own["why"]
