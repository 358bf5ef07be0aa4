"""Which sources a policy starts from: the last figures of whoever speaks, the rest set aside with the reason."""

from __future__ import annotations

from collections.abc import Iterable

from recount.model import Unused

from .evidence import Source


def standing(sources: Iterable[Source]) -> tuple[list[Source], list[Unused]]:
    """The sources whose figure stands, and those set aside: vague words, single days, figures replaced later on."""
    kept, aside = [], []
    for source in sources:
        if source.number is None or source.vague:
            aside.append(Unused(source.snapshot, f"{source.said} is a vague quantity and gives no number"))
        elif source.only_day:
            aside.append(Unused(source.snapshot, f"{source.said} counts one day and not the whole event"))
        elif source.superseded_by is not None:
            aside.append(Unused(source.snapshot, f"the same source later gave {source.superseded_by}"))
        else:
            kept.append(source)
    return kept, aside


def in_order(sources: Iterable[Source], aside: Iterable[Unused]) -> tuple[Unused, ...]:
    """What was set aside, in the order of the evidence."""
    place = {source.snapshot: number for number, source in enumerate(sources)}
    return tuple(sorted(aside, key=lambda unused: place.get(unused.snapshot, len(place))))


def lowest_of(sources: Iterable[Source]) -> int | None:
    """The lowest number that any source vouches for; None where all are open below ("nearly 1,500")."""
    return min((source.low for source in sources if source.low is not None), default=None)


def doubt(source: Source) -> str:
    """What speaks against resting on a source, in words: nobody vouches, nobody is named, or it is only probable."""
    if source.own_voice:
        return f"{source.said} stands in the outlet's own voice, and nobody vouches for it"
    if not source.named:
        return f"{source.said} is from {source.who}, who is not named"
    return f"{source.said} is only probably from {source.who}"
