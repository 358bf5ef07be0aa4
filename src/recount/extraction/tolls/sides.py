"""Whose people a count tells of where its words only point to a side: losses, ranks, members, what was struck."""

from __future__ import annotations

from bisect import bisect_left

from recount.model import Status

from ..counting.counts import Count
from ..counting.traits import Traits, traits
from ..counting.victims import Phrase, noun_phrase
from ..harm.frames import Frame
from ..view.line import Line
from ..view.view import View
from ..words.people import People, body_at, people
from ..words.phrases import np_before
from ..words.syntax import parts_played
from .borrowed import that_body


def members_of(view: View, line: Line, count: Count, known: People) -> Status | None:
    """ "Shells hit a post of the army, killing two members": of the side named last before, in this sentence or the one
    before it in its paragraph.
    """
    after = range(count.phrase.heads[-1] + 1, count.phrase.last)
    if after and not that_body(view, after):
        return None  # "members of a family"; but "members of the group"
    number = bisect_left(view.lines, line.sentence.first, key=lambda other: other.sentence.first)
    before = view.lines[number - 1] if number else line
    start = before.sentence.first if before.paragraph == line.paragraph else line.sentence.first
    speak = {j for one in (*before.sayings, *line.sayings) for j in range(one.source.first, one.source.last)}
    for k in range(count.first - 1, max(start, count.first - BACK) - 1, -1):
        if k not in speak and (side := _side_at(view, k, count.first, known)) is not None:
            return side
    return None


def of_both_sides(view: View, count: Count) -> bool:
    """ "Dozens of members on both sides": those whom the phrase counts fought one another."""
    play, k = parts_played(view.language), count.figure.last
    for j in range(k, min(count.phrase.last + 4, len(view.tokens))):
        if view.stems[j] in play["side_words"]:
            return j > k + 1 and (view.stems[j - 1] in play["all_of"] or view.stems[j - 1] in play["warring"])
    return False


def _side_at(view: View, k: int, stop: int, known: People) -> Status | None:
    """The side that a word names, or the body whose name it begins: forces or an armed group."""
    token = view.tokens[k]
    noun = known.nouns.get(token.stem)
    told = noun.status if noun is not None and not noun.weak else None
    side = body_at(view.tokens, k, stop, known) or known.words.get(token.stem) or told
    return side if side in ("state_forces", "armed_group") and view.tags[k] in "NJ#E" else None


BACK = 40
"""So many words back the side is sought whose members are told of."""


def others_of(view: View, line: Line, count: Count) -> Status | None:
    """ "One soldier died and two other members were hurt": of the side of the count before."""
    if "other" not in (view.tokens[k].stem for k in range(count.figure.last, count.phrase.last)):
        return None
    before = [one for one in line.sentence.counts if one.last <= count.first and one.phrase.heads]
    status = traits(view.tokens, before[-1].phrase, view.language).status if before else "unknown"
    return status if status in ("state_forces", "armed_group") else None


def apposed(view: View, line: Line, at: int) -> Status | None:
    """ "Two men, members of the security forces, were killed", "Three died, all of them soldiers": who they were."""
    tokens, last, play = view.tokens, line.sentence.last, parts_played(view.language)
    at = next((view.token_at(time.span.end - 1) + 1 for time in line.times if view.token_at(time.span.start) == at), at)
    if at + 1 >= last or (tokens[at].text != "," and tokens[at].stem not in play["everyone"]):
        return None
    k = at + (tokens[at].text == ",")
    all_of = tokens[k].stem in play["everyone"]
    while k < last and (tokens[k].stem in play["everyone_of"] or view.tags[k] == "#") and k < at + 6 and all_of:
        k += 1
    if not all_of and view.tags[k] not in "NJ":
        return None
    phrase = noun_phrase(tokens, view.tags, k, last, view.language)
    if phrase.counts != "people" or not people(view.language).nouns[tokens[phrase.heads[0]].stem].plural:
        return None
    closed = phrase.last >= last or tokens[phrase.last].text in (",", ".", "–", "—", "-")
    closed = closed or (all_of and view.tags[phrase.last] == "P")
    if not closed or (not all_of and (phrase.last >= last or tokens[phrase.last].text == ".")):
        return None
    follow = tokens[phrase.last + 1].stem if phrase.last + 1 < last else ""
    if not all_of and follow in ("and", "or", "including", "among", "as"):
        return None
    status = traits(tokens, phrase, view.language).status
    return status if status not in ("unknown", "mixed") else None


