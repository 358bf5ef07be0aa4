"""Claimants: who vouches for a claim, from its own sentence, its quotation, or the account that it goes on with."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from recount.model import Span, Statement

from ..counting.counts import Count
from ..sayings.attribution import governed
from ..sayings.reporting import reporting
from ..sayings.saying import Saying
from ..sayings.sources import Source, Sources
from ..words.phrases import Np, head_of, np_after, span_of
from ..words.syntax import parts_played
from .view import Line, View

Named = Mapping[tuple[int, int], Source]
"""Every saying's source by (line, index in the line)."""


def name_sources(view: View) -> Named:
    """Every saying's source by (line, index in the line), in the order of the text."""
    sources = Sources(view.text, view.tokens, view.tags, view.language)
    named: dict[tuple[int, int], Source] = {}
    for number, line in enumerate(view.lines):
        subject = _subject_before(view, number)
        if subject is not None:
            sources.tell(subject)
        for at, saying in enumerate(line.sayings):
            source = sources.name(saying)
            if source is not None:
                named[(number, at)] = source
    for number, np in _speaking(view).items():
        source = sources.name(Saying(np, np, np.last, np.last, "headline", ""))
        if source is not None:
            named[(number, SPEAKS)] = source._replace(rule="speaks in a transcript")
    for number, np in _stated(view).items():
        named.setdefault((number, SPEAKS), sources.plain(np, "whose statement the text is"))
    return named


SPEAKS = -1
"""The index under which a line's speaker stands in a transcript."""


def _speaking(view: View) -> dict[int, Np]:
    """The speakers of a transcript by line: "NOUR: We hear that …". One line alone of that form is none."""
    heads: dict[int, Np] = {}
    for line in view.lines:
        first = line.sentence.first
        if line.paragraph in heads or (first and view.tokens[first - 1].text != "\n"):
            continue
        k = first
        while k < line.sentence.last and k - first < 4 and view.tokens[k].text.isupper():
            k += 1
        if first < k < line.sentence.last and view.tokens[k].text == ":":
            heads[line.paragraph] = Np(first, k)
    if len(heads) < 2:
        return {}
    return {number: heads[line.paragraph] for number, line in enumerate(view.lines) if line.paragraph in heads}


def _stated(view: View) -> dict[int, Np]:
    """Whose statement the text is, for the lines after its heading: "Statement by Salma Nour, director of …"."""
    known = reporting(view.language)
    for number, line in enumerate(view.lines[:HEADING]):
        first, last = line.sentence.first, line.sentence.last
        if (
            last - first > 3
            and view.tokens[first].stem in known.headed
            and view.tokens[first + 1].stem in known.headed_by
        ):
            np = np_after(view.tokens, view.tags, first + 2, last, titles=True)
            under = (at for at in range(number + 1, len(view.lines)) if view.lines[at].news)
            return dict.fromkeys(under, np) if np is not None else {}
    return {}


HEADING = 6
"""So many lines at the beginning may hold a heading."""


def _subject_before(view: View, number: int) -> Np | None:
    """The subject of the sentence before a pronoun that speaks ("The clinic went through its book. It said …").

    Only where nobody speaks in that sentence, and where the phrase can be a source.
    """
    line = view.lines[number]
    if not number or not line.sayings or line.paragraph != view.lines[number - 1].paragraph:
        return None
    before = view.lines[number - 1]
    source = line.sayings[0].source
    known = reporting(view.language)
    if before.sayings or source.last - source.first > 1 or view.tokens[source.first].stem not in known.pronouns:
        return None
    tokens, tags, sentence = view.tokens, view.tags, before.sentence
    np = np_after(tokens, tags, sentence.first, sentence.last, links=_LINKS)
    if np is None or np.last >= sentence.last or tags[np.last] not in "VAEM":
        return None
    head = tokens[head_of(tokens, tags, np)].stem
    return np if head in known.organs or head in known.roles or head in known.short else None


_LINKS = frozenset(["of", "for", "in", "at"])


def claimant_of(
    view: View, number: int, count: Count, named: Named, statements: Sequence[Statement]
) -> tuple[Saying | None, Source | None]:
    """The saying that governs a count of line `number`, and the source that vouches for it."""
    line = view.lines[number]
    saying = governed(line.sayings, count.first)
    if saying is not None:
        at = line.sayings.index(saying)
        return saying, named.get((number, at))
    speaker = _speaker(view.tokens[count.first].start, statements)
    if speaker is not None:
        return None, Source(speaker, True, frozenset(), "speaker of the quotation")
    if (number, SPEAKS) in named:
        return None, named[(number, SPEAKS)]
    if goes_on(view, number) or _goes_on_counting(view, number, count):
        before = view.lines[number - 1]
        for at in range(len(before.sayings) - 1, -1, -1):
            source = named.get((number - 1, at))
            if not _carries(view, before.sayings[at], source, stem_at(view, number)):
                continue
            if source is not None:
                return None, source._replace(rule="goes on with the account before it")
    return None, _of_list(view, number, named)


