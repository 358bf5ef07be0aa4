"""Actors: which phrases name somebody who may have done harm, and on which side they stand."""

from __future__ import annotations

from collections.abc import Mapping

from recount.model import Span

from ..counting.counts import Count
from ..language import Language, per_language
from ..record import Record
from ..view.view import View
from ..words.people import people, years
from ..words.phrases import Np, head_of


class Acts(Record, frozen=True):
    """What `acts.toml` compiles to."""

    attacks: frozenset[str]
    actors: frozenset[str]
    adjectives: frozenset[str]
    not_by: frozenset[str]
    telling: frozenset[str]
    doing: frozenset[str]
    weapons: frozenset[str]
    never: frozenset[str]
    blame: frozenset[str]
    holds: frozenset[str]
    starts: frozenset[str]
    till: frozenset[str]
    answerable: frozenset[str]
    fought: frozenset[str]
    vague: frozenset[str]
    fires: frozenset[str]
    ruled: frozenset[str]
    bound: frozenset[str]
    fights: frozenset[str]
    against: frozenset[str]
    aside: frozenset[str]
    occasions: frozenset[str]
    onset: frozenset[str]
    counted_to: frozenset[str]
    stood: frozenset[str]
    revised: frozenset[str]
    violent: frozenset[str]
    anybody: frozenset[str]
    nobody: frozenset[str]
    unreal: frozenset[str]
    kinds: frozenset[str]
    hands: frozenset[str]
    work: frozenset[str]
    partly: frozenset[str]
    made_by: frozenset[str]
    arms: frozenset[str]
    makes: frozenset[str]
    themselves: frozenset[str]
    jails: frozenset[str]
    in_jail: frozenset[str]
    same: frozenset[str]
    hours: frozenset[str]
    naming: frozenset[str]
    nature: frozenset[str]
    charged: frozenset[str]
    countries: frozenset[str]
    """Lands that act as well as those who act for them."""
    who: frozenset[str]
    """Of the words that tell who did it one at least stands in a sentence that does."""
    guilty: frozenset[str]
    suspect: frozenset[str]
    crimes: frozenset[str]
    goes_on: Mapping[str, list[str]]
    sides: Mapping[str, str]
    means: Mapping[str, str]
    gerund: tuple[str, ...]
    claimed_by: tuple[str, ...]


@per_language
def acts(language: Language) -> Acts:
    """The words of acts of violence and of who commits them."""
    table = language.table("acts")
    attacks = frozenset(table["attacks"])
    sets = {
        name: frozenset(table[name])
        for name in Acts.field_names()
        if name
        not in ("attacks", "telling", "naming", "countries", "who", "goes_on", "sides", "means", "gerund", "claimed_by")
    }
    naming = attacks - frozenset(table["nameless"])
    by_rule = ("hands", "work", "jails", "blame", "holds", "doing", "suspect", "charged", "guilty", "fights", "fought")
    return Acts(
        attacks=attacks,
        telling=(attacks - frozenset(table["quiet"])) | frozenset(table["telling"]),
        naming=naming,
        countries=frozenset(language.table("places")["countries"]),
        who=naming.union(("by",), *(sets[name] for name in by_rule)),
        gerund=tuple(table["gerund"]),
        claimed_by=tuple(table["claimed_by"]),
        goes_on=table["goes_on"],
        sides={stem: side for side, stems in table["sides"].items() for stem in stems},
        means={stem: kind for kind, stems in table["means"].items() for stem in stems},
        **sets,
    )


class Actor(Record, frozen=True):
    """Somebody who is said to act: the word that shows it, the words for them, and the rule."""

    at: int
    np: Np
    rule: str


def actor_of(view: View, np: Np, at: int, rule: str) -> Actor | None:
    """The actor that a phrase names: itself, or the words that name one before the noun of an attack."""
    known = acts(view.language)
    tokens, tags = view.tokens, view.tags
    if tokens[np.first].stem == "that" and np.last - np.first > 1:
        np = Np(np.first + 1, np.last)  # "said that terrorists fired"
    stems = view.stems[np.first : np.last]
    if (
        not (known.never.isdisjoint(stems) and known.unreal.isdisjoint(stems))
        or stems[0] == "no"
        or tags[np.last - 1] == "#"
    ):
        return None
    if _one_of_two(view, np):
        return None
    head = head_of(tokens, tags, np)
    stem = tokens[head].stem
    if stem in known.attacks and stem not in known.actors:
        return _before_attack(view, np, head, at, rule)
    if stem in known.weapons and not any(
        one in known.adjectives or (one in known.actors and one not in known.weapons) for one in stems
    ):
        return None
    if stem in known.actors or (stem in known.countries and tokens[head].capital and head == np.last - 1):
        return Actor(at, np, rule)
    acting = tokens[head].capital and [
        k for k, stem in enumerate(stems, np.first) if stem in known.actors or stem in known.adjectives
    ]
    if acting:
        attack = next((k for k in range(acting[0], np.last) if tokens[k].stem in known.attacks), None)
        return Actor(at, np if attack is None else Np(np.first, max(acting[0] + 1, attack)), rule)
    return None


def _one_of_two(view: View, np: Np) -> bool:
    """ "By Syrian or Russian planes": it is not known by whom."""
    led = np.first - 1 - (np.first > 1 and view.tags[np.first - 1] == "P")  # "of Syrian jets or of Russian ones"
    return "or" in view.stems[np.last : np.last + 1] or (np.first > 0 and view.stems[led] == "or")


