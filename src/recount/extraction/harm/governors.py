"""What governs a count from the left: a verb whose object it is, a noun of harm with "of", a light verb."""

from __future__ import annotations

from ..counting.counts import Count
from .apart import told_apart
from .closing import brought_down, of_a_force
from .labels import their_lives
from .look import Frame, Look
from .outcomes import Predicate
from .parts import marker_before
from .tolls import toll


def left(look: Look, at: int, count: Count) -> Frame | None:
    """What governs the count: a verb whose object it is, a noun of harm with "of", a light verb."""
    k = look.skip_left(count.first - 1)
    predicate = look.at_last.get(k + 1)
    if predicate is not None and look.tag(predicate.first) == "E" and look.article(predicate.first - 1):
        predicate = None  # "a displaced family of six"
    if predicate is not None and predicate.victim == "object" and not predicate.passive:
        if count.phrase.counts == "unknown" and not look.plausible(count):
            return None
        if predicate.people and count.phrase.counts == "nobody" and (told := toll(look, at, count)) is not None:
            return told  # "Toll of the war hits 450"
        if stolen(look, at, count, predicate) or (predicate.weak and brought_down(look, count)):
            return None
        if predicate.people and count.phrase.counts in ("unknown", "things"):
            return None
        if predicate.outcome == "injured" and look.stem(count.last) == "to" and look.stem(count.last + 1) == "death":
            return Frame(at, "killed", count.last, count.last + 2, "object", None, predicate.real)
        graver = state_after(look, count) if predicate.weak else None
        some = graver is not None and any(count.last <= j < graver.first for j in look.starts)
        if graver is not None and graver.outcome == "killed" and not some:  # "shoot two men dead"
            return Frame(at, graver.outcome, graver.first, graver.last, "object", None, predicate.real)
        if not (predicate.bare and look.tag(predicate.first) == "E" and look.adjacent_own(count)):
            return Frame(at, predicate.outcome, predicate.first, predicate.last, "object", None, predicate.real)
    if (
        predicate is not None
        and predicate.victim == "subject"
        and look.tag(predicate.first) in "G"
        and count.phrase.counts == "people"
    ):
        return None
    link = look.stem(k)
    noun = k - 1
    if link in ("of", "to", "among", "for"):
        if look.tag(noun) == "N" and look.stem(noun) not in look.known.nominal:
            noun -= 1
        found = look.known.nominal.get(look.stem(noun))
        if found is not None and link in found[1] and not look.negated(noun):
            if found[0] == "killed" and _short_of_death(look, noun):
                return None
            fatal = found[0] == "injured" and _fatal(look, noun)
            other = look.known.nominal.get(look.stem(noun - 2)) if look.tag(noun - 1) == "C" else None
            if other is not None and {other[0], found[0]} == {"killed", "injured"}:
                return Frame(at, "killed_or_injured", noun - 2, noun + 1, "nominal")  # "the killing and injury of 20"
            return Frame(at, "killed" if fatal else found[0], noun, noun + 1, "nominal")
    if link in look.play["holds"] and look.stem(k - 1) in look.play["graves"]:
        return Frame(at, "killed", k - 1, k, "nominal")  # "a mass grave containing 60 civilians"
    if link == "of" and look.stem(noun) in ("that", "those"):  # "the third death, that of a man"
        for j in range(noun - 1, max(look.s.first, noun - 6), -1):
            if (found := look.known.nominal.get(look.stem(j))) is not None and link in found[1]:
                return Frame(at, found[0], j, j + 1, "nominal")
            if look.tag(j) not in ",NPDJ":
                break
    along = k
    if look.tokens[k].possessive:  # "died along with his wife's two sons"
        along = k - 1 - (look.tag(k - 1) == "D")
    if look.stem(along) in look.play["with"] and (
        look.stem(along) == "alongside" or look.stem(along - 1) in look.play["along"]
    ):
        for j in range(along, max(look.s.first, along - 8), -1):
            predicate = look.at_last.get(j)
            if predicate is not None:
                return Frame(at, predicate.outcome, predicate.first, predicate.last, "subject", None, predicate.real)
    if (apart := told_apart(look, at, count, k)) is not None:
        return apart
    return inverted(look, at, count) or likewise(look, at, count, k) or light(look, at, count, k)


