"""The words of harm of a language: which outcome each tells, and by what grammar it takes its victims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from recount.model import Outcome

from ..language import Language, per_language
from ..record import Record
from ..words.syntax import parts_played

Grammar = Literal["object", "subject", "state", "counted"]
"""object: the object (passive: the subject) suffers; subject: the subject; state: who it is of; counted: itself."""


class Verb(Record, frozen=True):
    """A verb of harm. `weak` gives way to any other harm told of the same people ("shot" to "dead").

    `people`: it harms only people ("hit").
    """

    outcome: Outcome
    victim: Grammar
    lemma: str
    weak: bool
    people: bool


class Light(Record, frozen=True):
    """A verb that harms only together with a noun or goal after the figure; `passive`: it has no object then."""

    outcome: Outcome
    verbs: frozenset[str]
    nouns: frozenset[str]
    goals: frozenset[str]
    passive: bool


class Pattern(Record, frozen=True):
    """Alternatives of stems, one set a token ("*" up to three of any, "+" none or one), and what they say."""

    parts: tuple[frozenset[str], ...]
    outcome: Outcome
    victim: Grammar


class Closing(Record, frozen=True):
    """Verbs that harm with the words after those counted: "put … to death"."""

    outcome: Outcome
    verbs: frozenset[str]
    close: tuple[str, ...]


class General(Record, frozen=True):
    """Words of harm that happens all the time: "kills thousands every year"."""

    verbs: frozenset[str]
    frequencies: frozenset[str]
    times: frozenset[str]
    words: frozenset[str]
    defining: frozenset[str]


class Getaway(Record, frozen=True):
    """Who gets away from a crime, from what or how, and up to how many."""

    goals: frozenset[str]
    who: frozenset[str]
    few: int


class Harm(Record, frozen=True):
    """What `harm.toml` compiles to."""

    verbs: Mapping[str, Verb]
    states: Mapping[str, Outcome]
    counted: Mapping[str, Outcome]
    nominal: Mapping[str, tuple[Outcome, frozenset[str]]]
    patterns: Mapping[str, list[Pattern]]
    lights: tuple[Light, ...]
    claims: frozenset[str]
    """Verbs that with a noun of lives tell a death."""
    leave: frozenset[str]
    capture: frozenset[str]
    suffer: tuple[Light, ...]
    flights: tuple[Light, ...]
    toll_nouns: frozenset[str]
    toll_kinds: Mapping[str, Outcome]
    toll_counted: frozenset[str]
    toll_links: frozenset[str]
    modals: frozenset[str]
    risks: frozenset[str]
    doubting: frozenset[str]
    single: frozenset[str]
    denials: frozenset[str]
    fillers: frozenset[str]
    general: General
    getaway: Getaway
    released: frozenset[str]
    releases: frozenset[str]
    escapes: frozenset[str]
    mourned: frozenset[str]
    adverbs: Mapping[str, Outcome]
    remains: frozenset[str]
    wards: frozenset[str]
    losses: frozenset[str]
    closing: Mapping[str, list[Closing]]
    """By the first word of what closes."""
    triggers: frozenset[str]
    play: Mapping[str, frozenset[str]]


@per_language
def harm(language: Language) -> Harm:
    """The compiled words of harm of a language."""
    table = language.table("harm")
    verbs: dict[str, Verb] = {}
    for group in table["verb"]:
        for lemma, forms in group["forms"].items():
            for form in forms:
                weak, people = group.get("weak", False), group.get("people", False)
                verbs[form] = Verb(group["outcome"], group["victim"], lemma, weak, people)
    patterns: dict[str, list[Pattern]] = {}
    for group in table["phrase"]:
        for line in group["patterns"]:
            parts = tuple(frozenset(part.split("|")) for part in line.split())
            for stem in parts[0]:
                patterns.setdefault(stem, []).append(Pattern(parts, group["outcome"], group["victim"]))
    for several in patterns.values():
        several.sort(key=lambda pattern: -len(pattern.parts))
    states = {word: group["outcome"] for group in table["state"] for word in group["words"]}
    counted = {word: group["outcome"] for group in table["counted"] for word in group["words"]}
    nominal = {
        word: (group["outcome"], frozenset(group["links"]))
        for group in reversed(table["nominal"])
        for word in group["words"]
    }
    lights = tuple(_light(group) for group in table["light"])
    suffer = tuple(_light(group) for group in table["suffer"])
    flights = tuple(_light(group) for group in table["flight"])
    closing: dict[str, list[Closing]] = {}
    for group in table["closing"]:
        for close in (tuple(words.split()) for words in group["closes"]):
            closing.setdefault(close[0], []).append(Closing(group["outcome"], frozenset(group["verbs"]), close))
    kinds = table["toll"]["kinds"]
    nouns = frozenset(table["toll"]["nouns"])
    losses = frozenset(table["none"]["losses"])
    triggers = {*losses, *verbs, *states, *counted, *nominal, *nouns, *parts_played(language)["fate"]}
    for group in (*lights, *flights):
        triggers |= group.verbs
    for group in suffer:
        triggers |= {noun.split()[0] for noun in group.nouns}
    unsought = (one for several in closing.values() for one in several if not one.verbs <= triggers)
    triggers |= {max(reversed(one.close), key=len) for one in unsought}
    for several in patterns.values():
        for pattern in several:
            triggers |= _telling(pattern, triggers)
    return Harm(
        verbs,
        states,
        counted,
        nominal,
        patterns,
        lights,
        frozenset(verb for light in lights for verb in light.verbs if light.outcome == "killed"),
        frozenset(table["leave"]["verbs"]),
        frozenset(table["capture"]["verbs"]),
        suffer,
        flights,
        nouns,
        kinds,
        frozenset(table["toll"]["counted"]),
        frozenset(table["toll"]["links"]),
        frozenset(table["unreal"]["modals"]),
        frozenset(table["unreal"]["risks"]),
        frozenset(table["unreal"]["modals"]).union(*(parts_played(language)[part] for part in _DOUBTING)),
        frozenset(table["found"]["single"]),
        frozenset(table["denial"]["words"]),
        frozenset(table["fillers"]["words"]),
        General(**{key: frozenset(words) for key, words in table["general"].items()}),
        Getaway(frozenset(table["getaway"]["goals"]), frozenset(table["getaway"]["who"]), table["getaway"]["few"]),
        frozenset(table["released"]["verbs"]),
        frozenset(table["released"]["nouns"]),
        frozenset(table["released"]["escapes"]),
        frozenset(table["mourned"]["words"]),
        table["adverbs"],
        frozenset(table["found"]["remains"]),
        frozenset(table["found"]["wards"]),
        losses,
        closing,
        frozenset(triggers),
        parts_played(language),
    )


_DOUBTING = ("short_of", "averting", "instead", "close", "may_have", "awaited")
"""The words of syntax without which, and without a modal, no harm is told as not having happened."""


def _telling(pattern: Pattern, triggers: set[str]) -> frozenset[str]:
    """The stems of a pattern without which it cannot match and are not sought yet: its longest words."""
    parts = [part for part in pattern.parts if "+" not in part]
    if any(part <= triggers for part in parts):
        return frozenset()
    return max(reversed(parts), key=lambda part: min(len(stem) for stem in part))


def _light(group: Mapping[str, object]) -> Light:
    def stems(key: str) -> frozenset[str]:
        found = group.get(key, [])
        return frozenset(found) if isinstance(found, list) else frozenset()

    outcome: Outcome = group["outcome"]  # type: ignore[assignment]  # the table holds only the model's outcomes
    return Light(outcome, stems("verbs"), stems("nouns") | stems("homes"), stems("goals"), bool(group.get("passive")))
