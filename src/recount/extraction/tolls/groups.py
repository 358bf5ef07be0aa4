"""Whom a claim speaks of where its own noun says little: elided nouns, totals, "its members", "of the dead"."""

from __future__ import annotations

from recount.model import Status

from ..counting.counts import Count
from ..counting.figures import numbers, read_number
from ..counting.traits import Traits, traits
from ..counting.victims import Phrase, noun_phrase
from ..harm.frames import Frame
from ..harm.harm import harm
from ..harm.parts import is_told
from ..scenes.headed import group_of
from ..view.line import Line
from ..view.view import View
from ..words.people import PLAIN, People, people
from ..words.syntax import parts_played
from .borrowed import among_after, as_harm_before, as_kin, as_subject, none_of, of_the_harmed, skipped
from .sides import (
    apposed,
    in_ranks,
    losses_from,
    members_of,
    of_both_sides,
    of_them,
    others_of,
    owned,
    side_of_opening,
    struck,
    who_suffers,
)


def told_of(view: View, line: Line, count: Count, frame: Frame) -> Traits:
    """Status, age and sex of a claim, from its own words first, then from what they lean on in the sentence."""
    if count.figure.kind == "none" and not count.phrase.heads and count.figure.figure.words.lower() != NONE:
        return Traits()  # "where nobody else died"; but "six soldiers were wounded and none killed"
    told = _told_of(view, line, count, frame)
    young = _young(view, count) or (told.status in ("unknown", "civilian") and _aged(view, count))
    return told._replace(status="civilian", age="child") if young else told


NONE = "none"
"""The word for nobody that is of the noun before it."""


def _aged(view: View, count: Count) -> bool:
    """ "Two brothers, aged 9 and 12, were killed": the ages of all who are counted tell of children."""
    tokens = view.tokens
    k = count.phrase.last if count.phrase.heads else count.last
    k += k < len(tokens) and view.tags[k] == ","
    if k + 2 >= len(tokens):
        return False
    one = count.figure.figure.stated == (1, 1) and view.tags[k - 1] == "," and tokens[k].text.isdecimal()
    if one and view.tags[k + 1] in ",.)":
        return int(tokens[k].text) < people(view.language).limit  # "a student, 16, was killed"
    if tokens[k].stem not in parts_played(view.language)["aged"]:
        return False
    ages, figures = [], numbers(view.language)
    for at in range(k + 1, min(k + 9, len(tokens))):
        if (age := read_number(tokens, at, at + 1, figures)) is not None:
            ages.append(age[0])
        elif tokens[at].text not in (",", "and", "to", "between"):
            break
    return bool(ages) and max(ages) < people(view.language).limit


def _young(view: View, count: Count) -> bool:
    """ "nine of whom were under 18", "one under the age of 18": the words after a count tell of children."""
    play, tokens = parts_played(view.language), view.tokens
    stop = min(count.last + 9, len(tokens))
    k = count.figure.last
    while k < stop and (k < count.phrase.last or view.tags[k] in "AWRO" or tokens[k].stem in ("of", "all")):
        k += 1
    if k + 1 >= stop or tokens[k].stem not in play["younger"]:
        return False
    k += 1
    while k < stop and tokens[k].stem in play["younger_between"]:
        k += 1
    return k < stop and tokens[k].text.isdecimal() and int(tokens[k].text) <= people(view.language).limit


