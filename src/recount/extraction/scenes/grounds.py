"""Grounds: which words of a phrase name a place, and how narrow a place it is."""

from __future__ import annotations

from recount.model import Span

from ..harm.harm import harm
from ..view.line import Line
from ..view.view import View
from ..words.phrases import Np, head_of, span_of
from .ground_words import GroundWords, ground_words

ORDINAL = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "0th", "11th", "12th", "13th")
"""Endings of numbered streets."""


def named_place(view: View, line: Line, np: Np, known: GroundWords) -> Np | None:
    """The part of a phrase that names a place, or None."""
    tokens, tags, stems = view.tokens, view.tags, view.stems
    bare = not [True for token in tokens[np.first : np.last] if token.capital]
    if bare and known.unnamed.isdisjoint(stems[np.first : np.last]):
        return None
    if (
        not known.events.isdisjoint(stems[np.first : np.last])
        and any(stems[k] in known.events and not tokens[k].capital for k in range(np.first, np.last))
        and any(proper(view, k, known) for k in range(np.first, np.last))
    ):
        return None  # "at the Hadar festival"
    np = _before_time(view, line, np)
    whole = np
    np = _trimmed(view, _without_direction(view, np, known), known)
    if not tokens[np.first].stem[:1].isdigit():
        np = _from_name(view, np, known)
    np = _to_other(view, np, known)
    if np.last < whole.last and stems[np.last] in known.wards and stems[whole.first - 1] in known.treats:
        return None  # "at Tell hospital"
    if tags[whole.first] == "D" and _serves(view, np.last, whole.last, known):
        return None  # "of the Tell ambulance service"
    if np.last - np.first == 1 and tokens[np.first].text.isupper() and _of_a_group(view, np, known):
        return None  # "in ABC terror attack"
    if any(stems[k].endswith(OLD) for k in range(np.first, np.last)):
        return None  # "the shooting of 5-year-old Ali Hassan"
    np = _without_verb(view, np)
    if np.last - np.first == 1 and _verb(view, np.first):
        return None  # "Car Bombing Claims 40 Lives"
    head = head_of(tokens, tags, np)
    if _never(view, np, head, known) or _whose(view, np, known):
        return None
    if not known.clinics.isdisjoint(stems[np.first : np.last]):
        return None
    if "H" in tags[np.first : np.last] or len(tokens[head].text) < 2:
        return None
    if any(time.span.start < tokens[np.last - 1].end and tokens[np.first].start < time.span.end for time in line.times):
        return None
    capital = [
        k
        for k in range(np.first, np.last)
        if tokens[k].capital and tags[k] in "NJ" and tokens[k].stem not in known.peoples
    ]
    if not capital:
        if stems[head] in known.edges and not known.peoples.isdisjoint(stems[np.first : head]):
            return np
        if stems[head] in known.lands and not known.directions.isdisjoint(stems[np.first : head]):
            first = np.first + 1 if tags[np.first] == "D" else np.first
            while first < head and tokens[first].possessive:
                first += 1
            return Np(first, np.last)
        return None
    if (
        not tokens[head].capital
        and tokens[head].stem not in known.kinds
        and tokens[head].stem not in known.regions
        and tokens[head].stem not in known.sites
    ):
        return None
    if tokens[head].stem in known.kinds and head + 1 < np.last and tokens[head + 1].stem == "of":
        if _narrower_before(view, np, head, known):
            return Np(np.first, head + 1)  # "the Zahra district of Homs"
        if not known.never.isdisjoint(stems[head + 2 : np.last]):
            return None  # "areas of the Autonomous Administration"
        return Np(next((k for k in range(head + 2, np.last) if tags[k] != "D"), np.first), np.last)
    return np


def _serves(view: View, at: int, last: int, known: GroundWords) -> bool:
    """Whether the noun of an office follows a name at `at`: "the Tell fire department", not "… department store"."""
    return any(
        view.stems[k] in known.services and view.stems[k + 1] not in known.grounds
        for k in range(at, min(last, at + SERVICE))
    )


SERVICE = 2
"""Within so many words of a town's name stands the noun of who works there: "the Tell ambulance service"."""


def _never(view: View, np: Np, head: int, known: GroundWords) -> bool:
    """Whether a phrase has a word of what is no place; "the Tell front" is one, the Nusra Front is none."""
    words = view.stems[np.first : head + 1]
    if known.never.isdisjoint(words):
        return False
    inner = known.never.isdisjoint(words[:-1])
    small = words[-1] in known.small and not view.tokens[head].capital
    return not (inner and small and any(proper(view, k, known) for k in range(np.first, head)))


def _whose(view: View, np: Np, known: GroundWords) -> bool:
    """Whether a phrase is only a side, or a country before those who act for it: "the Houthis", "in Iran army fire"."""
    stem = view.stems[np.last - 1]
    country = stem in known.countries
    if np.last < len(view.stems) and country and np.last - np.first == 1:
        return view.stems[np.last] in known.actors and not view.tokens[np.last].capital
    whose = known.sides | known.actors
    side = all(view.stems[k] in whose for k in range(np.first, np.last) if view.tags[k] != "D")
    return side and not country


OLD = ("-year-old", "-years-old", "-month-old", "-months-old")
"""Endings of ages."""


def _before_time(view: View, line: Line, np: Np) -> Np:
    """A phrase without the time that follows its name: "in Tell on March 3rd 2019"."""
    tokens = view.tokens
    for time in line.times:
        if tokens[np.first].end <= time.span.start < tokens[np.last - 1].end:
            return Np(np.first, max(np.first + 1, view.token_at(time.span.start)))
    return np


