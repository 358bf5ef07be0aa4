"""One event's words: who says them, of what, and in whose mouth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from recount.model import (
    Choice,
    Event,
    Extraction,
    Framing,
    FramingKind,
    FramingRow,
    Links,
    Report,
    Span,
    Statement,
    Use,
)

from ..words import words
from .lexicon import lexicon, stem
from .tellings import tellings

LONGEST = 200_000
"""Characters of a report that are looked at."""
MOST_USES = 12
"""Places that are kept of one outlet's use of one word; all are counted."""
SET_APART = 4
"""So many words in quotation marks are words set apart; more are something said."""
_QUOTED = re.compile(
    r"“([^“”\n]{2,60})”|(?<![\w\"])\"(?=\w)([^\"\n]{2,60})\"(?!\w)|(?<!\w)‘(?=\w)([^‘’\n]{2,60})’(?!\w)"
)
_WHOSE = re.compile(r"['’ʼ]s$|(?<=s)['’ʼ]$")
_SPOKEN = re.compile(r"[,.!?…]$")


class _Used(NamedTuple):
    """One use, with the row that it belongs to, the outlet, and what the same words share."""

    row: str
    kind: FramingKind
    what: str
    outlet: str
    key: str
    use: Use


def framing(
    event: Event, reports: Mapping[str, Report], extractions: Mapping[str, Extraction], links: Links
) -> Framing | None:
    """How the outlets of an event put it; None where fewer than two outlets report it.

    `reports` and `extractions` by id; those of other events do no harm. A row stands for one thing for which at least
    two outlets have words, and not all the same; words of reserve and words in quotation marks are told of any outlet.
    Raises DataError where a language's table breaks its format.
    """
    here = [reports[id] for id in sorted(event.reports) if id in reports]
    outlets = tuple(sorted({report.outlet for report in here}))
    if len(outlets) < 2:
        return None
    used = [one for report in here for one in _uses(report, extractions.get(report.id))]
    used += _named(here, extractions, links)
    rows: dict[str, list[_Used]] = {}
    for one in used:
        rows.setdefault(one.row, []).append(one)
    made = [_row(event, row) for _, row in sorted(rows.items(), key=_order)]
    return Framing(
        event=event.id,
        outlets=outlets,
        rows=tuple(row for row in made if _tells(row)),
        tellings=tellings(event, here, extractions, links),
    )


_KINDS: tuple[FramingKind, ...] = ("actor", "people", "deed", "hedge", "quotation_marks")


def _order(row: tuple[str, Sequence[_Used]]) -> tuple[int, str]:
    return (_KINDS.index(row[1][0].kind), row[0])


def _tells(row: FramingRow) -> bool:
    """Whether outlets differ: they have several words for the thing, or only some of them are reserved."""
    if row.kind in ("hedge", "quotation_marks"):
        return True
    own = [choice for choice in row.choices if choice.times > choice.passed_on]
    return len({choice.outlet for choice in own}) > 1 and len({choice.words for choice in own}) > 1


def _uses(report: Report, extraction: Extraction | None) -> Iterator[_Used]:
    """The words of the lexicon in a report, and the few words that it sets in quotation marks."""
    text = report.text[:LONGEST]
    said = _Said(extraction.statements if extraction is not None else ())
    row = words(text)
    for found in lexicon(report.language).find(text, row):
        start, end = row[found.start].start, row[found.end - 1].end
        use = Use(report=report.id, span=Span.of(report.text, start, end), speaker=said.speaker(start))
        concept = found.concept
        yield _Used(f"{concept.kind}-{concept.id}", concept.kind, concept.what, report.outlet, found.key, use)
    for match in _QUOTED.finditer(text):
        start, end = match.span(match.lastindex or 0)
        few = words(text[start:end])
        if not 0 < len(few) <= SET_APART or _SPOKEN.search(text[start:end]) or said.holds(start, end):
            continue
        if _is_nickname(text, start, end):
            continue
        key = " ".join(stem(word.folded) for word in few)
        use = Use(report=report.id, span=Span.of(report.text, start, end), speaker=said.speaker(start))
        yield _Used("quotation_marks", "quotation_marks", "Words in quotation marks", report.outlet, key, use)


def _is_nickname(text: str, start: int, end: int) -> bool:
    """Whether quotation marks stand within a person's name: Omar “Moe” Haddad."""
    before, after = text[max(0, start - 40) : start - 1].split()[-1:], text[end + 1 : end + 40].split()[:1]
    return bool(before and after) and before[0][:1].isupper() and after[0][:1].isupper()


class _Said:
    """What a report passes on of others' words."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = sorted(statements, key=lambda one: (one.span.start, one.id))

    def speaker(self, at: int) -> str | None:
        """Whose words stand at an offset; None where they are the outlet's own."""
        for one in self._statements:
            if one.span.start <= at < one.span.end:
                return " ".join(one.speaker.exact.split()) if one.speaker is not None else "somebody"
        return None

    def holds(self, start: int, end: int) -> bool:
        """Whether a stretch is itself a quotation: what somebody said, and no words set apart."""
        return any(one.kind == "quotation" and one.span.start <= start and end <= one.span.end
                   for one in self._statements)  # fmt: skip


def _named(here: Sequence[Report], extractions: Mapping[str, Extraction], links: Links) -> Iterator[_Used]:
    """The words by which reports name one and the same actor, as linking ties them."""
    actors = {actor.id: actor for actor in links.actors}
    tied = {perpetration.claim: perpetration.actor for perpetration in links.perpetrations}
    for report in here:
        extraction = extractions.get(report.id)
        if extraction is None:
            continue
        said, seen = _Said(extraction.statements), set()
        for claim in extraction.claims:
            actor = actors.get(tied.get(claim.id, ""))
            span = claim.perpetrator
            if actor is None or span is None or (span.start, span.end) in seen:
                continue
            seen.add((span.start, span.end))
            key = " ".join(stem(word.folded) for word in words(span.exact) if word.folded != "the")
            use = Use(report=report.id, span=span, speaker=said.speaker(span.start))
            yield _Used(f"actor-{actor.id}", "actor", actor.name, report.outlet, key, use)


def _plainest(form: tuple[str, int]) -> tuple[bool, bool, int, str]:
    """Sort key of the ways one word is written: not in capitals, nor as the first of a sentence, then the commonest."""
    words, times = form
    return (words.isupper(), words[:1].isupper(), -times, words)


def _row(event: Event, used: Sequence[_Used]) -> FramingRow:
    by: dict[tuple[str, str], list[Use]] = {}
    for one in used:
        by.setdefault((one.outlet, one.key), []).append(one.use)
    forms: dict[str, Counter[str]] = {}
    for one in used:
        form = " ".join(one.use.span.exact.split())
        forms.setdefault(one.key, Counter())[_WHOSE.sub("", form)] += 1
    shown = {key: min(found.items(), key=_plainest)[0] for key, found in forms.items()}
    choices = [
        Choice(
            outlet=outlet,
            words=shown[key],
            times=len(uses),
            passed_on=sum(1 for use in uses if use.speaker is not None),
            uses=tuple(sorted(uses, key=lambda use: (use.speaker is not None, use.report, use.span.start))[:MOST_USES]),
        )
        for (outlet, key), uses in by.items()
    ]
    choices.sort(key=lambda one: (one.outlet, one.passed_on == one.times, one.passed_on - one.times, one.words))
    first = used[0]
    return FramingRow(id=f"{event.id}/{first.row}", kind=first.kind, what=first.what, choices=tuple(choices))
