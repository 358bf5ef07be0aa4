"""Accounts: whether a sentence that names no source goes on with what somebody was said to tell before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..counting.counts import Count
from ..sayings.reporting import reporting
from ..sayings.saying import Saying
from ..sayings.sources import Source
from ..view.line import Line
from ..view.view import View
from ..words.syntax import parts_played
from .papers import by_paper, enumerates, of_total

Named = Mapping[tuple[int, int], Source]
"""Every saying's source by (line, index in the line)."""

CHAIN = 3
"""So many sentences back an account may have begun."""


def account_before(view: View, number: int, count: Count, named: Named) -> tuple[int, int] | None:
    """The saying (line, index in the line) with whose account a count goes on; None where it stands alone."""
    if (told := _told_on(view, number, named)) is not None:
        return told
    back = _teller(view, number)
    if back is None or not (_goes_on(view, number, back) or _goes_on_counting(view, number, back, count)):
        return None
    sayings = view.lines[back].sayings
    for at in range(len(sayings) - 1, -1, -1):
        source = named.get((back, at))
        if source is not None and _carries(view, number, count, sayings[at], source):
            return back, at
    return None


def _told_on(view: View, number: int, named: Named) -> tuple[int, int] | None:
    """The saying of whoever tells what happened, whose account goes on through its short paragraph.

    "Police said a gunman burst in. He opened fire. Two guests were hit": an investigator's account goes on after any
    saying, that of somebody in an office after one that opens it. Only where it has told of violence; not where a
    sentence tells of another time, nor in a quotation.
    """
    line, known = view.lines[number], reporting(view.language)
    first = line.sentence.first
    stems = view.stems[first : line.sentence.last]
    apart = known.apart | known.history | known.aside
    if not line.frames or line.sayings or view.tags[first] == '"' or not apart.isdisjoint(stems):
        return None
    dated = view.tags[first] == "P" and view.tags[first + 1] == "H"  # "On Monday four died there"
    if dated or any(len(stem) == YEAR and stem.isdecimal() for stem in stems):
        return None
    harm = False
    for back in range(number - 1, max(-1, number - CHAIN - 1), -1):
        before = view.lines[back]
        if before.paragraph != line.paragraph:
            return None
        violent = not known.anaphors.isdisjoint(view.stems[before.sentence.first : before.sentence.last])
        harm = harm or violent or bool(before.frames or before.predicates)
        if before.sayings:
            at = len(before.sayings) - 1
            told = _goes_through(view, number, before.sayings[at], named.get((back, at)), harm)
            return (back, at) if told else None
    return None


YEAR = 4
"""Digits of a year."""


def _goes_through(view: View, number: int, saying: Saying, source: Source | None, harm: bool) -> bool:
    """Whether an account, which has told of `harm` or has not, is one that goes on through its paragraph."""
    known = reporting(view.language)
    if source is None or not _short_paragraph(view, number):
        return False
    if not known.investigators.isdisjoint(source.stems) and known.warring.isdisjoint(source.stems):
        return True
    tells = saying.lemma in known.carrying or saying.lemma in known.objects
    office = source.person and not known.roles.isdisjoint(source.stems)
    return harm and office and saying.kind == "before" and tells


def _short_paragraph(view: View, number: int) -> bool:
    """Whether a line stands in a paragraph of a few sentences, not in a text that has lost its paragraphs."""
    paragraph = view.lines[number].paragraph
    near = view.lines[max(0, number - PARAGRAPH) : number + PARAGRAPH + 1]
    return sum(line.paragraph == paragraph for line in near) <= PARAGRAPH


PARAGRAPH = 6
"""A paragraph of more sentences than this is none."""


def _teller(view: View, number: int) -> int | None:
    """The last line before that has a source; those between go on with its account, or tell what is not known."""
    back = number - 1
    while back >= 0 and number - back <= CHAIN:
        line = view.lines[back]
        if line.sayings:
            return back
        if line.frames and back and of_total(view, line) and (told := _teller(view, back)) is not None:
            return told
        if back and view.lines[back - 1].sayings and (_goes_on(view, back, back - 1) or enumerates(view, back)):
            return back - 1
        if line.frames or not (_unknown(view, line) or _of_all(view, line)):
            return None
        back -= 1
    return None


