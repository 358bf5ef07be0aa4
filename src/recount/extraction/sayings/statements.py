"""Statements of a report: quotations and clear indirect speech, each with its speaker and the word that tells it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from recount.model import Report, Span, Statement, StatementKind

from ..tables import code_of
from ..words.quotes import Paragraphs, Quote
from ..words.tokens import Token
from .indirect import asked_of, bare_clause
from .page import page
from .speakers import Scene
from .telling import Layout, Told, find_told

SCARE_WORDS = 2
"""A quotation of so few words is a statement only where a reporting word governs it."""

LEAST_WORDS = 4
"""Indirect speech of fewer words says too little to be a statement."""

_NEAR = 14
"""Tokens within which a speaker and a verb after a quotation still belong to it."""


_FAR = 40
"""Tokens within which the verb at a sentence's end still governs words between marks."""

_ENDS = frozenset(".!?…\"”'’")
"""What may end a sentence, the marks around it included."""

_LOOK = 2000
"""Characters of a paragraph that are looked at for its speaker: what is longer is no paragraph."""

_AROUND = 12
"""Statements before a quotation that are looked at for its paragraph's speaker."""


class Draft(NamedTuple):
    """A statement without its id."""

    kind: StatementKind
    span: Span
    speaker: Span | None
    cue: Span | None
    closed: bool


def find_statements(report: Report, tokens: Sequence[Token], language: object = "en") -> tuple[Statement, ...]:
    """The statements of a report in order of appearance, ids `<report.id>#q<n>`.

    `tokens` are the report's (see `tokens.tokenize`); `language` is a code or an object that carries one as `.code`.
    Never raises on any text. The words of reporting are `languages/<code>/reporting.toml`.
    """
    code = code_of(language)
    view, quotes, plan = page(report.text, tokens, code)
    told = find_told(view, plan)
    spoken, used = _quotations(view, plan, quotes, told)
    drafts = sorted([*spoken, *_paraphrases(view, plan, told, used)], key=lambda d: (d.span.start, d.span.end))
    return tuple(
        Statement(
            id=f"{report.id}#q{n}",
            report=report.id,
            kind=draft.kind,
            span=draft.span,
            speaker=draft.speaker,
            cue=draft.cue,
            closed=draft.closed,
        )
        for n, draft in enumerate(drafts, start=1)
    )


def _quotations(
    view: Scene, plan: Layout, quotes: Sequence[Quote], told: Sequence[Told]
) -> tuple[list[Draft], set[int]]:
    """The quotations that are statements, and the reporting words (by first token) that tell them."""
    starts = view.starts
    firsts = [one.first for one in told]
    made: list[Draft] = []
    used: set[int] = set()
    before: tuple[Quote, Draft] | None = None
    paragraphs = Paragraphs(view.text)
    for k, quote in enumerate(quotes):
        first, last = bisect_left(starts, quote.outer), bisect_left(starts, quote.after)
        after_that = bisect_left(starts, quotes[k + 1].outer) if k + 1 < len(quotes) else len(view.tokens)
        since = bisect_left(starts, quotes[k - 1].after) if k else 0
        cue = _cue(view, plan, told, firsts, quote, (since, first, last, after_that))
        span = Span.of(view.text, quote.start, quote.end)
        draft = Draft("quotation", span, None, None, quote.closed)
        few = len(span.exact.split()) <= SCARE_WORDS
        if few and _is_title(span.exact):
            continue
        heard = None if few or cue is not None else _heard(view, quote, paragraphs, told, firsts, made)
        if cue is not None:
            used.add(cue.first)
            draft = draft._replace(speaker=cue.speaker, cue=_cue_span(view, cue))
        elif before is not None and (quote.goes_on or _carried(view, before[0], quote, since, first)):
            draft = draft._replace(speaker=before[1].speaker, cue=before[1].cue)
        elif heard is not None:
            draft = draft._replace(speaker=heard[0], cue=heard[1])
        elif few or _is_title(span.exact.rstrip(",")):
            continue
        if quote.goes_on and before is not None and made and made[-1].speaker is None:
            made[-1] = made[-1]._replace(speaker=draft.speaker, cue=draft.cue)  # told only in its last paragraph
        made.append(draft)
        before = (quote, draft)
    return made, used


def _cue_span(view: Scene, cue: Told) -> Span:
    return Span.of(view.text, view.tokens[cue.first].start, view.tokens[cue.last - 1].end)