def _short_of_death(look: Look, noun: int) -> bool:
    """ "the attempted murders of", "the nearly lifeless body of": nobody need be dead."""
    state = look.stem(noun - 1) in look.known.states
    return look.stem(noun - 1 - state) in look.play["short_of"]


def _fatal(look: Look, noun: int) -> bool:
    """ "the fatal shooting of", "the fatal police shooting of"."""
    between = look.tag(noun - 1) in "NJ" and look.stem(noun - 1) not in look.play["fatal"]
    return look.stem(noun - 1 - between) in look.play["fatal"]


def coordinated(look: Look, at: int, count: Count) -> Frame | None:
    """ "killing Sami Nour and two others", "shot his wife and three children": joined to an object that is no count.

    Likewise "the death of Sami Nour and two others". A verb said of the count itself takes it out of the list.
    """
    k = look.skip_left(count.first - 1)
    joins = look.stem(k) in ("and", "plus") or _after_own(look, k) or _after_pronoun(look, k) or _after_object(look, k)
    if not joins or count.phrase.counts != "people":
        return None
    if look.adjacent_own(count):
        return None
    if _says(look, count):
        return None
    spoken = (
        look.tag(count.last) in "AVM"
    )  # of the count itself, but not in "the bodies of a man and a woman were found"
    for j in range(k - 1, max(look.s.first, k - 14) - 1, -1):
        predicate = look.at_last.get(j + 1)
        if predicate is not None:
            if spoken:
                return None
            adjective = look.tag(predicate.first) == "E" and look.tag(predicate.first - 1) in "DJ"
            reflexive = look.stem(j) in look.play["reflexive"]
            if (predicate.victim != "object" and not reflexive) or predicate.passive or predicate.bare or adjective:
                return None
            if j + 1 == k and not reflexive:
                return None
            return Frame(at, predicate.outcome, predicate.first, predicate.last, "object", None, predicate.real)
        if look.stem(j) in look.play["did"] and look.stem(j - 1) in look.play["likewise"]:
            return likewise(look, at, count, j)  # "as did their driver and two patients"
        if look.stem(j) in look.play["be"] and not spoken and (opening := _opens(look, j)) is not None:
            return Frame(at, opening.outcome, opening.first, opening.last, "object", None, opening.real)
        found = look.known.nominal.get(look.stem(j - 1)) if look.stem(j) == "of" else None
        if found is not None and not look.negated(j - 1):
            of_bodies = not spoken or look.stem(j - 1) in look.play["remains"]
            return Frame(at, found[0], j - 1, j, "nominal") if of_bodies else None
        if j in look.starts and look.s.counts[look.starts[j]].article and look.tag(j - 1) == ",":
            continue  # "killed Sami Nour, a commander, and four fighters"
        if spoken and j in look.starts and look.stem(j - 1) == "of":
            continue  # "the bodies of a man and a woman were found"
        if not spoken and look.stem(j) in look.play["hailing"] and look.tokens[j + 1].capital:
            continue  # "killing Sami Nour from Tell, and another farmer"
        if j in look.starts or look.tag(j) not in 'NJDHO,#C(")' or look.stem(j) in look.play["subjects"]:
            return None
    return None


def _says(look: Look, count: Count) -> bool:
    """Whether a count is who tells it, in texts without commas: "hit the gunmen an officer and a resident said"."""
    k = count.last
    if look.tag(k) == "P":
        k += 1
        while look.tag(k) in "NJD" and k < count.last + 5:
            k += 1
    return look.stem(k) in look.play["says"] and look.tag(k + 1) in ".,PH"


