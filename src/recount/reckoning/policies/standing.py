"""Which sources a policy starts from: the last figures of whoever speaks, the rest set aside with the reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from recount.model import Unused

from .evidence import Evidence, Source


def standing(sources: Iterable[Source]) -> tuple[list[Source], list[Unused]]:
    """The sources whose figure stands, and those set aside with the reason.

    Aside are figures taken back, vague words, figures of single days, and figures replaced later on.
    """
    kept, aside = [], []
    for source in sources:
        reason = _fallen(source)
        if reason is None:
            kept.append(source)
        else:
            aside.append(Unused(source.snapshot, reason))
    return kept, aside


def _fallen(source: Source) -> str | None:
    if source.withdrawn:
        return f"{source.said} was taken back by {source.who}"
    if source.number is None or source.vague:
        return f"{source.said} is a vague quantity and gives no number"
    if source.only_day:
        return f"{source.said} counts one day and not the whole event"
    if source.superseded_by is not None:
        return f"the same source later gave {source.superseded_by}"
    if source.overtaken is not None:
        return f"a later report says that {source.overtaken} took its place"
    return None


def of_parts(evidence: Evidence) -> list[Source]:
    """The last figures that surely count no more than the whole: of a stretch of its time, or by one perpetrator."""
    alone = [source for source in evidence.sources if source.only_day]
    return [
        source
        for source in (*alone, *evidence.by)
        if source.low is not None and not (source.vague or source.withdrawn or source.superseded_by or source.overtaken)
    ]


def vague_words(sources: Iterable[Source]) -> list[Source]:
    """The vague quantities of whoever gives no number: not taken back, and of the whole event."""
    return [s for s in sources if s.vague and not s.withdrawn and not s.only_day and s.superseded_by is None]


def credible(sources: Iterable[Source], *, probable: bool) -> list[Source]:
    """Those of named claimants; `probable` says whether one who is only probably behind a figure counts."""
    return [source for source in sources if source.named and (source.certain or probable)]


def voices(sources: Iterable[Source]) -> list[Source]:
    """One source for each claimant that is named and certainly speaks: the last, then the lowest, in their order.

    Independence is counted by claimants: outlets that relay one claimant, or name nobody, add no voice.
    """
    rows: dict[tuple[str, str], list[Source]] = {}
    for source in sources:
        if source.named and source.certain:
            rows.setdefault(source.voice, []).append(source)
    return [min(row, key=_last_first) for row in rows.values()]


def _last_first(source: Source) -> tuple[object, ...]:
    return (-(source.day or dt.date.min).toordinal(), source.number, fixed(source))


def fixed(source: Source) -> tuple[object, ...]:
    """Sort key that tells any two sources apart, and does not hang on the order that they come in."""
    return (source.who, source.said, source.voice, source.snapshot)


def unused(sources: Iterable[Source], used: Collection[Source], aside: Iterable[Unused], *, because: str = "",
           ) -> tuple[Unused, ...]:  # fmt: skip
    """All sources that were not used, in the order of the evidence, each with its reason.

    `aside` has the reasons known; for the others it is `because`, or what speaks against resting on them.
    """
    taken = {source.snapshot for source in used}
    reasons = {one.snapshot: one for one in aside}
    return tuple(
        reasons.get(s.snapshot) or Unused(s.snapshot, because or doubt(s)) for s in sources if s.snapshot not in taken
    )


def ids(sources: Sequence[Source]) -> tuple[str, ...]:
    """The snapshots' ids, each once."""
    return tuple(dict.fromkeys(source.snapshot for source in sources))


def doubt(source: Source) -> str:
    """What speaks against resting on a source, in words: nobody vouches, nobody is named, or it is only probable."""
    if source.own_voice:
        return f"{source.said} stands in the outlet's own voice, and nobody vouches for it"
    if not source.named:
        return f"{source.said} is from {source.who}, who is not named"
    return f"{source.said} is only probably from {source.who}"
