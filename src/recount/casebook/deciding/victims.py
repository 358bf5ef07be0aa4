"""Decisions on persons: fields set, persons left out, two that are one, one that is two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from recount.model import Span, Subject, Victim
from recount.reckoning.persons import Identities, Pair

from .applied import Work, held_edits, laid_over
from .fields import edited_victim, value_of
from .finding import NotFoundError, Read, read_of, victim_of
from .standing import Ruled


def decided_victims(read: Read, ruled: Mapping[str, Sequence[Ruled]], work: Work) -> tuple[Victim, ...]:
    """One report's persons as decided; `ruled` are the decisions found on each, by id."""
    made = {}
    for victim in read.extraction.victims:
        some = ruled.get(victim.id, ())
        if not any(one.decision.ruling == "reject" and one.holds for one in some):
            made[victim.id] = _edited(victim, some, work)
    for id in list(made):
        for one in ruled.get(id, ()):
            if one.decision.ruling == "merge" and id in made:
                _merge(id, one, read, made, work)
            elif one.decision.ruling == "split" and id in made:
                _split(id, one, read, made)
    return tuple(made.values())


def pairs(read: Mapping[str, Read], ruled: Mapping[str, Sequence[Ruled]], work: Work) -> Identities:
    """What decisions say of victims of different reports: which are one person, and which are not; the later wins."""
    together: set[Pair] = set()
    apart: set[Pair] = set()
    rulings = {one.number: (id, one) for id, some in ruled.items() for one in some}
    for number in sorted(rulings):
        id, one = rulings[number]
        if one.decision.ruling not in ("merge", "split"):
            continue
        for other in one.decision.others:
            if other.report == one.decision.subject.report and one.decision.ruling == "merge":
                continue  # two of one report are made one in what was read of it
            try:
                second = victim_of(other, read_of(other, read)).id
            except NotFoundError as fault:
                work.look(one, f"of the other person: {fault}", applied=len(one.decision.others) > 1)
                continue
            if second != id:
                pair = (min(id, second), max(id, second))
                here, there = (together, apart) if one.decision.ruling == "merge" else (apart, together)
                here.add(pair)
                there.discard(pair)
    return Identities(frozenset(together), frozenset(apart))


def _edited(victim: Victim, ruled: Sequence[Ruled], work: Work) -> Victim:
    edits = held_edits(ruled)
    work.moved(ruled, lambda field: value_of(victim, field))
    return laid_over(victim, edits, edited_victim, work, victim.id) if edits else victim


def _merge(id: str, ruled: Ruled, read: Read, made: dict[str, Victim], work: Work) -> None:
    """Put the others of the same report into one person: the fullest name, what any of them tells, all mentions."""
    for other in ruled.decision.others:
        if other.report != ruled.decision.subject.report:
            continue
        try:
            second = made.pop(victim_of(other, read).id, None)
        except NotFoundError as fault:
            work.look(ruled, f"of the other person: {fault}", applied=len(ruled.decision.others) > 1)
            continue
        if second is not None and second.id != id:
            first = made[id]
            names = sorted((one for one in (first.name, second.name) if one), key=lambda name: (-len(name), name))
            made[id] = replace(
                first,
                name=names[0] if names else None,
                age=first.age if first.age is not None else second.age,
                sex=first.sex if first.sex != "unknown" else second.sex,
                role=first.role or second.role,
                fates=(*first.fates, *(one for one in second.fates if one not in first.fates)),
                mentions=tuple(sorted({*first.mentions, *second.mentions})),
                scope="current" if "current" in (first.scope, second.scope) else first.scope,
            )
        elif second is not None:
            made[id] = second


def _split(id: str, ruled: Ruled, read: Read, made: dict[str, Victim]) -> None:
    """Make a person of their own of the mentions that are split off; what befell the two was the same."""
    first = made[id]
    off = tuple(sorted(_mentions(ruled.decision.others, ruled.decision.subject, first)))
    left = tuple(one for one in first.mentions if one not in off)
    if off and left:
        number = 1 + max(int(one.id.rpartition("#v")[2]) for one in (*read.extraction.victims, *made.values()))
        made[id] = replace(first, mentions=left)
        new = f"{first.report}#v{number}"
        made[new] = replace(first, id=new, name=off[0].exact, age=None, sex="unknown", role=None, mentions=off)


def _mentions(others: Sequence[Subject], subject: Subject, victim: Victim) -> set[Span]:
    spans = {one.span for one in others if one.report == subject.report}
    return {mention for mention in victim.mentions[1:] if mention in spans}
