"""Who suffered it: the noun phrase that a figure counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from recount.model import Figure

from ..language import Language
from ..record import Record
from ..words.people import PLAIN, Noun, People, body_at, people, years
from ..words.syntax import parts_played
from ..words.tokens import Token
from .figures import Found, bound_before, interval, numbers, said

Counts = Literal["people", "things", "unknown", "nobody"]
"""What a noun phrase counts; `nobody` where the figure stands without a noun."""


class Phrase(Record, frozen=True):
    """A noun phrase: `first` to `last` (exclusive), the heads' indices, and what it counts."""

    first: int
    last: int
    heads: tuple[int, ...]
    counts: Counts


def noun_phrase(
    tokens: Sequence[Token], tags: Sequence[str], at: int, last: int, language: Language, *, vague: bool = False
) -> Phrase:
    """The noun phrase that begins at `at` (just after a figure or an article), as far as it can be what is counted.

    Only after a `vague` quantity may a determiner follow ("half the population", "a number of its members").
    """
    known = people(language)
    if vague and at + 1 < last and tags[at] == '"' and tokens[at + 1].stem == "of":
        at += 1  # killed "hundreds" of troops
    first, side = at, False
    if at < last and tokens[at].stem in ("whom", "them") and at and tokens[at - 1].stem == "of":
        at += 1
        while at < last and tags[at] == "A":
            at += 1
        first = at
    elif at + 1 < last and tokens[at].stem == "of" and tokens[at + 1].stem in ("them", "whom", "which"):
        after = at + 2
        while after < last and tags[after] == "A":
            after += 1
        if after < last and tags[after] == "#":
            return Phrase(first, first, (), "nobody")  # "killed 15 of whom nine were children"
        verb = tokens[after - 1].stem in (*parts_played(language)["have"], "whom", "which")
        if after < last and tags[after] == "E" and verb:
            return Phrase(after, after, (), "nobody")  # "most of whom had fled Homs", "five of which targeted"
        first = at = after
    elif at < last and tokens[at].stem == "of":
        at += 1
        while at < last and tags[at] == "D":
            at += 1
        first = at
    elif at < last and tokens[at].stem == "from" and _forces_at(tokens, tags, at + 1, last, known):
        at += 1 + (tags[at + 1] == "D")  # "11 from the regime forces"
        first, side = at, True
    elif vague and at < last and tags[at] == "D" and tokens[at].stem in parts_played(language)["owners"]:
        at += 1
        first = at
    heads: list[int] = []
    end = _conjunct(tokens, tags, at, last, known, heads)
    if not heads:
        return Phrase(first, first, (), "nobody")
    end = _both_sides(tokens, tags, end, last, known, heads)
    head = tokens[heads[-1]]
    noun = known.nouns.get(head.stem)
    counts: Counts = (
        "people"
        if noun or side or years(head.stem, known) is not None
        else "things"
        if head.stem in known.things
        else "unknown"
    )
    if counts == "unknown" and head.capital and end < last and tokens[end].stem in parts_played(language)["tellers"]:
        return Phrase(first, first, (), "nobody")  # "wounding six SANA reported"
    if counts == "people":
        end = _joined(tokens, tags, end, last, known, heads)
        noun = known.nouns.get(tokens[heads[-1]].stem, noun)
        if noun is not None and (noun.weak or noun.collective):
            end = _complement(tokens, tags, _leads(tokens, tags, end, last, noun, known), end, last, known)
    return Phrase(first, end, tuple(heads), counts)


def _both_sides(
    tokens: Sequence[Token], tags: Sequence[str], end: int, last: int, known: People, heads: list[int]
) -> int:
    """ "Six army and police officers": two words of sides before one noun of people. Where the phrase ends."""
    if tokens[heads[-1]].stem in known.nouns or not _two_sides(tokens, end, last, known):
        return end
    heads[-1] = end + 2
    return end + 3


def _two_sides(tokens: Sequence[Token], at: int, last: int, known: People) -> bool:
    """Whether "and" at `at` joins two words of sides before a noun of people: "six regime and allied forces"."""
    if at + 2 >= last or tokens[at].stem != "and" or tokens[at - 1].stem not in known.words:
        return False
    side, noun = tokens[at + 1], known.nouns.get(tokens[at + 2].stem)
    named = side.stem in known.words or side.stem in known.nation
    return named and noun is not None and (noun.plural or noun.weak)