def struck(view: View, line: Line, count: Count, frame: Frame) -> Status | None:
    """ "attacked regime forces in the desert, killing nine", "fire on pupils, killing five": whom the attack was on."""
    if frame.relation != "object" or count.phrase.heads:
        return None
    struck = parts_played(view.language)["strikes"]
    last = min(frame.first, count.first - 1)
    if frame.first > count.first and view.tags[last] != "G":
        return None  # but "…, leaving 12 dead"
    for k in range(last - 1, max(line.sentence.first, last - 20), -1):
        if (
            view.tags[k] in ".;"
            or view.tokens[k].text == ":"
            or any(one.first <= k < one.last and one.phrase.heads for one in line.sentence.counts)
        ):
            return None
        if view.tokens[k].stem in struck and view.tags[k] in "VEGN":
            at = k + 1 + (view.tags[k + 1] == "P")
            phrase = noun_phrase(view.tokens, view.tags, at + (view.tags[at] == "D"), last, view.language)
            if phrase.counts != "people":
                return _post_of(view, at, last)
            status = traits(view.tokens, phrase, view.language).status
            return status if status not in ("unknown", "mixed") else None
    return None


def _post_of(view: View, first: int, last: int) -> Status | None:
    """ "attacked a post of regime forces", "hit a convoy belonging to the army": whose things were struck."""
    known = people(view.language)
    for k in range(first, min(first + 9, last)):
        if view.tokens[k].text in ",;." or view.tokens[k].stem == "by":
            return None
        if (side := _side_at(view, k, last, known)) is not None:
            return None if view.tags[k + 1] == "C" else side  # but "a bus of soldiers and farmers"
        if view.tokens[k].stem in parts_played(view.language)["carrying"]:
            phrase = noun_phrase(view.tokens, view.tags, k + 1, last, view.language)
            status = traits(view.tokens, phrase, view.language).status
            return status if phrase.counts == "people" and status not in ("unknown", "mixed") else None
    return None


def of_them(view: View, line: Line, count: Count) -> Traits | None:
    """ "clashed with a group of rebels, leaving nine of them dead": whom "them" means where the sentence counts nobody.

    The people named last before it; who hit "four of them" is none of these.
    """
    tokens, tags, at = view.tokens, view.tags, count.figure.last
    if at + 1 >= line.sentence.last or tokens[at].stem != "of" or tokens[at + 1].stem != "them":
        return None
    if any(other.first < count.first for other in line.sentence.counts):
        return None
    nouns = people(view.language).nouns
    acts = next((k for k in range(line.sentence.first, count.first) if tags[k] in "VEA"), None)
    for k in range(count.first - 1, line.sentence.first - 1, -1):
        if acts is None or (k < acts and tags[acts] != "A"):
            return (
                Traits() if acts is not None and tags[count.first - 1] == "G" else None
            )  # "fired, hitting four of them"
        if tags[k] == "N" and (noun := nouns.get(tokens[k].stem)) is not None and (noun.plural or noun.collective):
            before = np_before(tokens, tags, k + 1, line.sentence.first)
            first = before.first if before is not None else k
            return traits(tokens, Phrase(first, k + 1, (k,), "people"), view.language)
    return None


def owned(view: View, count: Count) -> bool:
    """Whether a phrase counts somebody's people: "its fighters", "12 members of it"."""
    tokens, phrase = view.tokens, count.phrase
    near = (tokens[phrase.first - 1].stem, tokens[phrase.first].stem, tokens[phrase.last - 1].stem)
    return not {"its", "their", "it"}.isdisjoint(near)


def who_suffers(view: View, line: Line, count: Count, known: People) -> Status | None:
    """ "Regime forces suffered 12 dead and 20 wounded": whose losses a bare figure counts."""
    suffers = parts_played(view.language)["suffers"]
    verb = next(
        (
            k
            for k in range(count.first - 1, max(line.sentence.first, count.first - 7), -1)
            if view.tokens[k].stem in suffers
        ),
        None,
    )
    if verb is None:
        return _whose_losses(view, line, count, known)
    if any(view.tags[k] in "VMSW." for k in range(verb + 1, count.first)):
        return None
    if (gapped := _gapped(view, count, verb, known)) is not None:
        return gapped
    while view.tokens[verb - 1].stem in suffers:
        verb -= 1  # "admitted losing 12 men"
    for k in range(verb - 1, max(line.sentence.first, verb - 7) - 1, -1):
        if view.tags[k] not in "NJDAR":
            return None
        noun = known.nouns.get(view.tokens[k].stem)
        status = known.words.get(view.tokens[k].stem) or (noun.status if noun is not None else None)
        if status in ("state_forces", "armed_group"):
            joined = any(view.tags[j] == "C" for j in range(max(line.sentence.first, k - 3), k))
            return None if joined else status  # "Troops and allied militiamen lost 23 men"
    return None


