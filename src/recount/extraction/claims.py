"""Claims: the frames of a report made into toll claims, each field with the cue that led to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from recount.model import Claim, Cue, Scope, Span, Statement

from .attribution import Saying, governed, reporting
from .counts import Count
from .frames import Frame
from .leaning import lean
from .perpetrators import perpetrator_of
from .phrases import span_of
from .places import place_of
from .scope import scope_of
from .sources import Source, Sources
from .timing import as_of, dateline_of, said_time, when_field, when_of
from .groups import told_of
from .view import Line, View


class Draft(NamedTuple):
    """A claim in the making: its line, count and frame."""

    line: int
    count: Count
    frame: Frame


def find_claims(view: View, statements: Sequence[Statement]) -> tuple[Claim, ...]:
    """The toll claims of a report in the order of their figures."""
    drafts = [
        Draft(number, line.sentence.counts[frame.count], frame)
        for number, line in enumerate(view.lines)
        for frame in line.frames
        if frame.real
    ]
    if not drafts:
        return ()
    named = _name_sources(view)
    dateline = dateline_of(view)
    made: list[Claim] = []
    ids: dict[tuple[int, int], str] = {}
    scopes: dict[tuple[int, int], Scope] = {}
    for number, draft in enumerate(drafts, start=1):
        ids[(draft.line, draft.frame.count)] = f"{view.report.id}#c{number}"
    for draft in drafts:
        made.append(_claim(view, draft, ids, scopes, named, statements, dateline))
    return lean(view, [(draft.line, draft.frame) for draft in drafts], made)


def _name_sources(view: View) -> dict[tuple[int, int], Source]:
    """Every saying's source by (line, index in the line), in the order of the text."""
    sources = Sources(view.text, view.tokens, view.tags, view.language)
    named: dict[tuple[int, int], Source] = {}
    for number, line in enumerate(view.lines):
        for at, saying in enumerate(line.sayings):
            source = sources.name(saying)
            if source is not None:
                named[(number, at)] = source
    return named


def _claim(view, draft, ids, scopes, named, statements, dateline) -> Claim:  # type: ignore[no-untyped-def]
    line = view.lines[draft.line]
    count, frame = draft.count, draft.frame
    tokens = view.tokens
    span = Span.of(view.text, tokens[count.figure.first].start, tokens[count.figure.last - 1].end)
    cues = [Cue("figure", span, count.figure.figure.modifier)]
    cues.append(Cue("outcome", Span.of(view.text, tokens[frame.first].start, tokens[frame.last - 1].end), frame.relation))
    victims = None
    if count.phrase.heads:
        victims = Span.of(view.text, tokens[count.phrase.first].start, tokens[count.phrase.last - 1].end)
        cues.append(Cue("victims", victims, count.phrase.counts))
    told = told_of(view, line, count, frame)
    saying, source = _attributed(view, draft, named, statements)
    claimant = source.span if source is not None else None
    if saying is not None and claimant is not None:
        cues.append(Cue("claimant", span_of(view.text, tokens, saying.cue), saying.kind))
    elif source is not None:
        cues.append(Cue("claimant", source.span, source.rule))
    said = said_time(view, line, saying)
    when = when_of(view, line, count, frame, said)
    scope, words, rule = scope_of(view, draft.line, count, frame, when)
    whole = scopes.get((draft.line, frame.head)) if frame.head is not None else None
    if whole is not None and whole != scope:
        scope, words, rule = whole, None, "as the total that it belongs to"
    elif scope == "current" and scopes.get((draft.line, -1)) == "background":
        scope, words, rule = "background", None, "as the toll before it in the sentence"
    scopes[(draft.line, frame.count)] = scopes[(draft.line, -1)] = scope
    cues.append(Cue("scope", words or span, rule))
    place = place_of(view, line, count)
    if place is not None:
        cues.append(Cue("place", *place))
    perpetrator = perpetrator_of(view, line, count, frame)
    if perpetrator is not None:
        cues.append(Cue("perpetrator", *perpetrator))
    part_of = None
    if frame.relation == "part" and frame.head is not None:
        part_of = ids.get((draft.line, frame.head))
    return Claim(
        id=ids[(draft.line, frame.count)], report=view.report.id, span=span, figure=count.figure.figure, outcome=frame.outcome,
        victims=victims, status=told.status, age=told.age, sex=told.sex, claimant=claimant,
        perpetrator=perpetrator[0] if perpetrator else None, place=place[0] if place else None, when=when_field(when),
        as_of=as_of(view, said, dateline), scope=scope, part_of=part_of, cues=tuple(cues),
    )  # fmt: skip


def _attributed(view, draft, named, statements):  # type: ignore[no-untyped-def]
    line = view.lines[draft.line]
    saying = governed(line.sayings, draft.count.first)
    if saying is not None:
        at = line.sayings.index(saying)
        return saying, named.get((draft.line, at))
    start = view.tokens[draft.count.first].start
    for statement in statements:
        if statement.kind == "quotation" and statement.span.start <= start < statement.span.end and statement.speaker is not None:
            return None, Source(statement.speaker, True, frozenset(), "speaker of the quotation")
    if goes_on(view, draft.line):
        before = view.lines[draft.line - 1]
        for at in range(len(before.sayings) - 1, -1, -1):
            source = named.get((draft.line - 1, at))
            if not _carries(view, before.sayings[at], source, stem_at(view, draft.line)):
                continue
            if source is not None:
                return None, source._replace(rule="goes on with the account before it")
    return None, None


def _carries(view: View, saying: Saying, source: Source | None, opener: str) -> bool:
    """Whether a saying's account can go on into the next sentence: plain telling, by somebody who gives an account."""
    known = reporting(view.language)
    if opener == "in":
        return any(view.tokens[k].stem in known.witnesses for k in range(*saying.source))
    if saying.lemma not in known.after and saying.lemma not in known.objects and saying.kind != "according":
        return False
    return source is None or not source.person or opener != "another"


def stem_at(view: View, number: int) -> str:
    """The first word of a line."""
    return view.tokens[view.lines[number].sentence.first].stem


def goes_on(view: View, number: int) -> bool:
    """Whether a sentence plainly goes on with the account of the attributed one before it."""
    if number == 0 or not view.lines[number - 1].sayings:
        return False
    line, before = view.lines[number], view.lines[number - 1]
    known = reporting(view.language)
    first = line.sentence.first
    stems = [view.tokens[k].stem for k in range(first, min(first + 4, line.sentence.last))]
    if not stems:
        return False
    if line.paragraph - before.paragraph > 0 and stems[0] not in known.connectives:
        return stems[0] in ("the", "this", "these") and len(stems) > 1 and any(stem in known.anaphors for stem in stems[1:3])
    if stems[0] in known.connectives:
        return True
    if stems[0] == "in" and any(view.tokens[k].stem in known.witnesses for saying in before.sayings for k in range(*saying.source)):
        return True
    return stems[0] in ("the", "this", "these", "that") and any(stem in known.anaphors for stem in stems[1:3])