def _conjunct(tokens: Sequence[Token], tags: Sequence[str], at: int, last: int, known: People, heads: list[int]) -> int:
    """Read one simple noun phrase from `at`; its head goes onto `heads`. Where it ends."""
    head = -1
    start = at
    while at < last and at - start < 9:
        token, tag = tokens[at], tags[at]
        stem = token.stem
        if stem == "remain":
            break  # "Three remain in hospital"; of bodies it is "remains"
        noun = known.nouns.get(stem) if token.kind == "word" else None
        follow = tags[at + 1] if at + 1 < last else "."
        if tag == "N" and head < 0 and stem in known.suffering:
            break  # "one dies"
        if tag == "N" or (noun is not None and tag in "OJVP" and stem not in ("one",)):
            if head >= 0 and (_complete(tokens, head, at, known) or _people_among(tokens, tags, head, at, last, known)):
                break
            if tag in "VJ" and not _takes(tokens, at, known, head):
                if tag == "V" or (follow not in "NJ" and head >= 0):
                    break
                at += 1
                continue
            head = at
        elif tag == "J" and stem in known.which_time:
            break  # "killed 20 last year"
        elif tag == "J":
            if head >= 0 and (follow not in "NJ" or _plural(tokens[head], known) or _complete(tokens, head, at, known)):
                break
        elif tag in "EG":
            person_next = at + 1 < last and (
                tokens[at + 1].stem in known.nouns or (follow in "NJ" and at == start and tag == "E")
            )
            person_next = person_next and stem not in known.suffering
            if head >= 0 or not person_next or follow in "#D":
                break
        elif (
            (tag == "R" and head < 0 and at + 2 < last and tags[at + 1] in "EJ" and tokens[at + 2].stem in known.nouns)
            or (tag == "#" and years_apart(tokens, at, last))
            or (tag == '"' and head < 0 and at + 1 < last and tags[at + 1] in "NJ")
            or (tag == '"' and head >= 0 and _closes_name(tokens, tags, start, at, last, known))
            or (stem == "and" and head < 0 and at > start and _two_sides(tokens, at, last, known))
        ):
            pass
        else:
            break
        at += 1
    if head >= 0:
        heads.append(head)
        return head + 1
    return start


def _closes_name(tokens: Sequence[Token], tags: Sequence[str], start: int, at: int, last: int, known: People) -> bool:
    """Whether a mark closes a name before a noun of people: "four “Free Ones” fighters"."""
    opened = any(tags[k] == '"' for k in range(start, at))
    return opened and at + 1 < last and tokens[at - 1].capital and tokens[at + 1].stem in known.nouns


def _plural(token: Token, known: People) -> bool:
    return token.stem in known.nouns and known.nouns[token.stem].plural


def _takes(tokens: Sequence[Token], at: int, known: People, head: int) -> bool:
    """Whether a noun of people that is also an adjective or verb ("displaced", "dead", "guards") is meant as a noun."""
    noun = known.nouns[tokens[at].stem]
    if noun.lemma in ("dead", "wounded", "injured", "missing", "displaced"):
        return False
    if noun.lemma == "civilian" and head >= 0 and tokens[head].capital and tokens[head].stem in known.nations:
        return True  # "a Palestinian civilian was hurt"
    return noun.plural or head < 0 or noun.sex != "unknown"  # "an adult male"