def _of_all(view: View, line: Line) -> bool:
    """Whether a sentence without a toll tells more of those told of before: "They were killed in raids"."""
    return view.stems[line.sentence.first] in reporting(view.language).told_of_all and bool(line.predicates)


def _unknown(view: View, line: Line) -> bool:
    """Whether a sentence only tells what is not known: "It was not clear who flew the planes"."""
    known, stems = reporting(view.language), view.stems[line.sentence.first : line.sentence.last]
    return not known.unknown.isdisjoint(stems) or ("not" in stems and not known.unsettled.isdisjoint(stems))


def _carries(view: View, number: int, count: Count, saying: Saying, source: Source | None) -> bool:
    """Whether a saying's account can go on into a later sentence: plain telling, by somebody who gives an account."""
    known = reporting(view.language)
    opener = view.tokens[after_leading(view, view.lines[number])].stem
    line = view.lines[number]
    follows = _opened(view, line.sentence.first) or within_attacks(view, line) or _further(view, count)
    if opener == "in" and not follows:
        return not known.witnesses.isdisjoint(view.stems[saying.source.first : saying.source.last])
    shows = saying.lemma in known.showing and by_paper(view, saying)
    tells = saying.lemma in known.carrying or saying.lemma in known.objects or saying.kind == "according"
    if not tells and not shows:
        return False
    return source is None or not source.person or opener != "another"


def _goes_on(view: View, number: int, back: int) -> bool:
    """Whether a sentence plainly goes on with the account of the attributed line `back`."""
    line, before = view.lines[number], view.lines[back]
    known = reporting(view.language)
    first = after_leading(view, line)
    stems = [view.tokens[k].stem for k in range(first, min(first + 4, line.sentence.last))]
    if not stems:
        return False
    if _tells_history(view, line) or _came_after(view, line):
        return False
    if within_attacks(view, line):
        return True
    if line.paragraph - before.paragraph < 2 and (
        _opened(view, line.sentence.first)
        or _follows_on(view, line, first, stems)
        or _tells_of_one(view, line, before, stems)
    ):
        return True
    if _broken_down(view, line, first):
        return True
    if before.frames and line.paragraph - before.paragraph < 2 and of_total(view, line):
        return True
    if line.paragraph - before.paragraph > 0 and stems[0] not in known.connectives:
        return (
            stems[0] in parts_played(view.language)["definite"]
            and len(stems) > 1
            and any(stem in known.anaphors for stem in stems[1:3])
        )
    if before.frames and len(stems) > 1 and stems[0] in known.told_of_all and _includes(view, stems[1]):
        return True
    if stems[0] in known.adding and view.tags[first + 1] != "#" and not _counted_at(line, first):
        return False  # "Another bomb …" is no part of the account
    if stems[0] in known.connectives or not known.follows.isdisjoint(stems) or _its_count(view, line):
        return True
    if before.frames and (
        _of_them(view, line)
        or _same_number(view, line, before)
        or _adds_up(line, before)
        or _told_again(line, before)
        or _among_dead(view, line)
    ):
        return True
    if number - back == 1 and not before.frames and _after_according(view, before, line):
        return True
    if stems[0] == "in" and any(
        not known.witnesses.isdisjoint(view.stems[saying.source.first : saying.source.last])
        for saying in before.sayings
    ):
        return True
    pointing = parts_played(view.language)["definite"] | known.told_of_all
    return stems[0] in pointing and any(stem in known.anaphors for stem in stems[1:3])


def _broken_down(view: View, line: Line, first: int) -> bool:
    """Whether a sentence breaks those told of before down: "By place, they are: nine in Tell, four in Nahr"."""
    known, be = reporting(view.language), parts_played(view.language)["be"]
    if view.stems[first] not in known.told_of_all or view.stems[first + 1] not in be or not line.frames:
        return False
    return any(view.tokens[k].text == ":" for k in range(first + 2, min(first + 5, line.sentence.last)))


def _follows_on(view: View, line: Line, first: int, stems: Sequence[str]) -> bool:
    """Whether a sentence tells what the one before led to, when that happened, or of one more such attack.

    "This led to the death of five", "It happened at noon, and nine died", "Two other shells hit the station".
    """
    known = reporting(view.language)
    if len(stems) < 3:
        return False
    if stems[0] in known.told_of_it and stems[1] in (known.happened if stems[0] == "it" else known.causing):
        return True
    if view.tags[first] in "#D" and stems[1] in known.others and stems[2] in known.anaphors:
        return True
    return view.tags[first] == "#" and not known.others.isdisjoint(stems[1:3]) and _in_attack(view, line)


