"""What is said of a count to its right: a passive, a death, a state, wounds, flight."""

from __future__ import annotations

from typing import Literal

from recount.model import Outcome

from ..counting.counts import Count
from .asides import past_aside
from .fates import later_death
from .look import REACH, Frame, Look
from .outcomes import Predicate
from .relatives import dies_at, goes_on, graver_after, of_another, own_of_them
from .suffering import suffers


def right(look: Look, at: int, count: Count) -> Frame | None:
    """What is said of the count: a passive, a death, a state, wounds."""
    if count.phrase.counts == "unknown" and not look.plausible(count):
        return None
    complement = inside(look, count)
    relative = 0
    be = acted = finite = theirs = False
    k = count.last
    stop = min(look.s.last, k + REACH)
    while k < stop:
        predicate = look.at_first.get(k)
        if predicate is not None and _the_harmed(look, predicate):
            k = predicate.last
            continue  # "A reporter saw people bearing off the wounded"
        if theirs and goes_on(look, count, k):
            relative, theirs, be = relative - 1, False, False  # "nine, three of whom are children have died"
        if predicate is not None and theirs:
            relative, theirs, be, k = relative - 1, False, False, predicate.last
            continue  # "ten patients, two of whom died"
        if predicate is not None:
            kind = takes(look, count, predicate, be, k) if not other_subject(look, count, k) else "no"
            if complement and not relative and (not reduced(look, count, k) or _of_somebody(look, count, predicate)):
                return None
            if acted and kind == "yes" and predicate.bare and not predicate.passive and predicate.victim == "object":
                return None  # "gathered to mourn a man killed …"
            taken = predicate.outcome in ("displaced", "abducted") and (relative or look.tag(count.last) == ",")
            if kind == "yes" and taken and graver_after(look, predicate, stop):
                relative, be, k = max(relative - 1, 0), False, predicate.last
                continue  # "50 people who sought refuge in a school are missing"
            if kind == "yes" and (later := later_death(look, count, predicate, relative)) is not None:
                return Frame(at, later.outcome, later.first, later.last, "subject", None, later.real)
            if kind == "yes":
                return Frame(at, predicate.outcome, predicate.first, predicate.last, "subject", None, predicate.real)
            if kind == "no" and not relative:
                return None
            relative = 0
            k = predicate.last
            be = False
            continue
        if look.tag(k) == "," and (said := _said_aside(look, k)) is not None:
            k = said
            continue  # "nine people, the ministry said on Monday, were killed"
        if k == count.last and look.tag(k) == "O" and look.tag(k + 1) in "VE" and look.tag(k + 2) in "AM":
            k += 2
            continue  # "300 of the soldiers they captured are believed to have been killed"
        if look.tag(k) == "(" and (closing := _closing(look, k)) is not None:
            k = closing + 1
            continue  # "154 civilians (this includes 56 children) were wounded"
        if not relative and (beyond := past_aside(look, count, k)) is not None:
            k = beyond
            continue
        other = look.starts.get(k)
        if other is not None and look.s.counts[other].figure.kind == "both" and look.tag(k - 1) == "A":
            k += 1
            continue  # "a boy and his sister were both hurt"
        if other is not None:
            anew = finite and (look.tag(k - 1) in ",CE" or look.stem(k - 1) in look.play["clausal"])
            infinitive = look.tag(k - 1) == "V" and look.tag(k - 2) == "T"
            after = infinitive or look.tag(k - 1) in ",CPDG:TEO"
            if not relative and (anew or not after) and not listed(look, k):
                return None
            own = look.tag(k - 1) in "VEG" and look.adjacent_own(look.s.counts[other])
            start, k = k, look.s.counts[other].last + own  # "… that left 17 people wounded"
            figure = look.s.counts[other].figure.last
            if look.stem(figure) == "of" and look.tag(figure + 1) == "W":
                relative, theirs = relative + 1, True  # "three, one of whom is a child, were hurt"
                k = max(k, figure + 2)
            elif (own_end := own_of_them(look, figure, k)) is not None:
                k = own_end
            elif relative and look.tag(start - 1) == "W" and look.stem(start - 2) == "of":
                theirs = True  # "40 people, of whom 12 were killed"
            elif relative and look.tag(start - 1) == "W" and look.tag(start - 2) == "P":
                theirs = True  # "a cook who spoke of the raid in which 40 people were killed"
            continue
        tag, stem = look.tag(k), look.stem(k)
        if theirs and tag == "," and (look.tag(k + 1) in "AM" or dies_at(look, k + 1)):
            relative, theirs, be = relative - 1, False, False  # "…, one of whom is a child, were hurt"
        if tag in "VEG" and stem in look.reporting and not relative and look.stem(k + 1) == "that":
            return None  # "An officer asserted that three rebels had been killed", "…, saying that some had died"
        suffered = (
            suffers(look, k, be or _elided_be(look, count, k))
            if not complement or relative or reduced(look, count, k)
            else None
        )
        if suffered is not None:
            return _or_later(look, at, count, Predicate(k, k + 1, suffered, "subject", be), relative)
        if (
            (tag == "W" or stem == "that")
            and complement
            and look.stem(look.skip_left(count.first - 1)) in look.play["tells"]
        ):
            return None  # "telling her three children that their uncle was dead"
        if tag == "W" and (acted or finite):
            return None  # "thousands gathered to mourn the man who was killed"
        if tag == "C" and (acted or finite) and not relative and _clause_at(look, k):
            return None  # "seven officers returned fire and Reed was killed"
        if tag == "W" or (stem == "where" and look.tokens[k - 1].capital and look.tag(k + 1) == "O"):
            relative += 1
            theirs = theirs or of_another(look, count, k)
        elif tag == "A":
            be = be or stem in look.play["be"]
            finite = finite or (be and not relative)
        elif tag == "M":
            pass
        elif tag == "E" and relative and not be and look.tag(k - 1) == "W":
            relative -= 1  # "who survived a shooting"
        elif (
            tag == "G"
            and be
            and not relative
            and look.tag(k - 1) == "A"
            and k > count.last + 1
            and look.tag(k - 2) != "T"
        ):
            return None  # "is speaking about …"
        elif tag == "E" and not be and not relative and look.tag(k + 1) in "PTD#" and stem not in look.play["says"]:
            acted = look.tag(k + 1) in "PT"
            finite = finite or not acted
        elif tag == "E" and not be and not relative and _plain_object(look, k + 1) and stem not in look.play["says"]:
            finite = True
        elif tag == "E" and be and stem not in look.play["raising"]:
            if relative:
                relative -= 1
                be = False
            elif (state := state_later(look, k)) is not None:
                return _or_later(look, at, count, Predicate(k, k + 1, state, "subject", be), relative)
            elif not joined_harm(look, k):
                return None
        elif tag == "V" and look.tag(k - 1) == "T":
            pass  # "Four men coming to bury a friend were shot"
        elif tag == "V" and stem not in look.play["raising"]:
            if not relative:
                return None
            relative -= 1
        elif (
            tag == "S"
            or (
                stem == "as"
                and look.stem(k + 1) not in look.play["as_goes_on"]
                and look.tag(k - 1) != "E"
                and look.stem(k - 1) != "well"
            )
            or (stem in look.play["says"] and not (be and look.tag(k + 1) == "T"))
            or (tag == ":" and look.tokens[k].text in ":|")
            or tag == "."
            or (tag == "H" and look.tag(k + 1) in "DN" and not relative and look.tag(k + 2) not in "A")
            or (tag == "O" and stem not in look.play["no_subjects"] and not relative)
        ):
            return None
        k += 1
    return None


