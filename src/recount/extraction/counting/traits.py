"""What a noun phrase tells of those whom it counts: status, age and sex."""

from __future__ import annotations

from collections.abc import Sequence

from recount.model import Age, Sex, Status

from ..language import Language
from ..record import Record
from ..words.people import PLAIN, Noun, People, body_at, people
from ..words.tokens import Token
from .victims import Phrase


class Traits(Record, frozen=True):
    """Status, age and sex as the words tell them."""

    status: Status = "unknown"
    age: Age = "unknown"
    sex: Sex = "unknown"


def traits(tokens: Sequence[Token], phrase: Phrase, language: Language) -> Traits:
    """What a phrase says of those it counts."""
    known = people(language)
    if not phrase.heads:
        return Traits()
    each = [_head_traits(tokens, phrase, head, known) for head in phrase.heads]
    statuses = {one.status for one in each}
    if len(statuses) == 2 and "unknown" in statuses and tokens[phrase.heads[-1]].stem == "men":
        statuses.discard("unknown")  # "officers and men"
    status: Status = statuses.pop() if len(statuses) == 1 else "mixed" if "unknown" not in statuses else "unknown"
    if len(each) == 1 and phrase.last > phrase.heads[0] + 1:
        sides = _sides(tokens, phrase, known)
        if len(sides) > 1 and known.nouns.get(tokens[phrase.heads[0]].stem, PLAIN).weak:
            status = "mixed"
    age: Age = "child" if all(one.age == "child" for one in each) else "unknown"
    sexes = {one.sex for one in each}
    return Traits(status, age, each[0].sex if len(sexes) == 1 else "unknown")


def _sides(tokens: Sequence[Token], phrase: Phrase, known: People) -> set[Status]:
    """The statuses of the groups joined in a complement: "members of regime forces and HTS"."""
    found: set[Status] = set()
    run: Status | None = None
    joined = False
    for at in range(phrase.heads[0] + 1, phrase.last):
        status = known.words.get(tokens[at].stem)
        if tokens[at].stem == "and":
            joined = True
            if run:
                found.add(run)
            run = None
        elif status is not None:
            run = status
        elif (noun := known.nouns.get(tokens[at].stem)) is not None and noun.status != "unknown":
            run = noun.status
    if run:
        found.add(run)
    return found if joined else set()


def _head_traits(tokens: Sequence[Token], phrase: Phrase, head: int, known: People) -> Traits:
    noun = known.nouns.get(tokens[head].stem, PLAIN)
    status, age, sex = noun.status, noun.age, noun.sex
    inside = [tokens[at].stem for at in range(phrase.first, phrase.last)]
    for at, stem in enumerate(inside):
        told = known.years[stem]
        if told is None and stem in ("year", "years", "year-old", "years-old") and at and inside[at - 1].isdecimal():
            told = int(inside[at - 1][:3])
        if told is not None:
            young = told < known.limit
            age = "child" if young else "unknown"
            if young and status == "unknown":
                status = "civilian"
        if (
            stem in known.young_words
            and stem != tokens[head].stem
            and age == "unknown"
            and noun.status in ("unknown", "civilian")
        ):
            age = "child" if stem in ("teenage", "teenaged", "underage", "juvenile") else age
        if sex == "unknown" and stem in known.sexes and at + phrase.first < head:
            sex = known.sexes[stem]
    if age == "child" and status == "unknown":
        status = "civilian"
    own = {tokens[at].stem for at in range(max(0, phrase.first - 2), head)} & {"its", "country", "nation"}
    if noun.lemma in known.national and (own or any(tokens[at].capital for at in range(phrase.first, head))):
        status = "unknown"
    if noun is PLAIN and tokens[head].stem in known.words:
        body = next((said for at in range(phrase.first, head) if (said := body_at(tokens, at, head + 1, known))), None)
        status = body or known.words[tokens[head].stem]  # "three NDF were killed", "two from the Free Army"
    elif noun.weak:
        status = _beside(tokens, phrase, head, noun, known) or status
    return Traits(status, age, sex)


def _beside(tokens: Sequence[Token], phrase: Phrase, head: int, noun: Noun, known: People) -> Status | None:
    """The status that the words beside a weak noun give it: those before it from the nearest on, then those after."""
    floor = max((other + 1 for other in phrase.heads if other < head), default=phrase.first)
    order = [*range(head - 1, floor - 1, -1)]
    stop = phrase.last if head == phrase.heads[-1] else head + 1
    if stop > head + 1:
        after = range(stop - 1, head, -1)
        order = [*after, *order] if noun.lemma in known.ranks else [*order, *after]
    body = next((body for at in range(floor, stop) if (body := body_at(tokens, at, stop, known))), None)
    if body is not None:
        return body
    for at in order:
        stem = tokens[at].stem
        if noun.status == "civilian" and stem in known.office:
            continue
        if noun.lemma in ("person", "people") and at > head and stem in ("family", "families"):
            continue  # "three people from another family"
        if stem == "armed" and at + 1 < len(tokens) and tokens[at + 1].stem == "forces":
            continue
        if at > head and tokens[at].text in '“"' and noun.lemma == "member":
            return "armed_group"  # bodies that call themselves armies stand in quotation marks
        if stem in known.words:
            if at > head and known.words[stem] == "state_forces" and _fights_for(tokens, head, at, known):
                continue  # "tribesmen loyal to the government"
            return known.words[stem]
        if noun.lemma in known.forces and stem in known.nation:
            return "state_forces"
        if noun.lemma in known.forces and stem in known.stateless:
            return "armed_group"
        other = known.nouns.get(stem)
        if other is not None and at > head and other.status != "unknown" and not other.weak:
            if other.status == "civilian" and not other.plural and not other.collective:
                continue  # "two bodyguards of the minister"
            return other.status
        if at > head and other is not None and other.lemma in known.forces:
            beside = {tokens[k].stem for k in range(head + 1, phrase.last)}
            if beside & known.stateless and not beside & set(known.words):
                return "armed_group"
            if beside & known.nation and not beside & set(known.words):
                return "state_forces"
    return None


def _fights_for(tokens: Sequence[Token], head: int, at: int, known: People) -> bool:
    """Whether a word between a noun and the name of a side tells that he is only loyal to it."""
    return any(tokens[k].stem in known.fighting_for for k in range(head + 1, at))
