"""The grammar of harmed individuals: a sentence's units ("a 14-year-old boy", "was shot"), and the forms they make.

Words and forms are data (`languages/<code>/persons.toml`). A sentence becomes units of one kind each, with names of
people as single units; the forms are matched over them (`forms.py`). Sentences are cut at a bounded length, so that
matching is linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from ..record import Record
from ..sayings.speakers import Scene
from ..tables import load_table
from ..words.forms import Needs, after_group, codes_of, compiled
from ..words.memo import Memo
from ..words.names import Name, name_words
from ..words.tokens import Token, stems_of, texts_of, token_of
from .ageforms import AgeForm, age_forms
from .ages import OLDEST, age_in, split_age

_BUILT_IN = ("name", "posname", "source", "age", "num", "noun", "kin", "pronoun", "possessive", "himself", "title",
             "plain", "cap", "comma", "semi", "colon", "open", "close", "hyphen", "quote", "stop", "both")  # fmt: skip
_MARKS = {",": "comma", ";": "semi", ":": "colon", "(": "open", ")": "close", "[": "open", "]": "close", "-": "hyphen",
          "–": "comma", "—": "comma", ".": "stop", "!": "stop", "?": "stop", "\n": "stop"}  # fmt: skip
_POSSESSED = frozenset({"noun", "kin", "victim", "suspect", "group"})
TELLING = frozenset(
    {
        "kill",
        "killing",
        "shot",
        "gunned",
        "vigil",
        "mourn",
        "stabbing",
        "wound",
        "wounding",
        "strike",
        "striking",
        "shooting",
        "die",
        "dead",
        "death",
        "body",
        "wounds",
        "suffer",
        "fatally",
        "bury",
    }
    | {"pronounced", "found", "taken", "hospital", "condition", "identify", "victim", "suspect", "charge", "charging"}
    | {
        "face",
        "life",
        "survive",
        "treatment",
        "by",
        "missing",
        "abduct",
        "hospitalized",
        "turn",
        "seen",
        "called",
        "leave",
        "cut",
        "bleed",
        "save",
        "perishing",
        "suicide",
        "okay",
    }
)
_COMMON = ("plain", "cap", "comma", "in", "of", "the", "some", "to", "name", "num", "title", "stop", "and",
           "possessive", "be")  # fmt: skip
"""Kinds that most sentences hold: they tell little of whether a form may fit."""

_AFTER_OBJECT = frozenset({"in", "adv", "comma", "stop", "and", "but", "by", "to", "where", "semi", "dead", "quote"})
_OFFICE = frozenset({"title", "cap", "plain", "the", "possessive", "posname", "noun", "stop"})
_LEAD = 8
"""Words of office that may stand between "according to" and a name."""

_TOLD = frozenset({"pronoun", "possessive", "noun", "kin", "old", "fatal"})
"""Kinds that tell of a person beside those of `TELLING`: a sentence without any of them is passed over."""

LONGEST = 160
"""Units after which a sentence is cut: what is longer is no sentence."""


class Form(NamedTuple):
    """A compiled form: what it gives, whether it names, the kinds that it needs, its pattern.

    `needs` are sets of kinds: a sentence must hold one of each, and one of the rarest set, which `by_need` looks up.
    `rest` is the pattern of what must follow the people where it opens with them, else empty.
    """

    gives: str
    names: bool
    needs: tuple[frozenset[str], ...]
    pattern: str
    rest: str


class PersonGrammar(Record, frozen=True):
    """The table `persons.toml` of one language, compiled.

    `by_need` leads from a kind to the numbers of the forms whose first need it meets; `alone` says what a word is.
    """

    kinds: dict[str, str]
    sexes: dict[str, str]
    numbers: dict[str, int]
    birthdays: frozenset[str]
    ahead: frozenset[str]
    codes: dict[str, str]
    forms: tuple[Form, ...]
    ages: tuple[AgeForm, ...]
    telling: frozenset[str]
    plural: frozenset[str]
    same_surname: frozenset[str]
    found_dead: frozenset[str]
    doers: frozenset[str]
    accomplices: frozenset[str]
    police: frozenset[str]
    patients: frozenset[str]
    days: frozenset[str]
    custody: frozenset[str]
    unreal: frozenset[str]
    survivable: frozenset[str]
    objects: frozenset[str]
    others: frozenset[str]
    limbs: frozenset[str]
    vital: frozenset[str]
    both: frozenset[str]
    links: frozenset[str]
    twins: frozenset[str]
    oldest: dict[str, int]
    by_need: dict[str, frozenset[int]]
    alone: Memo[Alone]


class Alone(Record, frozen=True):
    """What a word is wherever it stands, unless it begins a name: its kind and what it is worth.

    `ages` tells that an age of several words may begin with it, `more` that it may be more than a plain unit: it has a
    worth, begins an age, or is the stop of a title.
    """

    kind: str
    value: int | None
    ages: bool
    more: bool


class Unit(Record, frozen=True):
    """One unit: its kind, its tokens (`last` exclusive), and what it is worth (an age in years, a number)."""

    kind: str
    first: int
    last: int
    value: int | None = None


@cache
def person_grammar(code: str) -> PersonGrammar:
    """The compiled grammar of harmed individuals of a language. Raises DataError where its table is broken."""
    table: dict[str, Any] = load_table(code, "persons")
    source = f"languages/{code}/persons.toml"
    kinds: dict[str, str] = {}
    sexes: dict[str, str] = {}
    sexed = {"pronouns": "pronoun", "possessives": "possessive", "reflexives": "himself", "kin": "kin", "nouns": "noun"}
    for section, kind in sexed.items():
        for sex, words in table[section].items():
            for word in words:
                kinds.setdefault(word, kind)
                if sex != "either":
                    sexes.setdefault(word, sex)
    sexes.update((word, sex) for sex, words in table["groups"].items() for word in words)
    for kind, words in table["class"].items():
        for word in words:
            kinds.setdefault(word, kind)
    codes = codes_of([*_BUILT_IN, *table["class"]])
    kind_of = {char: kind for kind, char in codes.items()}
    common = frozenset(codes[kind] for kind in _COMMON)
    by_need: dict[str, set[int]] = {}
    needs_of = Needs(codes, table["macro"], common).of
    forms: list[Form] = []
    for form in table["form"]:
        rarest, *needs = needs_of(form["say"]) or [frozenset(kind_of)]
        for char in rarest:
            by_need.setdefault(kind_of[char], set()).add(len(forms))
        forms.append(
            Form(
                form["gives"],
                bool(form.get("names")),
                tuple(frozenset(kind_of[char] for char in need) for need in needs),
                compiled(source, form["say"], codes, table["macro"]),
                compiled(source, after_group(form["say"], table["macro"]), codes, table["macro"]),
            )
        )
    telling = frozenset(word for word, kind in kinds.items() if kind in TELLING | _TOLD).union(table["both"])
    made = PersonGrammar(
        kinds,
        sexes,
        table["numbers"],
        frozenset(table["birthdays"]),
        frozenset(table["ahead"]),
        codes,
        tuple(forms),
        age_forms(source, table, codes, common),
        telling,
        frozenset(table["pronouns"]["either"]),
        frozenset(table["same_surname"]),
        frozenset(table["found_dead"]),
        frozenset(table["doers"]),
        frozenset(table["accomplices"]),
        frozenset(table["police"]),
        frozenset(table["patients"]),
        frozenset(table["days"]),
        frozenset(table["custody"]),
        frozenset(table["unreal"]),
        frozenset(table["survivable"]),
        frozenset(table["objects"]),
        frozenset(table["others"]),
        frozenset(table["limbs"]),
        frozenset(table["vital"]),
        frozenset(table["both"]),
        frozenset(table["links"]),
        frozenset(table["twins"]),
        table["oldest"],
        {kind: frozenset(numbers) for kind, numbers in by_need.items()},
        Memo(lambda word: _alone(token_of(word), made, name_words(code).titles)),
    )
    return made


def units_of(
    scene: Scene, first: int, last: int, grammar: PersonGrammar, first_names: Mapping[str, Name]
) -> list[Unit]:
    """The units of the tokens from `first` to `last`, at most `LONGEST`.

    `first_names` leads from a first name that only one person of the text bears to the person's full name.
    """
    names, register, tokens, texts = scene.names, scene.register, scene.tokens, texts_of(scene.tokens)
    made: list[Unit] = []
    end = first
    while end < last and len(made) < LONGEST:
        begin, past = end, min(last, end + LONGEST - len(made))
        read = list(map(grammar.alone.__getitem__, texts[begin:past]))
        plain = list(map(Unit, [alone.kind for alone in read], range(begin, past), range(begin + 1, past + 1)))
        for at in [at for at, alone in enumerate(read, begin) if alone.more or at in names]:
            if at < end:
                continue
            made += plain[end - begin : at - begin]
            alone, name = read[at - begin], names.get(at)
            unit: Unit | None = Unit(alone.kind, at, at + 1, alone.value)
            if name is not None and name.last <= last and (register.knows(name) or name.words[0] in first_names):
                unit = Unit("posname" if name.possessive else "name", at, name.last)
            elif tokens[at].text == ".":
                unit = None if made and _abbreviates(scene, at, made[-1]) else unit  # "Sgt.", "Jr."
            elif alone.ages and at + 1 < last:
                unit = _split_age(tokens, at, last, grammar) or unit
            end = unit.last if unit is not None else at + 1
            if unit is not None:
                made.append(unit)
        made += plain[end - begin :]
        end = max(end, past)
    return _seen(scene, made, grammar)


def _abbreviates(scene: Scene, at: int, before: Unit) -> bool:
    """Whether a stop belongs to the title before it ("Sgt.") or to a name's suffix ("Jr.")."""
    return before.kind in {"title", "jr", "name"} and scene.tokens[at - 1].stem in scene.abbreviations