def _or_later(look: Look, at: int, count: Count, told: Predicate, relative: int) -> Frame:
    """What a verb tells with the words after it, or the death that the sentence tells of the same after it."""
    later = later_death(look, count, told, relative)
    if later is not None:
        return Frame(at, later.outcome, later.first, later.last, "subject", None, later.real)
    return Frame(at, told.outcome, told.first, told.last, "subject", None, look.real(told.first))


def _the_harmed(look: Look, predicate: Predicate) -> bool:
    """Whether a participle is a noun with its article, or stands before one: "the wounded", "a wounded dog"."""
    first = predicate.first
    if not look.article(first - 1) or look.tag(first) != "E" or predicate.victim != "object":
        return False
    return look.tag(predicate.last) in "NJ" or (look.stem(first - 1) == "the" and predicate.last == first + 1)


def _of_somebody(look: Look, count: Count, predicate: Predicate) -> bool:
    """ "The daughter of a farmer died": what a person suffers by whom the count only tells who the person is."""
    k = look.skip_left(count.first - 1)
    noun = look.people.get(look.stem(k - 1)) if look.stem(k) == "of" else None
    finite = predicate.victim == "subject" and look.tag(predicate.first) in "VE"
    return finite and noun is not None and not noun.plural and noun.lemma in look.play["relations"]