def _told_of(view: View, line: Line, count: Count, frame: Frame) -> Traits:
    known = people(view.language)
    tokens = view.tokens
    if complement := _complement(view, line, count, frame):
        return traits(tokens, complement, view.language)
    if (whom := _deaths_among(view, line, count, frame) or _joined_among(view, line, count)) is not None:
        return traits(tokens, whom, view.language)
    if (them := of_them(view, line, count)) is not None:
        return them
    if count.phrase.heads:
        told = traits(tokens, count.phrase, view.language)
        if told.status == "unknown" and tokens[count.phrase.heads[0]].stem != "others":
            if (beside := as_kin(view, line, count) or as_harm_before(view, line, count, frame)) is not None:
                return told._replace(status=beside)
            side = as_subject(view, line, count) or _leaning(view, line, count, frame, known)
            side = side or apposed(view, line, count.phrase.last)
            lemma = known.nouns.get(tokens[count.phrase.heads[0]].stem, PLAIN).lemma
            if side is None and lemma in known.ranked and len(count.phrase.heads) == 1:
                side = who_suffers(view, line, count, known)  # "the group lost two members"
                side = side or others_of(view, line, count)
            if side is None and lemma in known.bare_members:
                side = members_of(view, line, count, known)
            if side is None and of_both_sides(view, count):
                side = "mixed"
            return told._replace(status=side or "unknown")
        if told.status == "armed_group" and owned(view, count):  # "the police said that two of its fighters"
            side = _leaning(view, line, count, frame, known)
            return told._replace(status="state_forces") if side == "state_forces" else told
        return told
    if _of_a_family(view, count):
        return Traits("civilian")
    if count.figure.kind == "none" and (nobody := none_of(view, line, count)) is not None:
        return Traits(nobody)
    if (hurt := _residents_hurt(view, count)) is not None:
        return hurt
    if frame.relation == "toll":
        inside = _in_toll(view, count, frame)
        told = traits(tokens, inside, view.language) if inside is not None else _toll(view, frame, known)
        side = apposed(view, line, count.last) if told.status == "unknown" else None
        return told._replace(status=side) if side is not None else told
    if (headed := group_of(view, line, count)) is not None:
        return traits(tokens, headed[0], view.language)._replace(status=headed[1])
    told = _elided(view, line, count, frame, known)
    if told.status == "unknown" and (side := struck(view, line, count, frame)) is not None:
        return told._replace(status=side)
    if told.status == "unknown" and count.figure.kind != "none":
        at = frame.last if frame.first >= count.last else count.last
        if (side := apposed(view, line, at)) is not None:
            return told._replace(status=side)
    if told.status == "unknown" and (side := who_suffers(view, line, count, known)) is not None:
        return told._replace(status=side)
    if told.status == "unknown" and (ranks := in_ranks(view, line, count)) is not None:
        return traits(tokens, ranks, view.language)
    if told.status == "unknown" and (side := losses_from(view, line, count, known)) is not None:
        return told._replace(status=side)
    if told.status == "unknown" and (side := side_of_opening(view, line, count, known)) is not None:
        return told._replace(status=side)
    if told.status == "unknown" and (side := as_subject(view, line, count)) is not None:
        return told._replace(status=side)
    if told.status == "unknown" and (side := as_harm_before(view, line, count, frame)) is not None:
        return told._replace(status=side)
    return told


def _joined_among(view: View, line: Line, count: Count) -> Phrase | None:
    """ "1,517 deaths and 1,032 injuries among civilians": whom a bare noun of harm shares with the next."""
    alone = count.phrase.heads and _harm_alone(view, count.phrase)
    return among_after(view, line, count) if alone else None


def _of_a_family(view: View, count: Count) -> bool:
    """ "a family of six", "three from one family"."""
    tokens = view.tokens
    if tokens[count.first - 1].stem == "of" and tokens[count.first - 2].stem in ("family", "families"):
        return True
    after = [token.stem for token in tokens[count.last : count.last + 5]]
    return bool(after) and after[0] in ("from", "of") and "family" in after and "them" not in after


def victims_of(view: View, line: Line, count: Count, frame: Frame) -> Phrase:
    """The noun phrase of who suffered it; one without heads where it is only implied."""
    own = _complement(view, line, count, frame) or _deaths_among(view, line, count, frame) or count.phrase
    if own.heads and (_harm_alone(view, own) or _state_alone(view, own, frame)):
        return Phrase(own.first, own.first, (), "nobody")
    if not own.heads and (headed := group_of(view, line, count)) is not None:
        return headed[0]
    if not own.heads and (named := _named_after_of(view, count, frame)) is not None:
        return named
    return own if own.heads or frame.relation != "toll" else _in_toll(view, count, frame) or own