def _split_age(tokens: Sequence[Token], at: int, last: int, grammar: PersonGrammar) -> Unit | None:
    """The age that several tokens tell: "22-year old", "52 year-old", "six months old", "21 y/o"."""
    told = split_age(tokens, at, last, grammar.numbers)
    return None if told is None else Unit("age", at, *told)


def tells(scene: Scene, first: int, last: int, grammar: PersonGrammar) -> bool:
    """Whether a sentence's tokens hold any word that may tell of a person: a name, "he", an age, a word of harm."""
    names, stems = scene.names, stems_of(scene.tokens)[first:last]
    if not grammar.telling.isdisjoint(stems) or not names.keys().isdisjoint(range(first, last)):
        return True
    return "old" in "\n".join(stems)


def _seen(scene: Scene, units: list[Unit], grammar: PersonGrammar) -> list[Unit]:
    """The units with names that name nobody told of set apart: who is the source, and places before a noun.

    A possessive that owns nothing is an object ("shot her in the arm").
    """
    opening = 1 if units[0].kind == "stop" and len(units) > 1 else 0
    if scene.tokens[units[opening].first].stem in grammar.both:
        units[opening] = units[opening]._replace(kind="both")  # "Both were shot."
    for at in [at for at, unit in enumerate(units) if unit.kind == "name" or unit.kind == "possessive"]:
        unit = units[at]
        if unit.kind == "possessive" and scene.tokens[unit.first].stem in grammar.objects:
            after = units[at + 1].kind if at + 1 < len(units) else "stop"
            times = after == "num" and at + 2 < len(units) and scene.tokens[units[at + 2].first].stem == "times"
            if after in _AFTER_OBJECT or times:
                units[at] = unit._replace(kind="pronoun")
        if unit.kind != "name":
            continue
        if at + 1 < len(units) and units[at + 1].kind == "noun":
            units[at] = unit._replace(kind="title")  # "the Glen Moor man"
            continue
        if at + 1 < len(units) and scene.tokens[units[at + 1].first].text == "/":
            units[at] = unit._replace(kind="source")  # "Ann Lee / Glen Moor Post"
            continue
        k = at - 1
        while k > 0 and at - k < _LEAD and units[k].kind in _OFFICE:
            k -= 1
        if k > 0 and units[k].kind == "to" and scene.tokens[units[k - 1].first].stem == "according":
            units[at] = unit._replace(kind="source")
    return units