def whom(look: Look, at: int, count: Count) -> Frame | None:
    """ "The six people they killed", "the four men whom police shot": a clause whose object is the count itself."""
    k = count.last
    if count.article or count.phrase.counts != "people" or look.tag(count.first - 1) != "D":
        return None
    k += look.stem(k) in look.play["whom"]
    subject = k
    while look.tag(k) in "NDO" and k < subject + 4 and k not in look.starts and k not in look.at_first:
        k += 1
    if k == subject:
        return None
    k += look.tag(k) == "A" and look.stem(k) in look.play["have"]
    predicate = look.at_first.get(k)
    if predicate is None or predicate.victim != "object" or predicate.passive or look.tag(predicate.last) in "D#NJO":
        return None
    k = predicate.last
    while look.tag(k) in "AR":
        k += 1
    later = look.at_first.get(k)  # "The officers whom the rebels held captive have been put to death"
    told = later if later is not None and later.passive and later.outcome == "killed" else predicate
    return Frame(at, told.outcome, told.first, told.last, "object", None, told.real)


def _said_aside(look: Look, opening: int) -> int | None:
    """The comma that closes who says it, between a subject and its verb; None where no such aside opens."""
    says = 0
    for k in range(opening + 1, min(opening + ASIDE, look.s.last)):
        tag = look.tag(k)
        if tag == ",":
            return k if says == 1 else None
        if k in look.starts or k in look.at_first or tag not in "NDJPTHRAVEO":
            return None
        says += tag in "VE" and look.stem(k) in look.reporting
    return None


ASIDE = 14
"""So many words at most stand between the commas of an aside."""


def _closing(look: Look, opening: int) -> int | None:
    """Where a bracket with a verb of inclusion in it closes."""
    includes = False
    for k in range(opening + 1, min(opening + BRACKET, look.s.last)):
        includes = includes or look.stem(k) in look.play["includes"] or k in look.starts
        if look.tag(k) == ")":
            return k if includes else None
    return None


BRACKET = 45
"""So many words at most stand in a bracket."""


def _elided_be(look: Look, count: Count, k: int) -> bool:
    """ "20 were killed and thousands forced from their homes": a participle right after a count that "and" joins."""
    return k == count.last and look.tag(k) == "E" and look.tag(count.first - 1) in "C,"


def _clause_at(look: Look, k: int) -> bool:
    """Whether "and" or "but" at `k` joins a clause: a noun and its verb follow."""
    if look.stem(k) not in look.play["adds_clause"] or look.tag(k + 1) not in "ND":
        return False
    if look.stem(k + 1) == "that":
        return True  # "many were armed and that nine died"
    j = k + 1
    while look.tag(j) in "NDJ" and j < k + 6 and j not in look.starts:
        j += 1
    return look.tag(j) in "AVM" and j not in look.at_first


def _plain_object(look: Look, k: int) -> bool:
    """Whether a thing in lower case stands at `k`: "returned fire"."""
    token = look.tokens[k] if k < look.s.last else None
    if token is None or look.tag(k) != "N" or token.capital or token.stem in look.people or k in look.starts:
        return False
    return look.tag(k + 1) == "C"


def other_subject(look: Look, count: Count, k: int) -> bool:
    """Whether a definite person stands as the subject of what is at `k`: "two teens told us the victim died"."""
    j = k - 1
    while j > count.last and look.tag(j) in "RAM":
        j -= 1
    if j <= count.last or look.tag(j) != "N" or look.stem(j) not in look.people:
        return False
    while j > count.last and look.tag(j) in "NJ":
        j -= 1
    definite = look.tag(j) == "D" and look.stem(j) in look.play["owners"]
    follows = look.tag(j - 1) in "NVEHS" and j - 1 >= count.last
    return definite and follows and look.stem(j - 1) not in look.play["includes"]