def _cue(
    view: Scene,
    plan: Layout,
    told: Sequence[Told],
    firsts: Sequence[int],
    quote: Quote,
    edges: tuple[int, int, int, int],
) -> Told | None:
    """The reporting word that governs a quotation: right after it, or before it in the same sentence."""
    since, first, last, after_that = edges
    sentence = plan.sentence(first)[0]
    ahead = _ahead(view, plan, told[bisect_left(firsts, last) : bisect_left(firsts, after_that)], quote, last)
    low = max(since, sentence)
    behind = told[bisect_left(firsts, low) : bisect_left(firsts, first)]
    behind_one = next(
        (one for one in reversed(behind) if not (one.inverted and one.first - 2 < since and since > sentence)), None
    )
    if behind_one is None and since > sentence and low == since and _only_joins(view, since, first):
        behind_one = _in_sentence(told, firsts, sentence, since)
    if behind_one is not None and first - behind_one.last <= 2:
        return behind_one
    return ahead or behind_one or _trailing(view, plan, told, firsts, quote, last)


def _trailing(
    view: Scene, plan: Layout, told: Sequence[Told], firsts: Sequence[int], quote: Quote, last: int
) -> Told | None:
    """The reporting word at the end of the sentence that words between marks are a part of ("…" homes, A said.)."""
    if not view.text[quote.start : quote.end].rstrip("'’")[-1:].isalnum() or last >= len(view.tokens):
        return None
    _, end = plan.sentence(last)
    k = bisect_left(firsts, end)
    one = told[k - 1] if k and firsts[k - 1] >= last else None
    if one is None or one.inherited or one.inverted or one.first - last > _FAR:
        return None
    return one if _ends_soon(view.tokens, one.last) else None


def _in_sentence(told: Sequence[Told], firsts: Sequence[int], sentence: int, since: int) -> Told | None:
    """The last reporting word of the same sentence, for a second quotation that it governs too."""
    k = bisect_left(firsts, since)
    return told[k - 1] if k and firsts[k - 1] >= sentence else None


def _only_joins(view: Scene, first: int, last: int) -> bool:
    """Whether so little stands between two quotations that one word governs both ("…" and "…")."""
    return last - first <= 4 and all(view.tokens[k].text not in {".", "\n"} for k in range(first, last))


def _ahead(view: Scene, plan: Layout, told: Sequence[Told], quote: Quote, last: int) -> Told | None:
    """The reporting word after a quotation that belongs to it, its subject standing right there."""
    tokens = view.tokens
    if not told:
        return None
    one = told[0]
    begin = last
    while begin < len(tokens) and tokens[begin].text in {",", "-", "–", "—"}:
        begin += 1
    if plan.sentence(one.first)[0] > begin or one.first - last > _NEAR or one.inherited:
        return None
    if one.inverted:
        return one if one.first == begin else None
    name = view.names.get(one.subject.first)
    opens = min(one.subject.first, name.head if name else one.subject.first)
    if opens > begin + 6 or any(tokens[k].text == "\n" for k in range(last, one.first)):
        return None
    final = view.text[quote.start : quote.end].rstrip("'’")[-1:]
    ended = final in ".…" or (begin > last and opens == begin)
    lost_comma = final.isalnum() and opens == begin
    if lost_comma or final in ",?!-—–" or view.text[quote.after : quote.after + 1] == ",":
        return one
    following = tokens[one.last].text if one.last < len(tokens) else "."
    return one if ended and (following in {".", ",", "\n", ":"} or _ends_soon(tokens, one.last)) else None