def _deaths_among(view: View, line: Line, count: Count, frame: Frame) -> Phrase | None:
    """ "over 900 deaths among police and soldiers": whose deaths a count without a noun of people counts."""
    k = frame.last
    own = not count.phrase.heads or count.phrase.heads == (frame.first,)
    own = own or view.tokens[count.phrase.heads[0]].stem in parts_played(view.language)["cases"]
    if not own or frame.relation not in ("noun", "none") or k + 1 >= line.sentence.last:
        return None
    if view.tokens[k].stem not in parts_played(view.language)["among"]:
        return None
    phrase = noun_phrase(view.tokens, view.tags, k + 1, line.sentence.last, view.language)
    if phrase.counts == "people":
        return phrase
    for j in range(k + 1, min(k + 8, line.sentence.last)):
        if view.tags[j] not in "NJDC":
            return None
        if view.tokens[j].stem in people(view.language).nouns and view.tags[j] == "N":
            return Phrase(k + 1, j + 1, (j,), "people")  # "among military and police personnel"
    return None


def _harm_alone(view: View, phrase: Phrase) -> bool:
    """ "No casualties", "four deaths from gas": a noun of harm with no word of whom."""
    known = people(view.language)
    if view.tokens[phrase.heads[-1]].stem not in parts_played(view.language)["harm_nouns"]:
        return False
    before = (view.tokens[k].stem for k in range(phrase.first, phrase.heads[-1]))
    return not any(stem in known.words or stem in known.nouns for stem in before)


def _state_alone(view: View, phrase: Phrase, frame: Frame) -> bool:
    """ "Millions homeless": a state that is all that a count counts."""
    states = harm(view.language).states
    return phrase.last - phrase.first == 1 and phrase.heads == (frame.first,) and view.stems[phrase.first] in states


def _named_after_of(view: View, count: Count, frame: Frame) -> Phrase | None:
    """ "several of **the injured**"; "a **family** of seven"."""
    tokens, at = view.tokens, count.figure.last
    if tokens[count.first - 1].stem == "of" and tokens[count.first - 2].stem in ("family", "families"):
        return Phrase(count.first - 2, count.first - 1, (count.first - 2,), "people")
    told = at < frame.first <= at + 3 and tokens[at].stem == "of" and view.tags[at + 1] not in "OW"
    if told and frame.relation == "subject" and frame.first > at + 2:
        return Phrase(at + 1, frame.first, (frame.first - 1,), "people")  # "one of the wounded succumbed"
    return Phrase(at + 1, frame.last, (frame.first,), "people") if told else None


def _in_toll(view: View, count: Count, frame: Frame) -> Phrase | None:
    """The people inside the words of a toll: "the number of dead farmers", "the number of people killed"."""
    k = frame.first + 1
    if view.tokens[frame.first].stem not in harm(view.language).toll_counted or view.tokens[k].stem != "of":
        return None
    stop = count.first if count.first > k else min(frame.last + 3, len(view.tokens))
    phrase = noun_phrase(view.tokens, view.tags, k, stop, view.language)
    return phrase if phrase.counts == "people" else None


