"""The event's own killed and injured, as one number each for tables, by the policy that is asked for them.

Any policy will do: its best number, or its range where that is one number; else none, with the reason. `told_first` is
the default; it gives one number and is measured on shootings whose tolls are known (`benchmarks/README.md`).
"""

from __future__ import annotations

from recount.model import Derivation, Outcome, OwnToll, Step

from .book import Book
from .estimates import of_everybody
from .people import People
from .policies import Judgement, get
from .say import Teller

OUTCOMES: tuple[tuple[str, Outcome], ...] = (("o1", "killed"), ("o2", "injured"))
"""Ids and outcomes of the event's own tolls, in their order."""


def own_tolls(book: Book, people: People, tell: Teller, policy: str) -> tuple[OwnToll, ...]:
    """The event's own tolls, killed and then injured. Raises UsageError for a policy that nobody registered."""
    asked = get(policy)
    return tuple(
        _own(id, asked.name, outcome, of_everybody(outcome, asked, book, people, tell)) for id, outcome in OUTCOMES
    )


def _own(id: str, policy: str, outcome: Outcome, judged: Judgement) -> OwnToll:
    number, gives = judged.best, "best"
    if number is None and judged.low is not None and judged.low == judged.high:
        number, gives = judged.low, "low"
    why = judged.why
    if number is None and judged.none_because is None:
        why = Derivation("own_toll.range", f"{policy} gives no one number. {why.says}", why.premises)
    steps = tuple(Step("number", s.value, s.work, s.terms, s.share) for s in why.steps if s.gives == gives)
    why = Derivation(why.rule, why.says, why.premises, steps if number is not None else ())
    return OwnToll(id=id, policy=policy, outcome=outcome, number=number, why=why)