def _opens(look: Look, be: int) -> Predicate | None:
    """ "Gunned down in the house were Amal Haddad and …": the participle that opens a sentence turned round."""
    opening = look.at_first.get(look.s.first)
    if opening is None or not opening.bare or opening.last > be:
        return None
    return opening if all(look.tag(k) in "PDNJRH" for k in range(opening.last, be)) else None


def of_uncounted(look: Look, at: int, count: Count) -> Frame | None:
    """ "killed civilians, including a child", "Rebels died, among them two commanders": some of those not counted."""
    marker = marker_before(look.s, at)
    if marker is None or count.phrase.counts not in ("people", "nobody"):
        return None
    for k in range(marker, max(look.s.first, marker - UNCOUNTED), -1):
        predicate = look.at_last.get(k)
        nominal = look.known.nominal.get(look.stem(k - 2)) if look.stem(k - 1) == "of" else None
        if predicate is None and nominal is not None and not look.negated(k - 2):
            return Frame(at, nominal[0], k - 2, k - 1, "nominal")
        if predicate is not None:
            theirs = predicate.victim == "object" and not predicate.passive and not predicate.bare
            told = predicate.passive or predicate.victim == "subject"
            if not (told or (theirs and k < marker)):
                return None
            return Frame(at, predicate.outcome, predicate.first, predicate.last, "object", None, predicate.real)
        if look.tag(k - 1) not in "NJDP," or k - 1 in look.starts:
            return None
    return None


UNCOUNTED = 12
"""So many words before words of inclusion a word of harm is looked for."""


def _after_own(look: Look, k: int) -> bool:
    """ "killed her husband, two sons and a cousin": a comma after one of somebody's family."""
    owner = look.stem(k - 2) in look.play["owners"] - {"the"}
    return look.tag(k) == "," and owner and look.stem(k - 1) in look.people


def _after_object(look: Look, k: int) -> bool:
    """ "Fire kills grandmother, 3 children": a comma after the bare noun of one person, a verb of harm before it."""
    noun = look.people.get(look.stem(k - 1)) if look.tag(k) == "," else None
    return noun is not None and not noun.plural and k - 1 in look.at_last


def _after_pronoun(look: Look, k: int) -> bool:
    """ "shot her, six children and her husband": a comma after a pronoun that a word of harm has for its object."""
    return look.tag(k) == "," and look.stem(k - 1) in look.play["them"] and k - 1 in look.at_last


def stolen(look: Look, at: int, count: Count, predicate: Predicate) -> bool:
    """Whether the verb to the left is a bare participle that belongs to the count before it.

    Texts without commas: "Seven killed 37 others injured" has two reduced passives, not one active verb.
    """
    if look.tag(predicate.first) != "E":
        return False
    if not look.adjacent_own(count):
        return False
    before = look.s.counts[at - 1] if at else None
    if before is not None and before.last == predicate.first:
        return not before.article or marker_before(look.s, at - 1) is not None
    return (
        predicate.first - 1 >= look.s.first
        and look.stem(predicate.first - 1) in look.people
        and look.tag(predicate.first - 2) != "D"
    )


