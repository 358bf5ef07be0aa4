"""`told_first`: one number for the event, as most of its reports tell it first, else the people whom they identify.

Reference: none; this project's own rule for tables that want one number an event (the others give ranges). It rests on
how news is written, the toll first, and is measured in `benchmarks/README.md`, "The event's own toll".

Each report (copies once) speaks for the first number that it gives of the outcome; see `recount.reckoning.told` for
what that is, and for how the wounded who died move over to the dead. A report keeps silent whose number its claimant
took back, or has replaced since in another report, that says itself that its figures count several events, or that
tells of one nameless dead only after many wounded, who is mostly another event's. The number that most reports tell is
taken. Of two told alike it is one that is no end of a range ("between 100 and 300"); then, of the dead, the one that is
also how many are identified by name; then the one of the latest day, then the one that more named claimants vouch for,
then the larger.

Where no report gives a number, those identified by name stand in, and whoever is only called by what was done ("the
gunman"); else those who are only described. Those named are a floor under an open figure: five named dead and "at least
four" make at least five. Under a figure that is exact they raise nothing, and the derivation says so: names are found
less surely than numbers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from recount.model import Derivation, Outcome, Step, Term, Unused

from .evidence import Evidence, Identified, Judgement, Told


@dataclass(frozen=True, slots=True)
class ToldFirst:
    """The number that most reports tell first; best only, for a range is not what it gives."""

    name: str = "told_first"
    rule: ClassVar[str] = (
        "The number that most reports tell first, the wounded who died moved over; else the people identified by name, "
        "who are also a floor under an open figure."
    )
    reference: ClassVar[str] = "this project’s own, for tables of one number an event; measured on 666 shootings"

    def judge(self, evidence: Evidence) -> Judgement:
        """The number of killed or injured people; none for other outcomes, or where nobody is counted or identified."""
        speaking = [one for one in evidence.told if _speaks(one)]
        standing = [one for one in speaking if not one.replaced] or speaking
        if standing:
            return _of_reports(standing, evidence)
        if evidence.identified:
            return _of_people(evidence)
        return _none(evidence)


def _speaks(one: Told) -> bool:
    return not (one.several or one.late or one.withdrawn)


def _of_reports(standing: Sequence[Told], evidence: Evidence) -> Judgement:
    support: dict[int, list[Told]] = {}
    for one in standing:
        support.setdefault(one.number, []).append(one)
    named = [one for one in evidence.identified if one.name is not None]
    number = max(support, key=lambda number: _weight(number, support[number], evidence.outcome, len(named)))
    behind = support[number]
    if all(one.high is None for one in behind) and len(named) > number:
        says = (
            f"Reports put it at no less than {number:,} and identify {len(named):,} by name, who are a floor under it."
        )
        used = _snapshots(behind)
        why = Derivation("told_first.floor", says, (*used, *_ids(named)), _counted(named))
        return Judgement(None, len(named), None, why, used=used, set_aside=_aside(evidence, behind))
    first = behind[0]
    speaking = sum(1 for one in evidence.told if _speaks(one))
    voices = " and ".join(first.who)
    most = f"; {len(behind)} of {speaking} reports tell that number first" if speaking > 1 else ""
    says = f"{voices[:1].upper()}{voices[1:]} put it at {first.said}{most}."
    used = _snapshots(behind)
    premises: tuple[str, ...] = used
    if len(named) > number:
        says += f" Reports identify {len(named):,} by name, which is more."
        premises = (*used, *_ids(named))
    premises = tuple(dict.fromkeys((*premises, *(term.id for term in first.terms))))
    steps = (Step("best", number, "sum", first.terms),)
    return Judgement(None, number, None, Derivation("told_first", says, premises, steps), used=used,
                     set_aside=_aside(evidence, behind))  # fmt: skip


def _weight(number: int, behind: Sequence[Told], outcome: Outcome, identified: int) -> tuple[int, ...]:
    """Most reports; then no range, as many dead as are named, the latest day, most named claimants, the most people."""
    claimants = len({voice for one in behind for voice in one.named})
    latest = max(one.day or dt.date.min for one in behind)
    as_named = int(outcome == "killed" and number == identified)
    one_number = int(any(one.low == one.high or one.high is None for one in behind))
    return (len(behind), one_number, as_named, latest.toordinal(), claimants, number)


def _of_people(evidence: Evidence) -> Judgement:
    people = evidence.identified
    if any(one.name is not None for one in people):
        people = tuple(one for one in people if one.name is not None or one.did_it)
    how = "by name" if all(one.name is not None for one in people) else "by name or by what they are"
    says = f"No report gives a number of {evidence.what}; reports identify {len(people):,} {how}."
    why = Derivation("told_first.identified", says, _ids(people), _counted(people))
    return Judgement(None, len(people), None, why, set_aside=_aside(evidence, ()))


def _none(evidence: Evidence) -> Judgement:
    because = f"No report gives a number of {evidence.what}, or identifies anybody."
    if evidence.told:
        because = f"The only figures of {evidence.what} are doubtful: {_because(evidence.told[0])}."
    why = Derivation("told_first.none", because, _snapshots(evidence.told))
    return Judgement(None, None, None, why, none_because=because, set_aside=_aside(evidence, ()))


def _aside(evidence: Evidence, behind: Sequence[Told]) -> tuple[Unused, ...]:
    """The figures that reports tell first and that the number does not rest on, each once."""
    used = set(_snapshots(behind))
    made: dict[str, Unused] = {}
    for one in evidence.told:
        for snapshot in one.snapshots:
            if snapshot not in used and snapshot not in made:
                made[snapshot] = Unused(snapshot, _because(one))
    for source in evidence.sources:
        if source.snapshot not in used and source.snapshot not in made:
            made[source.snapshot] = Unused(source.snapshot, f"{source.said} is not what a report tells first")
    return tuple(made.values())


def _because(one: Told) -> str:
    if one.withdrawn:
        return f"{one.said} was taken back by its own source"
    if one.late:
        return f"{one.said} is one without a name, of whom the report tells only after many wounded"
    if one.several:
        return f"{one.said} counts several events, as its report says"
    if one.replaced:
        return f"{one.said} was replaced by the same source in a later report"
    return f"fewer reports tell {one.said} first, or say it less clearly of the whole"


def _snapshots(told: Sequence[Told]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(snapshot for one in told for snapshot in one.snapshots))


def _ids(people: Sequence[Identified]) -> tuple[str, ...]:
    return tuple(one.person for one in people)


def _counted(people: Sequence[Identified]) -> tuple[Step, ...]:
    return (Step("best", len(people), "sum", tuple(Term(one.person, "number", 1) for one in people)),)