def inside(look: Look, count: Count) -> bool:
    """Whether the count is no subject: a complement ("the mother of a boy") or another verb's object."""
    k = look.skip_left(count.first - 1)
    tag, stem = look.tag(k), look.stem(k)
    heard = look.stem(k) in look.play["tells"] and look.stem(k + 1) in look.play["them"]
    heard = heard and (look.stem(k + 1) != "her" or not count.phrase.heads)  # "telling her three children"
    if look.stem(k + 1) == "that" or heard:
        return False  # "told her a dozen had died"
    if look.stem(k) in ("in", "of") and look.stem(k + 1) == "all":
        return False  # "In all, five people were shot"
    if tag == "A" and stem in look.play["be"] and count.article:
        return True  # "his father was a trader, and the family fled"
    if tag == "P":
        return stem in look.play["complement"]
    if stem in look.play["tells"]:
        return True  # "told a reporter that four had died"
    return tag in "VEG" and stem not in look.reporting and k not in look.ends and stem not in look.play["finding"]


def reduced(look: Look, count: Count, k: int) -> bool:
    """Whether what stands at `k` follows the count directly, or over words like "believed" and "newly"."""
    listed = {j for other in look.s.counts for j in range(other.first, other.last) if other.first >= count.last}
    with_them = look.stem(look.skip_left(count.first - 1)) == "with"  # "with three civilians and a soldier killed"
    return all(
        look.stem(j) in look.play["raising"]
        or look.tag(j) == "R"
        or look.stem(j) in look.play["participial"]
        or (j == count.last and look.tag(j) == "," and look.tag(k) == "E" and look.stem(k + 1) == "by")
        or (j == count.last and look.stem(j) in look.play["beyond"])  # "left four more with injuries"
        or (
            with_them
            and (j in listed or look.tag(j) in "C," or look.stem(j) in look.play["among"] | look.play["pointing"])
        )
        for j in range(count.last, k)
    )


def listed(look: Look, k: int) -> bool:
    """Whether the count at `k` follows another count's phrase directly: lists in texts without commas."""
    return any(count.last == k for count in look.s.counts)


def state_later(look: Look, k: int) -> Outcome | None:
    """ "was taken to Mercy in stable condition": what is said of the subject after another passive."""
    for j in range(k + 1, min(k + 8, look.s.last)):
        if look.tag(j) in ".,CSWAV" and look.tokens[j].text != ".":
            return None
        if look.stem(j) in look.play["in_state"] and (found := suffers(look, j, True)) is not None:
            return found
    return None


def joined_harm(look: Look, k: int) -> bool:
    """ "were hit and killed", "were lined up against a wall and shot": a participle joined with a word of harm."""
    for j in range(k + 1, min(k + JOINED, look.s.last)):
        if look.stem(j) == "and":
            harm = look.at_first.get(j + 1) or look.at_first.get(j + 2)
            if harm is not None and (j < k + 4 or (harm.bare and harm.victim == "object")):
                return True
        if look.tag(j) in ".SWVOM" or j in look.starts:
            return False
    return False


JOINED = 12
"""So many words at most lie between two participles that "and" joins."""


def takes(look: Look, count: Count, predicate: Predicate, be: bool, k: int) -> Literal["yes", "no", "skip"]:
    """Whether a predicate to the right is said of the count."""
    if predicate.victim == "subject":
        return "yes"
    if predicate.victim == "state":
        near = k - count.last <= 1 or _bare_conjunct(look, count, k)
        return "yes" if be or near or predicate.passive else "skip"
    if predicate.passive or (be and look.tag(predicate.first) == "E"):
        return "yes"
    if predicate.bare:
        return "yes"
    if look.tag(k) == "E" and (k == count.last or listed(look, k)) and not count.article:
        follow = look.starts.get(predicate.last)
        if follow is not None and (look.adjacent_own(look.s.counts[follow]) or _of_those(look, look.s.counts[follow])):
            return "yes"
    return "no"


def _bare_conjunct(look: Look, count: Count, k: int) -> bool:
    """ "Two women and child dead": only a noun of a person, joined without an article, between a count and a state."""
    between = range(count.last + 1, k)
    joined = look.tag(count.last) == "C" and 0 < len(between) <= 2
    return joined and all(look.tag(j) in "NJ" for j in between) and look.stem(k - 1) in look.people


def _of_those(look: Look, count: Count) -> bool:
    """ "38 injured nine of them seriously": a count of those told right before it, in texts without commas."""
    k = count.figure.last - (look.stem(count.figure.last - 1) == "of")
    return look.stem(k) == "of" and look.stem(k + 1) in look.play["pointing"]