def _of_list(view: View, number: int, named: Named) -> Source | None:
    """The source of the toll that a list breaks down: who speaks in the line that opens it, or right before that."""
    intro = view.lists.get(number)
    if intro is None or view.lines[number].sayings or not view.lines[number].news:
        return None
    goes_on = intro > 0 and view.tags[view.lines[intro].sentence.first] == "D"
    near = goes_on and view.lines[intro - 1].paragraph >= view.lines[intro].paragraph - 1
    for opener in (intro, intro - 1) if near else (intro,):
        for at in range(len(view.lines[opener].sayings) - 1, -1, -1):
            source = named.get((opener, at))
            if source is not None:
                return source._replace(rule="opens the list")
    return None


def _speaker(start: int, statements: Sequence[Statement]) -> Span | None:
    """The speaker of the quotation that holds an offset. Statements are sorted, and few overlap."""
    at = bisect_right(statements, start, key=lambda statement: statement.span.start)
    for statement in reversed(statements[max(0, at - 4) : at]):
        if statement.kind == "quotation" and start < statement.span.end and statement.speaker is not None:
            return statement.speaker
    return None


def relays_of(view: View, saying: Saying | None) -> tuple[Span, ...]:
    """The outlet that the source told ("…, he told AFP"): it passed the figure on."""
    if saying is None or saying.to is None:
        return ()
    known = reporting(view.language)
    if not any(view.tokens[k].stem in known.agencies for k in range(*saying.to)):
        return ()
    return (span_of(view.text, view.tokens, saying.to),)


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
        return (
            stems[0] in parts_played(view.language)["definite"]
            and len(stems) > 1
            and any(stem in known.anaphors for stem in stems[1:3])
        )
    if stems[0] in known.adding and view.tags[first + 1] != "#" and not _counted_at(line, first):
        return False  # "Another bomb …" is no part of the account
    if stems[0] in known.connectives or not known.follows.isdisjoint(stems) or _its_count(view, line):
        return True
    if before.frames and _of_them(view, line):
        return True
    if not before.frames and _after_according(view, before, line):
        return True
    if stems[0] == "in" and any(
        view.tokens[k].stem in known.witnesses for saying in before.sayings for k in range(*saying.source)
    ):
        return True
    return stems[0] in parts_played(view.language)["definite"] and any(stem in known.anaphors for stem in stems[1:3])


def _counted_at(line: Line, first: int) -> bool:
    """Whether a count begins at a token."""
    return any(count.first == first for count in line.sentence.counts)


def _after_according(view: View, before: Line, line: Line) -> bool:
    """Whether a toll follows a sentence that its source opens: "According to the clinic shells hit Tell. Nine died".

    Not where it tells of a war, or of what lies apart.
    """
    saying = before.sayings[-1]
    if saying.kind != "according" or saying.cue.first != before.sentence.first or not line.frames:
        return False
    apart = reporting(view.language).apart
    return not any(view.tokens[k].stem in apart for k in range(line.sentence.first, line.sentence.last))


def _of_them(view: View, line: Line) -> bool:
    """Whether a sentence counts some of those told of before: "At least 45 of them died in Tell"."""
    known = reporting(view.language)
    return any(
        count.figure.last + 1 < line.sentence.last
        and view.tokens[count.figure.last].stem == "of"
        and view.tokens[count.figure.last + 1].stem in known.told_of
        for count in line.sentence.counts
    )


def _goes_on_counting(view: View, number: int, count: Count) -> bool:
    """Whether a count goes on with the tolls of the attributed sentence before it in its paragraph.

    "Two guards were also killed", "No casualties were reported", and a further perpetrator's toll ("Rebels killed nine,
    the network wrote. Soldiers killed 20").
    """
    before, line = view.lines[number - 1], view.lines[number]
    if not number or not before.sayings or before.paragraph != line.paragraph or not line.news:
        return False
    frame = next((frame for frame in line.frames if line.sentence.counts[frame.at] is count), None)
    if frame is None:
        return False
    saying, known = before.sayings[-1], reporting(view.language)
    also = parts_played(view.language)["also"]
    if any(view.tokens[k].stem in also for k in range(line.sentence.first, frame.first)):
        return not saying.lemma or saying.lemma in known.objects or bool(before.frames)
    if count.figure.kind == "none" and saying.lemma in known.objects:
        return True
    actors = frame.relation == "object" and any(other.relation == "object" for other in before.frames)
    return actors and saying.kind == "after" and view.tags[frame.first] != "G"


def _its_count(view: View, line: Line) -> bool:
    """Whether a sentence speaks of the toll of whoever spoke before it: "Its count had stood at 90"."""
    known = reporting(view.language)
    return any(
        view.tokens[k].stem in known.owners
        and any(view.tokens[j].stem in known.tolls for j in range(k + 1, min(k + 3, line.sentence.last)))
        for k in range(line.sentence.first, line.sentence.last)
    )
