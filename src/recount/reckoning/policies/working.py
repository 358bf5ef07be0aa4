"""Numbers worked out of what sources say, step by step, so that they can be worked out again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from recount.model import Component, Derivation, End, Step, Term, Unused, Work

from .evidence import Evidence, Judgement, Source
from .standing import fixed, ids, unused


def term(source: Source, end: End, *, minus: bool = False) -> Term:
    """One end of a source's figure: `low`, `high` or `number`. Raises ValueError where that end is open."""
    value = {"low": source.low, "high": source.high, "number": source.number}[end]
    if value is None:
        raise ValueError(f"{source.said} by {source.who} has no {end}")
    return Term(source.snapshot, end, value, minus)


def worked(gives: str, work: Work, terms: Iterable[Term], share: int = 1) -> Step:
    """A step with its value; `share` divides a sum, rounding down. Raises ValueError where there is nothing to work."""
    row = tuple(terms)
    if not row:
        raise ValueError(f"nothing gives {gives}")
    if work == "sum":
        value = max(0, sum(-one.value if one.minus else one.value for one in row)) // share
    else:
        value = (min if work == "least" else max)(one.value for one in row)
    return Step(gives, value, work, row, share)


class Spread(NamedTuple):
    """From the lowest to the highest that sources say, with its steps.

    `lowest` is the source with the lowest low end, `below` one that is open below and undercuts it (there is then no
    low); `above` is one that is open above (there is then no high).
    """

    low: int | None
    high: int | None
    steps: tuple[Step, ...]
    lowest: Source | None
    below: Source | None
    above: Source | None

    @property
    def is_boundless(self) -> bool:
        """Whether neither end is known."""
        return self.low is None and self.high is None

    @property
    def low_words(self) -> str:
        """The low end with its source, or why there is none, to follow "of what is said": "is 12, “12” by …"."""
        if self.below is not None:
            return f"is not known, because {self.below.said} by {self.below.who} is open below"
        if self.lowest is None or self.low is None:
            return "is not known"
        return f"is {self.low:,}, {self.lowest.said} by {self.lowest.who}"

    @property
    def high_words(self) -> str:
        """The high end, or why there is none: "is 45", "is not known, because “at least 45” by … is open above"."""
        if self.above is not None:
            return f"is not known, because {self.above.said} by {self.above.who} is open above"
        return f"is {self.high:,}"


def spread(sources: Sequence[Source]) -> Spread:
    """The range of what sources with a number say.

    The low end is the lowest that any source vouches for; it is open where every source is open below ("nearly 1,500"),
    or where one that is ("up to 20") lies wholly below it. The high end is open where any source is open above.
    """
    vouched = [source for source in sources if source.low is not None]
    low = min((source.low for source in vouched if source.low is not None), default=None)
    lowest = min((source for source in vouched if source.low == low), key=fixed, default=None)
    under = [s for s in sources if s.low is None and (low is None or (s.high is not None and s.high < low))]
    open_above = [source for source in sources if source.high is None]
    high = None if open_above else max(source.high for source in sources if source.high is not None)
    steps = []
    if low is not None and not under:
        steps.append(worked("low", "least", (term(source, "low") for source in vouched)))
    if high is not None:
        steps.append(worked("high", "greatest", (term(source, "high") for source in sources)))
    return Spread(
        None if under else low, high, tuple(steps), None if under else lowest,
        min(under, key=lambda s: (s.high or 0, *fixed(s)), default=None), min(open_above, key=fixed, default=None),
    )  # fmt: skip


def boundless(
    rule: str, found: Spread, evidence: Evidence, aside: list[Unused], components: tuple[Component, ...] = ()
) -> Judgement:
    """No estimate where a range is open at both ends: "up to 20" by one, "over 1,000" by another."""
    because = f"No range of {evidence.what} follows: the lowest {found.low_words}, and the highest {found.high_words}."
    set_aside = unused(evidence.sources, (), aside, because="with the others it leaves a range open at both ends")
    return nothing(f"{rule}.none", because, evidence, set_aside, components)


def beside(name: str, rule: str, says: str, low: Step | None, high: Step | None, also: Iterable[str] = ()) -> Component:
    """A component whose ends the steps work out; it rests on their terms and on what `also` names."""
    steps = tuple(step for step in (low, high) if step is not None)
    premises = dict.fromkeys([*(one.id for step in steps for one in step.terms), *also])
    return Component(
        name=name,
        low=None if low is None else low.value,
        high=None if high is None else high.value,
        why=Derivation(rule, says, tuple(premises), steps),
    )


def both_ends(work: Work, terms: Sequence[Term]) -> tuple[Step, Step]:
    """One number as a low and as a high end."""
    return worked("low", work, terms), worked("high", work, terms)


def nothing(
    rule: str, because: str, evidence: Evidence, set_aside: tuple[Unused, ...], components: tuple[Component, ...] = ()
) -> Judgement:
    """No estimate, and why; it rests on all that was looked at."""
    why = Derivation(rule, because, ids(evidence.sources))
    return Judgement(None, None, None, why, none_because=because, set_aside=set_aside, components=components)