def _before_attack(view: View, np: Np, head: int, at: int, rule: str) -> Actor | None:
    """Who is named before the noun of an attack at `head`: "Turkish shelling", "Assads air force raids"."""
    known = acts(view.language)
    tokens, tags = view.tokens, view.tags
    last = head
    while (
        last > np.first
        and _whose(view, last - 1) not in known.adjectives
        and (
            tokens[last - 1].stem in known.attacks
            or (tags[last - 1] in "JGE" and not tokens[last - 1].capital)
            or tokens[last - 1].stem in known.kinds
        )
    ):
        last -= 1
    first = last
    while first > np.first and (
        _whose(view, first - 1) in known.adjectives
        or _whose(view, first - 1) in known.actors
        or (tokens[first - 1].capital and tags[first - 1] == "N")
    ):
        first -= 1
    if last == head and tokens[head].stem in known.arms and (owner := _owner(view, np.first, head)) is not None:
        return Actor(at, owner, rule)
    named = [_whose(view, k) for k in range(first, last)]
    if not any(name in known.adjectives or name in known.actors for name in named):
        return None
    if named[0] in known.vague and tokens[last].stem not in known.fires:
        return None
    return Actor(at, Np(first, last), rule)


def _whose(view: View, k: int) -> str:
    """The stem of a word, without a clitic 's or an ending of who claims: "Russia's attack", "ISIS-claimed"."""
    stem = view.stems[k]
    if stem.endswith(acts(view.language).claimed_by):
        return stem.rpartition("-")[0]
    return stem[:-2] if view.tokens[k].possessive and stem.endswith(("'s", "’s")) else stem


def _owner(view: View, first: int, arms: int) -> Np | None:
    """The name right before arms, whose they are: "RSF shells", "Ahrar al-Sham rockets"; not their make or people."""
    known, tokens = acts(view.language), view.tokens
    at = arms
    while at > first and tokens[at - 1].capital and view.tags[at - 1] == "N":
        at -= 1
    stems = view.stems[at:arms]
    if at == arms or (arms - at == 1 and not tokens[at].text.isupper()):
        return None  # "Grad rockets", "Hellfire missiles"
    if any(stem in known.makes or stem in known.attacks or any(char.isdigit() for char in stem) for stem in stems):
        return None
    return Np(at, arms)


def by_name(view: View, np: Np, verb: int) -> Np | None:
    """A phrase that names who did it though no word of it is an actor's: "Jaish al-Islam shelled", "Boko Haram"."""
    known, tokens, tags = acts(view.language), view.tokens, view.tags
    first = np.first
    while first < np.last and tags[first] in "DJ" and not tokens[first].capital:
        first += 1
    run = range(first, np.last)
    if _one_of_two(view, np):
        return None
    if (
        not run
        or tokens[np.first].stem == "no"
        or tokens[verb].capital
        or not all(tokens[k].capital or tags[k] in "PC" for k in run)
    ):
        return None
    if len(run) == 1 and (first == 0 or tags[first - 1] in '."' or tokens[first - 1].text == "\n"):
        return None  # the capital of a sentence's first word says nothing
    for k in run:
        stem = tokens[k].stem
        if (
            stem in known.never
            or stem in known.nature
            or stem in known.not_by
            or stem in known.attacks
            or stem in known.nobody
            or tags[k] == "H"
        ):
            return None
    return Np(first, np.last)


def anybody(view: View, np: Np) -> bool:
    """Whether a phrase is one of people, whoever they are: "a former student", "someone in a dark car"."""
    known, tokens = acts(view.language), view.tokens
    head = head_of(tokens, view.tags, np)
    stem = tokens[head].stem
    if tokens[np.first].stem == "no" or _one_of_two(view, np):
        return False
    if any(tokens[k].stem in known.nobody or tokens[k].stem in known.never for k in range(np.first, np.last)):
        return False
    known_people = people(view.language)
    person = stem in known_people.nouns or years(stem, known_people) is not None
    return stem in known.anybody or (person and view.tags[head] in "NJ")


def sides_of(view: View, first: int, last: int) -> frozenset[str]:
    """The sides that the words from `first` to `last` (exclusive) name."""
    sides = acts(view.language).sides
    return frozenset([sides[stem] for stem in view.stems[first:last] if stem in sides])


def harmed(view: View, count: Count) -> frozenset[str]:
    """The sides of those whom a count counts: nobody is harmed by their own."""
    return sides_of(view, min(count.first, count.phrase.first), count.last)


def clash(view: View, victims: Span | None, actor: Span) -> bool:
    """Whether an actor stands on the side of the victims."""
    if victims is None:
        return False
    theirs = sides_of(view, view.token_at(victims.start), view.token_at(victims.end - 1) + 1)
    return bool(theirs) and not theirs.isdisjoint(
        sides_of(view, view.token_at(actor.start), view.token_at(actor.end - 1) + 1)
    )


def means_of(view: View, number: int) -> frozenset[str]:
    """With what the harm of the line `number` was done, as far as its words tell: from the air, by guns, by a bomb."""
    means = acts(view.language).means
    sentence = view.lines[number].sentence
    return frozenset(
        means[view.tokens[k].stem] for k in range(sentence.first, sentence.last) if view.tokens[k].stem in means
    )