def unit_at(scene: Scene, at: int, grammar: PersonGrammar) -> Unit:
    """The unit of one token that begins no name."""
    alone = grammar.alone[scene.tokens[at].text]
    return Unit(alone.kind, at, at + 1, alone.value)


_shared = cache(Alone)
"""Words of one kind share what they are: there are few, and many words."""


def _alone(token: Token, grammar: PersonGrammar, titles: frozenset[str]) -> Alone:
    """What a token is that begins no name."""
    if token.kind == "mark":
        return _shared(_MARKS.get(token.text, "quote"), None, False, token.text == ".")
    if token.kind == "number":
        value = int(token.text) if token.text.isdigit() and len(token.text) <= 3 else None
        return _shared("num", value if value is not None and value <= OLDEST else None, True, True)
    kind, value, ages = _of_word(token, grammar, titles)
    return _shared(kind, value, ages, ages or value is not None)


def _of_word(token: Token, grammar: PersonGrammar, titles: frozenset[str]) -> tuple[str, int | None, bool]:
    """The kind of a word, what it is worth, and whether an age of several words may begin with it."""
    stem = token.stem
    kind = grammar.kinds.get(stem)
    number = stem.replace("‑", "-").replace("‐", "-").partition("-")[0]
    ages = (kind is None or token.possessive) and (number in grammar.numbers or number.isdigit())
    if kind is not None:
        return "possessive" if token.possessive and kind in _POSSESSED else kind, None, ages
    if "old" in stem or stem[0].isdecimal():
        told, age = age_in(stem, grammar.numbers)
        if told:
            return "age", age, ages
    if stem in grammar.numbers:
        return "num", grammar.numbers[stem], ages
    return "plain" if not token.capital else "title" if stem in titles else "cap", None, ages