def _gapped(view: View, count: Count, verb: int, known: People) -> Status | None:
    """ "The rebels lost 12 and the army 14": whose the later losses are, the verb not told again."""
    k = count.first - 1
    if k - 1 <= verb or view.tags[k] not in "NJ" or view.tags[k - 1] not in "DC,":
        return None
    return _side_at(view, k, count.first, known)


def side_of_opening(view: View, line: Line, count: Count, known: People) -> Status | None:
    """ "Among the civilians, 12 were killed", "On the rebel side nine died": whom the opening of a sentence names."""
    first, play, tokens = line.sentence.first, parts_played(view.language), view.tokens
    opening = tokens[first].stem
    if opening in play["among"]:
        phrase = noun_phrase(tokens, view.tags, first + 1 + (view.tags[first + 1] == "D"), count.first, view.language)
        status = traits(tokens, phrase, view.language).status if phrase.counts == "people" else "unknown"
        return status if status not in ("unknown", "mixed") else None
    if opening != "on":
        return None
    for k in range(first + 1, min(first + 5, count.first)):
        if tokens[k].stem in play["sides"]:
            return _side_at(view, k - 1, count.first, known)
    return None


def _whose_losses(view: View, line: Line, count: Count, known: People) -> Status | None:
    """ "The regime's losses stood at 12 dead", "casualties of rebels were 12 dead": whose losses these are."""
    losses = parts_played(view.language)["losses"]
    first = line.sentence.first
    at = next(
        (k for k in range(count.first - 1, max(first, count.first - 9), -1) if view.tokens[k].stem in losses), None
    )
    if at is None or any(view.tags[k] in ".SW," for k in range(at + 1, count.first)):
        return None
    follows = view.tokens[at + 1].stem in parts_played(view.language)["toll_of"] | {"in"}
    for k in (at - 1, at - 2, *(range(at + 1, count.first) if follows else ())):
        status = known.words.get(view.tokens[k].stem) if k >= first else None
        if status in ("state_forces", "armed_group") and view.tags[k] in "NJ":
            return status
    return None


def losses_from(view: View, line: Line, count: Count, known: People) -> Status | None:
    """ "3 dead and 1 wounded from the special forces", "12 killed among the rebels": from which side they are."""
    tokens, tags, last = view.tokens, view.tags, line.sentence.last
    k = count.last
    harmed = {j for one in line.predicates for j in range(one.first, one.last)}
    while k < min(count.last + 12, last) and (k in harmed or tags[k] in "#C,RE"):
        k += 1
    if k + 1 >= last or k == count.last or tokens[k].stem not in parts_played(view.language)["from_side"]:
        return None
    for j in range(k + 1, min(k + 7, last)):
        if tags[j] not in 'NJD"':
            return None
        if (side := body_at(tokens, j, last, known) or known.words.get(tokens[j].stem)) not in (None, "civilian"):
            return side
        noun = known.nouns.get(tokens[j].stem)
        if noun is not None and noun.status in ("state_forces", "armed_group"):
            return noun.status
    return None


def in_ranks(view: View, line: Line, count: Count) -> Phrase | None:
    """ "Several killed and wounded in the ranks of the regime forces": whose ranks they are."""
    tokens, play, known = view.tokens, parts_played(view.language), people(view.language)
    for k in range(count.last, min(count.last + 9, line.sentence.last - 2)):
        among = tokens[k].stem == "among" and k - count.last <= 1
        if (tokens[k].stem in play["ranks"] and tokens[k + 1].stem == "of") or among:
            at = k + 1 + (among and view.tags[k + 1] == "D")
            phrase = noun_phrase(tokens, view.tags, at, line.sentence.last, view.language)
            if phrase.counts == "people":
                return phrase
            side = k + 1 + (tokens[k + 1].stem == "of")
            side += view.tags[side] == "D"
            named = _side_at(view, side, side + 1, known) is not None
            return Phrase(side, side + 1, (side,), "people") if named else None
        if tokens[k].stem in play["sides"] and k - count.last <= 5 and tokens[count.last].stem in ("on", "from"):
            return Phrase(count.last + 1, k, (k - 1,), "people")  # "30 on the rebel side"
        if view.tags[k] in ".,VM":
            return None
    return None