def light(look: Look, at: int, count: Count, k: int) -> Frame | None:
    """A verb that harms with what follows: "claimed 17 lives", "left ten dead", "forced thousands to flee"."""
    stem = look.stem(k)
    head = look.stem(count.phrase.heads[-1]) if count.phrase.heads else ""
    if not head and look.stem(count.figure.last) == "of" and look.stem(count.figure.last + 2) in ("own", "number"):
        head = "own"  # "lost 44 of their own"
    if (lost := their_lives(look, at, count, k)) is not None:
        return lost
    if stem in look.play["loses"] and of_a_force(look, head):
        return Frame(at, "killed", k, k + 1, "object", None, look.real(k))
    for verb in look.known.lights:
        if stem in verb.verbs and head in verb.nouns:
            return Frame(at, verb.outcome, k, k + 1, "object", None, look.real(k))
    if stem in look.known.capture:
        found = state_after(look, count)
        if found is not None and found.outcome == "abducted":
            return Frame(at, found.outcome, found.first, found.last, "object", None, look.real(k))
    governor = k
    if stem not in look.known.leave and look.tag(k) in ",C" and at and look.s.counts[at - 1].last >= k - 1:
        governor = look.skip_left(look.s.counts[at - 1].first - 1)
    if look.stem(governor) in look.known.leave:
        found = state_after(look, count)
        if found is None and look.stem(governor) in look.play["sees"]:
            found = _seen_to(look, count)
        if found is not None:
            return Frame(at, found.outcome, found.first, found.last, "object", None, look.real(governor))
    for verb in look.known.flights:
        if stem in verb.verbs and (verb.goals or verb.outcome != "displaced"):  # not "left two boys home alone"
            end = count.phrase.heads[0] + 1 if count.phrase.heads else count.last
            for j in range(end, min(end + 9, look.s.last)):
                if look.tag(j) in ".":
                    break
                if look.stem(j) in verb.goals or look.stem(j) in verb.nouns:
                    return Frame(at, verb.outcome, k, k + 1, "object", None, look.real(k))
    return None


def _seen_to(look: Look, count: Count) -> Predicate | None:
    """ "Saturday saw ten more die": what those counted are seen to do, right after them."""
    k = count.last + (look.stem(count.last) in look.play["before_figure"])
    predicate = look.at_first.get(k)
    return predicate if predicate is not None and predicate.victim == "subject" else None


def inverted(look: Look, at: int, count: Count) -> Frame | None:
    """ "Also wounded were a baker and two girls", "Hurt as well were nine": the harm opens the sentence."""
    k = look.skip_left(count.first - 1)
    told = k - 2 if look.stem(k - 1) == "well" and look.stem(k - 2) == "as" else k - (look.tag(k - 1) == "R")
    predicate = look.at_last.get(told) or look.at_last.get(k)
    if look.stem(k) not in look.play["be"] or predicate is None or predicate.victim == "subject":
        return None
    if any(look.tag(j) not in "RC" for j in range(look.s.first, predicate.first)):
        return None
    return Frame(at, predicate.outcome, predicate.first, predicate.last, "object", None, predicate.real)


def likewise(look: Look, at: int, count: Count, k: int) -> Frame | None:
    """ "The mayor was killed, as were two of his aides", "he met his end, as did two aides": the same befell them."""
    did = look.stem(k) in look.play["did"]
    if look.stem(k - 1) not in look.play["likewise"] or not (did or look.stem(k) in look.play["be"]):
        return None
    for j in range(k - 1, max(look.s.first, k - 12), -1):
        predicate = look.at_last.get(j)
        if predicate is not None:
            suffered = predicate.victim == "subject" if did else predicate.passive or predicate.victim == "subject"
            if not suffered:
                return None
            return Frame(at, predicate.outcome, predicate.first, predicate.last, "object", None, predicate.real)
        if look.tag(j - 1) in ".SV" and not (j == k - 1 and look.tokens[j - 1].text == ";"):
            return None
    return None


def light_left(look: Look, at: int, count: Count) -> Frame | None:
    """What a light verb before the count says: "took two victims to the hospital"."""
    return light(look, at, count, look.skip_left(count.first - 1))


def state_after(look: Look, count: Count) -> Predicate | None:
    """The state that a "left …" ends in, over the phrase's complements and parts: "left 25 members of X dead"."""
    for j in range(count.last, min(count.last + 18, look.s.last)):
        predicate = look.at_first.get(j)
        if predicate is not None:
            return predicate if predicate.victim == "state" or look.tag(j) == "E" else None
        if look.tag(j) in ".VM":
            return None
    return None