def years_apart(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a number is an age written apart: "an 11 years-old child", "16 year old girl"."""
    return at + 1 < last and tokens[at + 1].stem in ("year-old", "years-old", "year-olds", "year", "years") and (
        "old" in tokens[at + 1].stem or (at + 2 < last and tokens[at + 2].stem == "old")
    )  # fmt: skip


def _complete(tokens: Sequence[Token], head: int, at: int, known: People) -> bool:
    """Whether the noun at `head` ends its phrase before `at`: a plural of people does, but for people or things."""
    noun = known.nouns.get(tokens[head].stem)
    follow = tokens[at]
    if follow.stem in ("hostage", "captive") and (noun is not None or years(tokens[head].stem, known) is not None):
        return True  # "took a 16-year-old hostage"
    if noun is None:
        return False
    if not noun.plural:
        if noun.lemma in _LEAN and _person_after(tokens, at, known):
            return False  # "two other American service members", "a female Nahr villager"
        # "a civilian Al-Ikhbariya": lower case before a capital, in texts that have lost their commas
        # but "a rebel Islamist group"
        return not tokens[head].capital and follow.capital and noun.status not in ("armed_group", "state_forces")
    if known.nouns.get(follow.stem, PLAIN).lemma in _SAID:
        return True  # "Leaves 20 Civilians Dead Reports"
    if follow.stem in known.nouns:
        return follow.capital and not tokens[head].capital
    houses = follow.stem in known.things and follow.stem.endswith("s")  # "the citizens houses", its apostrophe lost
    return not houses or (follow.capital and not tokens[head].capital)


_SAID = frozenset(["dead", "wounded", "injured", "missing", "hostage", "captive"])
"""Nouns of people that after a plural of people say something of them."""

_LEAN = frozenset(["other", "female", "male"])
"""Nouns that are also said of a noun after them."""


def _person_after(tokens: Sequence[Token], at: int, known: People) -> bool:
    """Whether a noun of people follows within a name or two of capitals."""
    for k in range(at, min(at + 4, len(tokens))):
        if tokens[k].stem in known.nouns and not tokens[k].capital:
            return True
        if not tokens[k].capital:
            break
    return tokens[at].capital and at + 2 < len(tokens) and tokens[at + 2].stem in known.nouns


def _joined(tokens: Sequence[Token], tags: Sequence[str], end: int, last: int, known: People, heads: list[int]) -> int:
    """Take in "and women", "women and children": further nouns of people under the same figure."""
    bare = tokens[heads[0]].stem in ("others", "people", "persons")  # "dozens of others, women and children included"
    while end + 1 < last and len(heads) < 4:
        at = end
        if (
            tags[at] == ","
            and not bare
            and tags[at + 1] == "N"
            and tokens[at + 1].stem in known.nouns
            and _list_goes_on(tokens, tags, at + 2, last, known)
        ) or (tags[at] == "C" and tokens[at].stem in ("and", "or") and tags[at + 1] in "NJ"):
            at += 1
        elif not (tags[at] == "N" and tokens[at].stem in known.nouns and known.nouns[tokens[at].stem].plural):
            return end
        more: list[int] = []
        stop = _conjunct(tokens, tags, at, last, known, more)
        if not more:
            return end
        noun = known.nouns.get(tokens[more[0]].stem)
        if (
            noun is None
            or (at == end and _among_them(tokens, tags, stop, last))
            or not (noun.plural or noun.collective)
            or stop - at > 3
            or (stop < last and tags[stop] in "AVM" and len(heads) == 1 and tags[at - 1] == ",")
        ):
            return end
        heads.extend(more)
        end = stop
    return end


def _people_among(tokens: Sequence[Token], tags: Sequence[str], head: int, at: int, last: int, known: People) -> bool:
    """ "Fourteen people women and children among them": people or lives, and then who is among them."""
    noun = known.nouns.get(tokens[head].stem)
    general = noun is not None and noun.plural and noun.lemma in ("person", "life")
    return general and _among_them(tokens, tags, at, last)


def _among_them(tokens: Sequence[Token], tags: Sequence[str], at: int, last: int) -> bool:
    """ "over 60 civilian lives women and children among them": words of inclusion after a list, without commas."""
    while at < last and tags[at] in "CN":
        at += 1
    return at < last and tokens[at].stem in ("among", "amongst", "included")


def _list_goes_on(tokens: Sequence[Token], tags: Sequence[str], at: int, last: int, known: People) -> bool:
    return at + 1 < last and tags[at] == "C" and tokens[at + 1].stem in known.nouns


def _leads(tokens: Sequence[Token], tags: Sequence[str], end: int, last: int, noun: Noun, known: People) -> int:
    """What leads from a noun to the body of its people: "of", "belonging to", "in" after a rank; -1 if nothing does."""
    if end + 1 >= last:
        return -1
    if tokens[end].stem in ("of", "from") or (noun.lemma in known.harmed and tokens[end].stem in ("among", "amongst")):
        return end
    if tokens[end].stem in known.belonging and tags[end + 1] in "TP":
        lives = end + 2 < last and tokens[end + 2].stem in ("his", "her", "their")  # "fighting for their lives"
        return -1 if lives else end + 1
    joined = noun.lemma in known.ranks and tokens[end].stem in ("in", "with")
    return end if joined and _forces_at(tokens, tags, end + 1, last, known) else -1


def _forces_at(tokens: Sequence[Token], tags: Sequence[str], first: int, last: int, known: People) -> bool:
    """Whether the noun phrase that begins at `first` names forces or an armed group, within a few words."""
    for at in range(first, min(first + 4, last)):
        if tags[at] not in 'NJD"':
            return False
        if known.words.get(tokens[at].stem) in ("state_forces", "armed_group") or body_at(tokens, at, last, known):
            return True
    return False


def _complement(tokens: Sequence[Token], tags: Sequence[str], lead: int, end: int, last: int, known: People) -> int:
    """Take in "of regime forces and HTS" after a noun that says little itself; `lead` is the word before them."""
    if lead < 0 or lead + 1 >= last:
        return end
    at = lead + 1
    stop = end
    if tokens[at].stem in ("it", "them"):
        return at + 1  # "12 members of it"
    while at < last and at - end < 10:
        alone = tags[at] == "J" and not (at + 1 < last and tags[at + 1] in "NJ") and tags[at - 1] != "D"
        if alone and tokens[at].stem not in known.words:
            break  # "members of the brigade dead", but "members of the Syrian military"
        if tags[at] in "NJ":
            stop = at + 1
        elif (
            tags[at] in 'D"'
            or (tags[at] == "E" and tags[at - 1] != "N" and at + 1 < last and tags[at + 1] in "NJ")
            or (tokens[at].stem in ("one", "single") and at + 1 < last and tags[at + 1] in "NJ")
        ):
            pass
        elif tokens[at].stem == "of" and at + 1 < last and tokens[at - 1].capital and tokens[at + 1].capital:
            pass  # "members of the Ministry of Defence"
        elif tags[at] == "C" and at + 1 < last and (tags[at + 1] in "NJ" or tokens[at + 1].stem in ("their", "its")):
            if at + 2 < last and tags[at + 2] in "AVM":
                break
        else:
            break
        at += 1
    return stop if stop > end else end


def article_figure(
    text: str, tokens: Sequence[Token], tags: Sequence[str], at: int, last: int, language: Language, floor: int
) -> tuple[Found, Phrase] | None:
    """ "a woman", "an elderly man", "a second man", "another": one person counted by an article; "a couple": two."""
    known = people(language)
    stem = tokens[at].stem
    if stem not in ("a", "an", "another"):
        return None
    ordinal = tokens[min(at + 1, last - 1)].stem in parts_played(language)["ordinal"]
    phrase = noun_phrase(tokens, tags, at + 1 + ordinal, last, language)
    if phrase.first != at + 1 + ordinal or (ordinal and stem == "another"):
        return None
    if phrase.counts == "nobody" or (phrase.counts != "people" and stem == "another"):
        critical = tokens[min(at + 1, last - 1)].stem in parts_played(language)["conditions"]
        alone = stem == "another" and (
            critical or (phrase.counts == "nobody" and (at + 1 >= last or tags[at + 1] not in "#J"))
        )
        if alone and not _of_deeds(tags, at + 1, last):
            words = tokens[at].text
            return Found(at, at + 1, at, Figure(words, "exact", 1, 1), "number"), Phrase(at + 1, at + 1, (), "nobody")
        return None
    if phrase.counts != "people":
        return None
    head = phrase.heads[0]
    noun = known.nouns.get(tokens[head].stem, PLAIN)
    pair = noun.lemma in parts_played(language)["two"] and not (head + 1 < last and tokens[head + 1].stem == "of")
    if noun.plural or (noun.collective and not pair) or len(phrase.heads) > 1 or (ordinal and noun.lemma == "victim"):
        return None
    first, modifier = bound_before(tokens, floor, at, numbers(language))
    over = modifier == "more_than" and tokens[at - 1].stem == "over"
    if modifier in ("about", "up_to") or over:
        first, modifier = at, None  # "a story about a girl", "walked up to a guard", "bent over a girl"
    low, high = interval(modifier or "exact", 2 if pair else 1)
    words = text[tokens[first].start : tokens[head].end]
    return Found(first, head + 1, at, Figure(words, said(modifier), low, high), "number"), phrase


def _of_deeds(tags: Sequence[str], at: int, last: int) -> bool:
    """Whether what follows "another" is a deed ("another raiding party"), not what befell one ("suffering from")."""
    return at < last and tags[at] == "G" and (at + 1 >= last or tags[at + 1] not in "PT")


def without_source(
    tokens: Sequence[Token], tags: Sequence[str], found: Found, phrase: Phrase, play: Mapping[str, frozenset[str]]
) -> Phrase:
    """Nobody, where the noun before a verb of saying is the source: "wounding 60 activists said", without commas.

    The figure is a verb's object, or a participle stands right after it ("40 wounded state television said").
    """
    said = phrase.last + 1 >= len(tags) or tags[phrase.last + 1] in ".HP"
    if tokens[phrase.last].stem not in play["says"] and not said:
        return phrase  # "40 residents reported missing"
    object_of = found.first > 0 and tags[found.first - 1] in "EG"
    if tokens[phrase.heads[-1]].stem not in play["sources"] or not (object_of or tags[found.last] == "E"):
        return phrase
    return Phrase(found.last, found.last, (), "nobody")
