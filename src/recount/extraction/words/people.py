"""Nouns of people: what each says of status, age and sex."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from recount.model import Age, Sex, Status

from ..language import Language, per_language
from ..record import Record
from .memo import Memo
from .syntax import parts_played
from .tokens import Token


class Noun(Record, frozen=True):
    """What a noun of people says."""

    lemma: str
    status: Status
    age: Age
    sex: Sex
    weak: bool
    plural: bool
    collective: bool


class People(Record, frozen=True):
    """What `people.toml` compiles to."""

    nouns: Mapping[str, Noun]
    things: frozenset[str]
    words: Mapping[str, Status]
    nation: frozenset[str]
    forces: frozenset[str]
    stateless: frozenset[str]
    office: frozenset[str]
    national: frozenset[str]
    nations: frozenset[str]
    fellows: frozenset[str]
    harmed: frozenset[str]
    ranks: frozenset[str]
    ranked: frozenset[str]
    fighting_for: frozenset[str]
    bare_members: frozenset[str]
    belonging: frozenset[str]
    bodies: Mapping[str, list[tuple[tuple[str, ...], Status]]]
    sexes: Mapping[str, Sex]
    young_words: frozenset[str]
    limit: int
    which_time: frozenset[str]
    suffering: frozenset[str]
    years: Memo[int | None]
    """The age in years that a word like "17-year-old" or "6-month-old" tells."""


def plural(noun: str) -> str:
    """The regular plural of an English noun; a compound's is that of its last piece ("gunmen", "schoolchildren")."""
    for ending, several in _ENDINGS.items():
        if noun.endswith(ending) and noun not in _REGULAR:
            return noun[: -len(ending)] + several
    if noun.endswith(("s", "sh", "ch", "x", "z")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


_ENDINGS = {"man": "men", "child": "children", "wife": "wives"}
_REGULAR = frozenset(["human", "german", "norman", "roman", "turkman", "turcoman"])


@per_language
def people(language: Language) -> People:
    """The compiled nouns of people of a language."""
    table = language.table("people")
    young, collective = set(table["age"]["child"]), set(table["age"]["collective"])
    sexes: dict[str, Sex] = {}
    for sex in ("female", "male"):
        sexes.update(dict.fromkeys(table["sex"][sex], sex))
    weak = {*table["words"]["weak"], *table["nations"]["nouns"]}
    nouns: dict[str, Noun] = {}
    numbers = {**language.table("numbers")["units"], **language.table("numbers")["tens"]}
    lemmas: dict[str, Noun] = {}
    status: Status
    for status in ("civilian", "state_forces", "armed_group", "unknown"):
        for lemma in table["nouns"][status] + (table["nations"]["nouns"] if status == "unknown" else []):
            noun = Noun(
                lemma,
                status,
                "child" if lemma in young else "unknown",
                sexes.get(lemma, "unknown"),
                lemma in weak,
                False,
                lemma in collective,
            )
            lemmas.setdefault(lemma, noun)
            nouns.setdefault(lemma, noun)
            nouns.setdefault(plural(lemma), noun._replace(plural=True))
    for form, lemma in table["plural"].items():
        nouns[form] = lemmas[lemma]._replace(plural=True)
    things = {form for word in table["things"]["words"] for form in (word, plural(word))}
    words: dict[str, Status] = dict.fromkeys(_sided(table), "armed_group")
    for status in ("state_forces", "armed_group", "civilian"):
        words.update(dict.fromkeys(table["words"][status], status))
    bodies: dict[str, list[tuple[tuple[str, ...], Status]]] = {}
    for status in ("state_forces", "armed_group", "civilian"):
        for body in table["bodies"][status]:
            stems = tuple(body.split())
            bodies.setdefault(stems[0], []).append((stems, status))
    for several in bodies.values():
        several.sort(key=lambda body: -len(body[0]))
    return People(
        nouns,
        frozenset(things - set(nouns)),
        words,
        frozenset(table["words"]["nation"]),
        frozenset(table["words"]["forces"]),
        frozenset(table["words"]["stateless"]),
        frozenset(table["words"]["office"]),
        frozenset(table["words"]["national"]),
        frozenset(table["nations"]["nouns"]),
        frozenset(table["words"]["fellows"]),
        frozenset(table["words"]["harmed"]),
        frozenset(table["words"]["ranks"]),
        frozenset(table["words"]["ranked"]),
        frozenset(table["words"]["fighting_for"]),
        frozenset(table["words"]["bare_members"]),
        frozenset(table["words"]["belonging"]),
        bodies,
        sexes,
        frozenset(young),
        table["age"]["limit"],
        parts_played(language)["which_time"],
        parts_played(language)["suffers"],
        Memo(lambda stem: _years(stem, table["age"]["pattern"], table["age"]["young"], numbers)),
    )


def _sided(table: Mapping[str, Any]) -> Iterator[str]:
    """Words made of a side's name: "pro-Assad", "Iran-backed", "ex-ISIS"."""
    sided, groups = table["sided"], table["words"]["armed_group"]
    for name in sided["names"]:
        yield from (f"{before}-{name}" for before in sided["before"])
        yield from (f"{name}-{after}" for after in sided["after"])
    yield from (f"{former}-{group}" for former in sided["former"] for group in groups)


def _years(stem: str, endings: Sequence[str], of_babies: Sequence[str], numbers: Mapping[str, int]) -> int | None:
    """The age in years that a word tells in digits or in words ("16-year-old", "twenty-six-year-old")."""
    for ending in endings:
        said = stem[: -len(ending)] if stem.endswith(ending) else ""
        if said.isdecimal():
            return 0 if ending in of_babies else int(said[:3])
        pieces = said.split("-")
        if said and all(piece in numbers for piece in pieces):
            return 0 if ending in of_babies else sum(numbers[piece] for piece in pieces)
    return None


def years(stem: str, known: People) -> int | None:
    """The age in years that a word like "17-year-old" or "6-month-old" tells."""
    return known.years[stem]


PLAIN = Noun("", "unknown", "unknown", "unknown", True, False, False)
"""A noun that is none of people: it takes its status from the words beside it ("civilian deaths")."""


def body_at(tokens: Sequence[Token], at: int, stop: int, known: People) -> Status | None:
    """The status of the members of a body whose name begins at `at`: "Free Syrian Army", "White Helmets"."""
    for stems, status in known.bodies.get(tokens[at].stem, ()):
        if at + len(stems) <= stop and all(tokens[at + n].stem == stem for n, stem in enumerate(stems)):
            return status
    return None