def _in_attack(view: View, line: Line) -> bool:
    """Whether a sentence ends in the attack told of before: "Nine more people were hurt in the ambush"."""
    known, definite = reporting(view.language), parts_played(view.language)["definite"]
    last = line.sentence.last - (view.tags[line.sentence.last - 1] == ".")
    stems = view.stems[max(line.sentence.first, last - 3) : last]
    return len(stems) == 3 and stems[0] in known.within and stems[1] in definite and stems[2] in known.anaphors


def _opened(view: View, first: int) -> bool:
    """Whether a sentence opens with words that add it to the one before: "As a result …", "In addition …"."""
    openers = reporting(view.language).openers
    return any(tuple(view.stems[first : first + length]) in openers for length in range(1, 4))


def _tells_of_one(view: View, line: Line, before: Line, stems: Sequence[str]) -> bool:
    """Whether a sentence goes on telling of one person of whom a body told: "He died with three colleagues"."""
    known = reporting(view.language)
    if stems[0] not in known.persons or not line.frames or not before.sayings:
        return False
    source = before.sayings[-1].source
    people = known.roles | known.persons
    person = any(view.tokens[k].stem in people for k in range(source.first, source.last))
    return not person and not known.organs.isdisjoint(view.stems[source.first : source.last])


def _told_again(line: Line, before: Line) -> bool:
    """Whether a toll is told again with more of it: "48 died, the group said. Soldiers killed 48 with knives"."""
    tolls = {
        (before.sentence.counts[frame.at].figure.figure.stated, frame.outcome) for frame in before.frames if frame.real
    }
    for frame in line.frames:
        figure = line.sentence.counts[frame.at].figure.figure
        if (figure.low or 0) >= FEW and (figure.stated, frame.outcome) in tolls:
            return True
    return False


FEW = 10
"""From so many on, the same number twice in a row is the same toll."""


def _among_dead(view: View, line: Line) -> bool:
    """Whether a sentence says who some of those told of before were: "Five nurses were among the dead"."""
    known = reporting(view.language)
    for k in range(line.sentence.first + 1, line.sentence.last - 2):
        if view.stems[k] == "among" and view.tags[k - 1] == "A" and view.stems[k + 2] in known.anaphors:
            return True
    return False


def after_leading(view: View, line: Line) -> int:
    """Where a sentence begins after words that only lead to it: "In addition, these operations …"."""
    first, last = line.sentence.first, line.sentence.last
    for k in range(first + 1, min(first + 5, last - 1)):
        if view.tags[k] == ",":
            return k + 1 if " ".join(view.stems[first:k]) in reporting(view.language).leading else first
    return first


def within_attacks(view: View, line: Line) -> bool:
    """Whether a sentence opens with the attacks told of before: "During those attacks, …", "In the same attack …"."""
    known, first = reporting(view.language), line.sentence.first
    stems = view.stems[first : min(first + 4, line.sentence.last)]
    within = len(stems) > 3 and stems[0] in known.within and stems[1] in parts_played(view.language)["definite"]
    return within and (stems[2] in known.anaphors or (stems[2] == "same" and stems[3] in known.anaphors))


def _same_number(view: View, line: Line, before: Line) -> bool:
    """Whether a sentence opens with those counted right before: "Two men were shot. The two men died"."""
    first = line.sentence.first
    if view.stems[first] not in parts_played(view.language)["definite"] or view.tags[first + 1] != "#":
        return False
    told = {before.sentence.counts[frame.at].figure.figure.stated for frame in before.frames}
    return any(count.figure.core == first + 1 and count.figure.figure.stated in told for count in line.sentence.counts)


def _adds_up(line: Line, before: Line) -> bool:
    """Whether a sentence breaks the toll before it down: "148 died, the group said. 100 died in Tell, 48 in Nahr"."""
    parts = [line.sentence.counts[frame.at].figure.figure.low for frame in line.frames]
    if len(parts) < 2 or None in parts:
        return False
    totals = {before.sentence.counts[frame.at].figure.figure.low for frame in before.frames}
    return sum(part or 0 for part in parts) in totals