def _complement(view: View, line: Line, count: Count, frame: Frame) -> Phrase | None:
    """The noun in "five of the dead were children", "four of the casualties were fighters"."""
    play = parts_played(view.language)
    if frame.at + 1 < len(line.sentence.counts) and is_told(line.sentence, frame.at + 1):
        return line.sentence.counts[frame.at + 1].phrase  # "two civilians, one of them a child"
    k = min(count.figure.last, line.sentence.last - 2)
    k += view.tags[k] == ","
    if not count.phrase.heads and view.tokens[k].stem in play["mostly"]:
        mostly = noun_phrase(view.tokens, view.tags, k + 1, line.sentence.last, view.language)
        return mostly if mostly.counts == "people" else None  # "has killed hundreds, mostly civilians"
    be = play["be"]
    if frame.relation in ("noun", "part"):
        after = frame.head is None and frame.first >= count.figure.last
        k = frame.last if after and view.tokens[frame.first].stem not in be else count.figure.last
        if count.figure.last <= frame.first and view.tokens[count.figure.last].stem == "of":
            k = frame.last if view.tokens[frame.first].stem not in be else frame.first
        k = skipped(view, k, line.sentence.last)
        while k < line.sentence.last and view.tags[k] == "R":
            k += 1
    else:
        return None
    if k + 1 >= line.sentence.last or view.tokens[k].stem not in be:
        return None
    one = view.tokens[k + 1].stem in ("a", "an")  # "One of the dead was a girl"
    phrase = noun_phrase(view.tokens, view.tags, k + 1 + one, line.sentence.last, view.language)
    return phrase if phrase.counts == "people" else None


def _leaning(view: View, line: Line, count: Count, frame: Frame, known: People) -> Status | None:
    """ "its members", and parts of a total whose group is known."""
    tokens = view.tokens
    owner = count.phrase.first - 1
    if owned(view, count):
        for k in range(owner - 1, max(line.sentence.first, owner - 26) - 1, -1):
            status = known.words.get(tokens[k].stem)
            if status == "civilian":
                continue  # "groups admitted on their social media pages the death of four of their members"
            if (
                status is None
                and tokens[k].stem in known.nouns
                and known.nouns[tokens[k].stem].status in ("armed_group", "state_forces")
            ):
                status = known.nouns[tokens[k].stem].status
            if status is not None:
                return status
    head = known.nouns.get(tokens[count.phrase.heads[0]].stem)
    if head is not None and head.lemma in known.fellows:
        for k in range(count.first - 1, max(line.sentence.first, count.first - 26) - 1, -1):
            noun = known.nouns.get(tokens[k].stem)
            if noun is not None and noun.status != "unknown" and view.tags[k] in "NJ":
                return noun.status
    if frame.relation == "part" and frame.head is not None:
        whole = line.sentence.counts[frame.head]
        status = traits(tokens, whole.phrase, view.language).status
        return status if status not in ("unknown", "mixed") else None
    return None


def _toll(view: View, frame: Frame, known: People) -> Traits:
    """The people inside the words of a toll: "the number of civilians killed", "the civilian death toll"."""
    for k in range(frame.first - 1, frame.last):
        noun = known.nouns.get(view.tokens[k].stem)
        if noun is not None and noun.status != "unknown":
            return Traits(noun.status, noun.age, noun.sex)
    if (whose := _toll_among(view, frame)) is not None:
        return whose
    owner = frame.first - 1
    if owner > 0 and view.tokens[owner].possessive and (side := known.words.get(view.tokens[owner].stem)) is not None:
        return Traits(side)  # "the army's death toll"
    return Traits()


def _residents_hurt(view: View, count: Count) -> Traits | None:
    """ "This takes to 13 the residents wounded": who they are, right after how many."""
    k = count.figure.last
    if k + 1 >= len(view.tokens) or view.tokens[k].stem != "the":
        return None
    phrase = noun_phrase(view.tokens, view.tags, k + 1, len(view.tokens), view.language)
    return traits(view.tokens, phrase, view.language) if phrase.counts == "people" else None


def _toll_among(view: View, frame: Frame) -> Traits | None:
    """ "The death toll of the army and regime forces", "the toll among rebels": whose toll it is."""
    k = frame.last
    if k + 1 >= len(view.tokens) or view.tokens[k].stem not in parts_played(view.language)["toll_of"]:
        return None
    phrase = noun_phrase(view.tokens, view.tags, k + 1 + (view.tags[k + 1] == "D"), len(view.tokens), view.language)
    if phrase.counts != "people":
        return None
    told = traits(view.tokens, phrase, view.language)
    return told if told.status != "unknown" else None