def _ends_soon(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sentence ends within three tokens ("Karim said on Sunday.")."""
    return any(token.text in {".", "\n"} for token in tokens[at : at + 4]) or at >= len(tokens)


def _carried(view: Scene, before: Quote, quote: Quote, since: int, first: int) -> bool:
    """Whether a quotation goes on with the speaker of the one before: same paragraph, only its attribution between."""
    between = view.text[before.after : quote.outer]
    if "\n" in between or first - since > _NEAR + 4:
        return False
    bare = between.strip()
    return not bare or bare in {",", "…", "..."} or bare in view.words.conjunctions or bare.endswith((".", ",", ":"))


def _heard(
    view: Scene,
    quote: Quote,
    paragraphs: Paragraphs,
    told: Sequence[Told],
    firsts: Sequence[int],
    made: Sequence[Draft],
) -> tuple[Span, Span | None] | None:
    """Who goes on speaking in a whole sentence between marks that no word tells: the one speaker of the words before.

    They are its own paragraph up to it, or the paragraph before where it opens its own and fills it. Where several
    have spoken there, nobody is plain.
    """
    words = view.text[quote.start : quote.end]
    if not words[0].isupper() or words.rstrip("'’")[-1] not in _ENDS:
        return None
    begin, end = paragraphs.around(quote.outer)
    begin, end = max(begin, quote.outer - _LOOK), min(end, quote.after + _LOOK)
    opens = not view.text[begin : quote.outer].strip()
    if opens:
        if view.text[quote.after : end].strip():
            return None
        begin, end = paragraphs.before(begin)
        begin = max(begin, end - _LOOK)
    else:
        if view.text[begin : quote.outer].rstrip()[-1] not in _ENDS:
            return None
        end = quote.outer
    speakers: dict[Span | None, Span | None] = {}
    starts = view.starts
    low, high = bisect_left(starts, begin), bisect_left(starts, end)
    for one in told[bisect_left(firsts, low) : bisect_left(firsts, high)]:
        speakers[one.speaker] = _cue_span(view, one)
    for draft in made[-_AROUND:]:
        if begin <= draft.span.start < end:
            speakers.setdefault(draft.speaker, draft.cue)
    if len(speakers) != 1:
        return None
    [(speaker, cue)] = speakers.items()
    return None if speaker is None else (speaker, cue)


def _is_title(words: str) -> bool:
    """Whether a quotation is the title of a work or a name: all of its longer words begin with a capital."""
    longer = [word for word in words.split() if len(word) > 3]
    return words[-1:] not in ".,!?" and len(longer) <= 8 and all(word[0].isupper() for word in longer)


def _paraphrases(view: Scene, plan: Layout, told: Sequence[Told], used: set[int]) -> list[Draft]:
    """Clear indirect speech whose speaker is known; none that overlaps another."""
    made: list[Draft] = []
    for one in told:
        if one.first in used or one.speaker is None:
            continue
        clause = _clause(view, plan, one)
        if clause is None:
            continue
        first, last = _stripped(view, *clause)
        if last - first < LEAST_WORDS or (made and made[-1].span.end > view.tokens[first].start):
            continue
        if _mostly_quoted(plan, first, last):
            continue
        span = Span.of(view.text, view.tokens[first].start, view.tokens[last - 1].end)
        made.append(Draft("paraphrase", span, one.speaker, _cue_span(view, one), closed=True))
    return made


def _mostly_quoted(plan: Layout, first: int, last: int) -> bool:
    return 4 * sum(plan.quoted[first:last]) > last - first


def _clause(view: Scene, plan: Layout, one: Told) -> tuple[int, int] | None:
    """The tokens of what a reporting word tells in indirect speech."""
    tokens, words = view.tokens, view.words
    start, end = plan.sentence(one.first)
    if one.inverted and one.last - one.first > 1:
        return _according(view, one, start, end)
    stem = tokens[one.first].stem
    for at in range(one.last, min(one.last + 7, end)):
        if tokens[at].text in {",", ":", ";"} or plan.quoted[at]:
            break
        if stem in words.indirect and tokens[at].stem in words.that:
            return at + 1, _to_semicolon(view, plan, at + 1, end)
        if stem in words.infinitive and tokens[at].stem in words.infinitive_marks and at == one.last:
            return at, end
    begin = None if one.inverted else bare_clause(view, one.first, one.last, end)
    if begin is None and not one.inverted:
        begin = asked_of(view, one.first, one.last, end)
    if begin is not None and not plan.quoted[begin]:
        return begin, _to_semicolon(view, plan, begin, end)
    name = view.names.get(one.subject.first)
    opens = name.head if name is not None else one.subject.first
    trails = opens > start and tokens[opens - 1].text == "," and end - one.last <= 5 and not one.inherited
    return (start, _without_apposition(view, start, opens - 1)) if trails and stem in words.indirect else None


def _to_semicolon(view: Scene, plan: Layout, first: int, end: int) -> int:
    """Where indirect speech ends: at a semicolon, or with its sentence."""
    return next((k for k in range(first, end) if view.tokens[k].text == ";" and not plan.quoted[k]), end)


def _without_apposition(view: Scene, start: int, comma: int) -> int:
    """The end of a clause before "…, its governor, Imad Labaki, said": the description is no part of what was said."""
    earlier = next((k for k in range(comma - 1, max(start, comma - 7), -1) if view.tokens[k].text == ","), None)
    if earlier is None or view.tokens[comma - 1].stem not in view.words.persons:
        return comma
    return earlier


def _according(view: Scene, one: Told, start: int, end: int) -> tuple[int, int] | None:
    """What is told "according to" somebody: the rest of a sentence that begins so, or all that stands before it."""
    tokens = view.tokens
    if one.first == start:
        comma = next((k for k in range(one.subject.last, end) if tokens[k].text == ","), None)
        return None if comma is None or comma - one.subject.last > 12 else (comma + 1, end)
    return (start, one.first) if end - one.subject.last <= 6 else None


def _stripped(view: Scene, first: int, last: int) -> tuple[int, int]:
    """A clause without marks and line breaks at its ends."""
    while last > first and view.tokens[last - 1].kind == "mark" and view.tokens[last - 1].text not in {")", '"', "”"}:
        last -= 1
    while first < last and view.tokens[first].kind == "mark" and view.tokens[first].text not in {"(", '"', "“"}:
        first += 1
    return first, last
