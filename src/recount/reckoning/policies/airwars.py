"""`airwars`: the lowest to the highest count of civilians harmed, as Airwars assesses it.

Reference: 939 published assessments of Airwars, read as data, as this project's notes on the field give them: upper =
highest reported; lower is overlap-aware; contested civilian status: min 0; observed coding: "dozens" 12–24, unspecified
plural 2 or more.

Where those notes are silent, the more cautious reading:

- It counts civilians and nothing else. The notes do not bind it to one outcome, so each outcome has its own range.
- *Highest reported* takes in everybody who reports, named or not. A figure that is open above leaves the upper open.
- *Overlap-aware* means that what may be the same people is never added up: the lower is the lowest figure of the toll,
  and, where only narrower groups are numbered (children, women), the largest of their lowest figures.
- Civilian status is contested where a source counts the dead as members of forces or armed groups who, by their
  number, may be those whom others count as civilians, and neither counts both; or where somebody says that there were
  none. The upper then stays.
- Vague words are numbered (`vague.toml`) only where nobody gives a number. Words that the notes do not number
  ("hundreds") stay without one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from recount.model import Derivation, Step, Unused

from .coded import Coded, as_coded, coded
from .evidence import Evidence, Judgement, Source
from .standing import fixed, ids, standing, unused, vague_words
from .working import boundless, nothing, spread, term, worked


class _Contest(NamedTuple):
    """A figure of civilians, and one of combatants that may count the same people."""

    civilians: Source
    combatants: Source


@dataclass(frozen=True, slots=True)
class Airwars:
    """Airwars' minimum and maximum of civilians harmed. It has no parameters."""

    name: str = "airwars"
    rule: ClassVar[str] = (
        "Civilians: highest reported; lowest without adding what may overlap, 0 where it is contested that they were "
        "civilians; “dozens” are 12–24, “several” 2 or more."
    )
    reference: ClassVar[str] = "939 published assessments of Airwars, read as data"

    def judge(self, evidence: Evidence) -> Judgement:
        """The range of a toll of civilians; none for any other toll."""
        if evidence.group.status != "civilian":
            because = "Airwars counts civilians only."
            return Judgement(None, None, None, Derivation("airwars.civilians_only", because), none_because=because)
        kept, aside = standing(evidence.sources)
        if kept:
            return _of_figures(kept, evidence, aside)
        rows = coded("airwars", vague_words(evidence.sources))
        parts = _narrower(evidence)
        if rows:
            return _of_words(rows, evidence, aside)
        set_aside = unused(evidence.sources, (), aside)
        if parts:
            low = worked("low", "greatest", (term(source, "low") for source in parts))
            most = min((source for source in parts if source.low == low.value), key=fixed)
            says = (
                f"Nobody gives a number of {evidence.what}; groups among them are counted, which may overlap and are "
                f"not added up, and the largest is {most.said} by {most.who}."
            )
            why = Derivation("airwars.parts", says, ids(parts), (low,))
            return Judgement(low.value, None, None, why, used=ids(parts), set_aside=set_aside)
        return nothing("airwars.none", f"Nobody gives a number of {evidence.what}.", evidence, set_aside)


def _of_figures(kept: list[Source], evidence: Evidence, aside: list[Unused]) -> Judgement:
    found = spread(kept)
    if found.is_boundless:
        return boundless("airwars", found, evidence, aside)
    contest = _contest(kept, evidence)
    low, used = found.low, list(kept)
    steps = found.steps
    says = f"The lowest of what is reported of {evidence.what} {found.low_words}"
    if contest is not None:
        taken: Step = worked(
            "low", "sum", (term(contest.civilians, "low"), term(contest.combatants, "number", minus=True))
        )
        low, used = taken.value, [*kept, contest.combatants]
        steps = (taken, *(step for step in found.steps if step.gives != "low"))
        says = (
            f"The lowest of {evidence.what} is {low:,}, because it is contested that they were civilians: "
            f"{contest.civilians.said} by {contest.civilians.who} may be the same people as {contest.combatants.said} "
            f"by {contest.combatants.who}, who counts them as combatants"
        )
    says += f"; the highest reported {found.high_words}."
    why = Derivation("airwars", says, ids(used), steps)
    return Judgement(low, None, found.high, why, used=ids(used), set_aside=unused(evidence.sources, used, aside))


def _of_words(rows: list[Coded], evidence: Evidence, aside: list[Unused]) -> Judgement:
    used = [row.source for row in rows]
    low = as_coded("low", "least", rows, "low")
    steps, high = [low], None
    if all(row.high is not None for row in rows):
        top = as_coded("high", "greatest", rows, "high")
        steps, high = [low, top], top.value
    one = min((row for row in rows if row.low == low.value), key=lambda row: fixed(row.source)).source
    upper = f"and as no more than {high:,}" if high is not None else "with no upper end"
    says = (
        f"Nobody gives a number of {evidence.what}; what is said in words is coded as {low.value:,} at least, as "
        f"{one.said} by {one.who} is, {upper}."
    )
    why = Derivation("airwars.coded", says, ids(used), tuple(steps))
    return Judgement(low.value, None, high, why, used=ids(used), set_aside=unused(evidence.sources, used, aside))


def _narrower(evidence: Evidence) -> list[Source]:
    """The lowest figure of each narrower group that somebody counts from below."""
    found = []
    for _, sources in evidence.groups:
        kept = [source for source in standing(sources)[0] if source.low is not None]
        if kept:
            found.append(min(kept, key=lambda source: (source.low, fixed(source))))
    return found


def _contest(kept: list[Source], evidence: Evidence) -> _Contest | None:
    """Two sources that may count the same people, the one as civilians and the other as combatants.

    Neither counts both; what the one calls combatants is no fewer than what the other calls civilians at least.
    """
    combatants = [source for _, sources in evidence.beside for source in standing(sources)[0]]
    either, other = {s.voice for s in evidence.sources}, {s.voice for _, row in evidence.beside for s in row}
    found = [
        _Contest(civilian, combatant)
        for civilian in kept
        for combatant in combatants
        if civilian.voice not in other
        and combatant.voice not in either
        and civilian.low is not None
        and combatant.number is not None
        and _one_number(civilian, combatant)
        and combatant.number >= civilian.low
    ]
    return min(found, key=lambda one: (one.civilians.low, fixed(one.civilians), fixed(one.combatants)), default=None)


def _one_number(a: Source, b: Source) -> bool:
    """Whether one number can be true to both figures as stated."""
    return (a.high is None or b.low is None or b.low <= a.high) and (b.high is None or a.low is None or a.low <= b.high)