def _elided(view: View, line: Line, count: Count, frame: Frame, known: People) -> Traits:
    """ "five children were killed and nine injured": the noun of the count before it that is no part."""
    tokens = view.tokens
    parts = {other.at for other in line.frames if other.relation == "part" and other.head is not None}
    framed = {other.at for other in line.frames}
    for before in range(frame.at - 1, -1, -1):
        other = line.sentence.counts[before]
        if before not in framed and _of_so_many(view, line, other):
            return traits(tokens, other.phrase, view.language)
        if before not in framed or (before in parts and frame.relation != "part"):
            continue
        if _parted(view, other.last, count.first):
            break
        if frame.relation == "object" and _by_themselves(view, line, before):
            continue  # "Two bombers blew themselves up, killing six"
        if frame.relation == "part" and any(
            tokens[k].stem in ("among", "amongst") for k in range(other.last, count.first)
        ):
            return Traits()
        if other.phrase.heads:
            return traits(tokens, other.phrase, view.language)
        toll = next((one for one in line.frames if one.at == before and one.relation == "toll"), None)
        if toll is not None and (inside := _in_toll(view, other, toll)) is not None:
            return traits(tokens, inside, view.language)
    of_these = count.figure.last < line.sentence.last and tokens[count.figure.last].stem == "of"
    if of_these and not of_the_harmed(view, count):
        # "the girls, 13 of whom are missing"
        for k in range(count.first - 1, max(line.sentence.first, count.first - 8) - 1, -1):
            noun = known.nouns.get(tokens[k].stem)
            if noun is not None and noun.plural:
                return Traits(noun.status, noun.age, noun.sex)
    if view.tokens[count.first].stem == "another":
        for k in range(count.first - 1, line.sentence.first - 1, -1):
            noun = known.nouns.get(tokens[k].stem)
            if noun is not None and view.tags[k] in "NJ":
                return Traits(noun.status, noun.age, noun.sex)
    return _noun_before(view, line, count, known)


def _of_so_many(view: View, line: Line, total: Count) -> bool:
    """Whether a sentence opens with so many of whom it tells: "Of the 277 civilians, the army killed 102"."""
    opening = [view.tokens[k].stem for k in range(line.sentence.first, total.first)]
    comma = total.last < line.sentence.last and view.tags[total.last] == ","
    return opening in (["of", "the"], ["of", "these"], ["of", "those"]) and comma and bool(total.phrase.heads)


def _by_themselves(view: View, line: Line, before: int) -> bool:
    """Whether those whom a count counts did it to themselves."""
    reflexive = parts_played(view.language)["reflexive"]
    mine = (one for one in line.frames if one.at == before)
    return any(view.tokens[k].stem in reflexive for one in mine for k in range(one.first, one.last))


def _parted(view: View, first: int, last: int) -> bool:
    """Whether a year stands between two counts: they are of two events ("… since an attack in 2013 that left")."""
    return any(len(stem) == 4 and stem.isdecimal() and stem[:2] in _AGES for stem in view.stems[first:last])


_AGES = ("19", "20")


def _noun_before(view: View, line: Line, count: Count, known: People) -> Traits:
    """ "Asayish member killed, two injured": the bare noun of whom a word of harm tells right before a count."""
    k = count.first - 1
    if k <= line.sentence.first or view.tags[k] not in ",C" or count.phrase.heads:
        return Traits()
    harmed = next((one for one in line.predicates if one.last == k and one.bare), None)
    if harmed is None or view.tags[harmed.first - 1] != "N":
        return Traits()
    noun = known.nouns.get(view.tokens[harmed.first - 1].stem)
    if noun is None:
        return Traits()
    before = range(max(line.sentence.first, harmed.first - 4), harmed.first - 1)
    side = next((status for j in before if (status := known.words.get(view.tokens[j].stem))), None)
    return Traits(side if noun.weak and side is not None else noun.status, noun.age, noun.sex)