def _narrower_before(view: View, np: Np, head: int, known: GroundWords) -> bool:
    """Whether the name before "of" is the narrower one: "the Zahra district of Homs", not "the Homs suburb of Tell"."""
    before = range(np.first, head)
    if not any(proper(view, k, known) for k in before):
        return False
    if not any(proper(view, k, known) for k in range(head + 2, np.last)):
        return True
    if view.tags[np.first] != "D":
        return True  # "Tell city of Homs"
    stems = view.stems
    return stems[head] not in known.settled and known.directions.isdisjoint(stems[k] for k in before)


def _of_a_group(view: View, np: Np, known: GroundWords) -> bool:
    """Whether a short name in capitals is of who attacks: an act stands after it, and other words are no capitals."""
    follow = view.tokens[np.last : np.last + 2]
    return len(view.tokens[np.first].text) < 5 and any(
        token.stem in known.attacks and not token.text.isupper() for token in follow
    )


def _without_verb(view: View, np: Np) -> Np:
    """A headline's place without the verb after it: "in Southern Tell Claims 187 Lives"."""
    return Np(np.first, np.last - 1) if np.last - np.first > 1 and _verb(view, np.last - 1) else np


def _verb(view: View, k: int) -> bool:
    """Whether a word is a verb of harm before a number, be it a capital one."""
    known, verb = harm(view.language), view.stems[k]
    return (
        k + 1 < len(view.tags)
        and view.tags[k + 1] == "#"
        and (verb in known.verbs or verb in known.leave or verb in known.claims)
    )


def proper(view: View, k: int, known: GroundWords) -> bool:
    """Whether a word is of a place's own name, not a people's, a country's or a direction."""
    return known.own[view.tokens[k].text] and view.tags[k] in "NJ"


def first_proper(view: View, np: Np, known: GroundWords) -> int | None:
    """Where the first word of a place's own name stands in a phrase, None where none does."""
    return next((k for k in range(np.first, np.last) if proper(view, k, known)), None)


def _without_direction(view: View, np: Np, known: GroundWords) -> Np:
    """ "Tell city north of Hadar" is Tell city."""
    stems = view.stems
    if "of" in stems[np.first : np.last]:
        for k in range(np.first + 1, np.last - 1):
            if stems[k] in known.directions and stems[k + 1] == "of" and stems[k - 1] != "the":
                return Np(np.first, k)
    return np


def _from_name(view: View, np: Np, known: GroundWords) -> Np:
    """A phrase from its name on, where another noun runs into it: "a car bomb Hadar", "a transit point Tell area"."""
    tokens, tags = view.tokens, view.tags
    name = first_proper(view, np, known)
    before = range(np.first, np.first if name is None else name)
    if not before or not any(tags[k] == "N" and not tokens[k].capital for k in before):
        return np
    if any(tokens[k].stem in known.plain or tokens[k].stem in ("of", "for") or "-" in tokens[k].stem for k in before):
        return np
    return Np(before.stop, np.last)


def _to_other(view: View, np: Np, known: GroundWords) -> Np:
    """A phrase up to a noun of another subject that follows its name: "Hadar school fire Photos" is Hadar school."""
    tokens, tags = view.tokens, view.tags
    named = False
    for k in range(np.first, np.last):
        named = named or proper(view, k, known)
        stem = tokens[k].stem
        if k > np.first and named and tokens[k].capital and stem in known.cuts:
            return Np(np.first, k)
        if (
            named and not tokens[k].capital and tags[k] in "NJ"
            and stem not in known.grounds and stem not in known.directions
        ):  # fmt: skip
            return Np(np.first, k)
    return np


def _trimmed(view: View, np: Np, known: GroundWords) -> Np:
    """A phrase without the lower-case words after its name, in texts without commas: "in Homs state media said"."""
    tokens, tags = view.tokens, view.tags
    last = np.last
    while last - 1 > np.first and not tokens[last - 1].capital and tokens[last - 1].stem not in known.grounds:
        last -= 1
    if last == np.last or tags[last - 1] != "N" or not any(tokens[k].capital for k in range(np.first, last)):
        return np
    if tags[np.first] == "D" and tokens[last - 1].capital:
        return np
    return np if tokens[last - 1].stem in known.peoples or tokens[last - 1].possessive else Np(np.first, last)


def place_span(view: View, np: Np) -> Span:
    """The words of a place; of a country's possessive that lost its apostrophe ("Syrias") only the name.

    Without the article of a noun that is no part of it: "at an Odell warehouse" is Odell.
    """
    known = ground_words(view.language)
    rest = view.tokens[np.first + 1 : np.last]
    if rest and view.tokens[np.first].stem in known.some and all(token.capital for token in rest):
        np = Np(np.first + 1, np.last)
    span = span_of(view.text, view.tokens, np)
    stem = view.tokens[np.last - 1].stem
    if stem not in known.countries and stem.endswith("s") and stem[:-1] in known.countries and span.exact.endswith("s"):
        return Span.of(view.text, span.start, span.end - 1)
    return span


def level(view: View, np: Np) -> str:
    """How narrow a place is: a named "site" or quarter, a "town" (any other name), "land" that holds many towns
    ("Hadar province"), what lies "beside" a name ("north of Tell"), a "country", or "unnamed" ("a rebel-held town")."""
    known = ground_words(view.language)
    stems = view.stems[np.first : np.last]
    if first_proper(view, np, known) is None:
        lands = any(stem in known.countries or stem.removesuffix("s") in known.countries for stem in stems)
        return "country" if lands and known.sites.isdisjoint(stems) else "unnamed"
    if stems[0] in known.directions and len(stems) > 1 and stems[1] == "of":
        return "beside"
    if not known.wide.isdisjoint(stems):
        return "land"
    return "site" if not known.quarters.isdisjoint(stems) or stems[0].endswith(ORDINAL) else "town"