def _tells_history(view: View, line: Line) -> bool:
    """Whether a sentence compares with what was before, as only the report does: "The raid was the deadliest since"."""
    history = reporting(view.language).history
    return not history.isdisjoint(view.stems[line.sentence.first : line.sentence.last])


def _came_after(view: View, line: Line) -> bool:
    """Whether a sentence puts an attack beside others, as the report does: "The attacks came after …"."""
    stems = view.stems[line.sentence.first : min(line.sentence.first + 8, line.sentence.last)]
    came, after = reporting(view.language).came, reporting(view.language).aftermath
    return any(one in came and other in after for one, other in pairwise(stems))


def _includes(view: View, stem: str) -> bool:
    """Whether a verb tells what a toll is made of: "They include 67 civilians"."""
    return stem in parts_played(view.language)["includes"]


def _counted_at(line: Line, first: int) -> bool:
    """Whether a count begins at a token."""
    return any(count.first == first for count in line.sentence.counts)


def _after_according(view: View, before: Line, line: Line) -> bool:
    """Whether a toll follows a sentence that its source opens: "According to the clinic shells hit Tell. Nine died".

    Not where it tells of a war, or of what lies apart.
    """
    first = before.sentence.first
    opens = any(saying.kind == "according" and saying.cue.first == first for saying in before.sayings)
    if not opens or not line.frames:
        return False
    apart = reporting(view.language).apart
    return apart.isdisjoint(view.stems[line.sentence.first : line.sentence.last])


def _of_them(view: View, line: Line) -> bool:
    """Whether a sentence counts some of those told of before: "At least 45 of them died in Tell"."""
    known, stems, last = reporting(view.language), view.stems, line.sentence.last
    for count in line.sentence.counts:
        at = count.figure.last
        if at + 2 >= last or stems[at] != "of":
            continue
        if count is line.sentence.counts[0] and stems[at + 1] in known.told_of:
            return True
        if view.tags[at + 1] == "D" and not known.wholes.isdisjoint(stems[at + 2 : at + 4]):
            return True  # "air raids killed 60 of the week's victims"
    return False


def _goes_on_counting(view: View, number: int, back: int, count: Count) -> bool:
    """Whether a count goes on with the tolls of the attributed sentence before it in its paragraph.

    "Two guards were also killed", "No casualties were reported", and a further perpetrator's toll ("Rebels killed nine,
    the network wrote. Soldiers killed 20").
    """
    before, line = view.lines[back], view.lines[number]
    apart = line.paragraph - before.paragraph
    if apart > 1 or not line.news:
        return False
    frame = next((frame for frame in line.frames if line.sentence.counts[frame.at] is count), None)
    if frame is None:
        return False
    saying, known = before.sayings[-1], reporting(view.language)
    also = parts_played(view.language)["also"]
    tells = saying.kind == "according" or saying.lemma in known.objects or saying.lemma in known.carrying
    before_it = view.stems[line.sentence.first : frame.first]
    told_anew = any(known.lemmas.get(stem) in known.passive for stem in before_it)  # "Deaths have also been reported"
    if not also.isdisjoint(before_it) and not told_anew:
        return not saying.lemma or tells or bool(before.frames)
    if apart:
        return False
    if count.figure.kind == "none" and tells:
        return True
    if before.frames and tells and _further(view, count):
        return True
    actors = frame.relation == "object" and any(other.relation == "object" for other in before.frames)
    if actors and saying.kind == "after" and view.tags[frame.first] != "G":
        return True
    return number - back == 1 and enumerates(view, number)


def _further(view: View, count: Count) -> bool:
    """Whether a count is told as one more of the same: "In Tell a further nine people died", "another 1,168"."""
    figure = count.figure.figure
    stems = view.stems[max(0, count.first - 2) : count.figure.last]
    return (figure.low or 0) > 1 and not {"further", "another"}.isdisjoint(stems)


def _its_count(view: View, line: Line) -> bool:
    """Whether a sentence speaks of the toll of whoever spoke before it: "Its count had stood at 90"."""
    known = reporting(view.language)
    if known.owners.isdisjoint(view.stems[line.sentence.first : line.sentence.last]):
        return False
    return any(
        view.tokens[k].stem in known.owners
        and any(view.tokens[j].stem in known.tolls for j in range(k + 1, min(k + 3, line.sentence.last)))
        for k in range(line.sentence.first, line.sentence.last)
    )
