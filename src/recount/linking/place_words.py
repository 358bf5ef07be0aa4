"""The words of a place taken apart: the names in them, what the words beside say of each, and what holds it."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files
from typing import Literal, NamedTuple

import msgspec

from recount.model import DataError

from .gazetteer import Entry, gazetteer
from .gazetteer.folding import fold

Level = Literal["", "town", "province", "county", "country"]

LONGEST = 200
"""Characters of a claim's place words that are read; the rest of a longer phrase is left out."""

_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ.-][^\W_]+)*['’]?\.?|[,;/&()]")
_CAPITAL = re.compile(r"(?:[a-z]{1,4}[-'’])?[^\W\d_a-z]")
_ARTICLES = frozenset(("al", "el", "ad", "ez", "de", "des", "du", "di", "da", "la", "le"))
_OWNER = re.compile(r"(.+?)(?:['’]s|(?<=s)['’])$")
_ASIDE = re.compile(r"\([^()]*\)")
_START = re.compile(r"^(?:the|in|at|near)\s+", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:Interstate|(?:U\.?S\.? )?Highway|Route|State Road|County Road|I-)\s?\d"
    r"|\d[\w-]*\s+(?:block|and|&|[^\W\d])|\d+(?:st|nd|rd|th)\b"
)


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The contents of `gazetteer/words.toml`; its head documents each field."""

    town: frozenset[str]
    province: frozenset[str]
    county: frozenset[str]
    country: frozenset[str]
    rural: frozenset[str]
    centre: frozenset[str]
    under: frozenset[str]
    facility: frozenset[str]
    quarter: frozenset[str]
    districts: frozenset[str]
    before: frozenset[str]
    holds: frozenset[str]
    beside: frozenset[str]
    joins: frozenset[str]
    regions: frozenset[str]
    describes: frozenset[str]
    seas: frozenset[str]
    beyond: frozenset[str]
    follows: frozenset[str]
    leads: frozenset[str]
    prepositions: frozenset[str]
    never: frozenset[str]
    parts: dict[str, str]
    coasts: dict[str, frozenset[str]]
    shown: dict[str, str]


@functools.cache
def vocabulary() -> Words:
    """The words around names of places, as packaged.

    Raises DataError where the file breaks its format.
    """
    text = files("recount.linking.gazetteer").joinpath("words.toml").read_text(encoding="utf-8")
    try:
        return msgspec.convert(tomllib.loads(text), Words)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise DataError("gazetteer/words.toml", str(fault), "follow the format in the file's head") from fault


class Named(NamedTuple):
    """One name among a place's words, with what the words beside it say.

    `name` is the bare name, `whole` what stands there with the words before and after it that are written as parts of
    a name ("West Bank", "Qardaha hospital"). `level` is what a noun calls it, `part` the side of it that is meant
    ("north", "countryside", "centre", "coast", "south-coast"); `small` says that the words name something smaller than
    a town.
    """

    name: str
    whole: str
    level: Level = ""
    part: str = ""
    small: bool = False


class Phrase(NamedTuple):
    """A place's words read: the places that are meant, those that hold them, and those they lie by."""

    names: tuple[Named, ...]
    holders: tuple[Named, ...] = ()
    beside: tuple[Named, ...] = ()


@functools.lru_cache(maxsize=4096)
def read(words: str) -> Phrase:
    """A claim's place words taken apart; no names where they name none ("the outskirts of the capital").

    An address ("the 2800 block of Elm Street", "5th and Main") stays whole: it names one small place.
    """
    words = " ".join(_ASIDE.sub(" ", words[:LONGEST]).split())
    bare = _START.sub("", words)
    if _ADDRESS.match(bare):
        head, _, rest = bare.partition(", ")
        return Phrase((Named(head, head, small=True),), read(rest).names if rest else ())
    groups: dict[str, list[Named]] = {"names": [], "holders": [], "beside": []}
    segment: list[str] = []
    waiting: list[str] = []
    where = "names"
    for word in [*_TOKEN.findall(words), ""]:
        link = _link(word)
        if link is None:
            people = _people(word)
            owner = _OWNER.match(word)
            if people is None:
                segment.append(owner.group(1) if owner else word)
            else:
                groups["holders"].append(Named(people.name, people.name, "country"))
            if not owner or people is not None:
                continue
            link = "owner"
        if link == "holders" and len(segment) > 1 and _side(fold(segment[-1])) and _segment(segment):
            segment.pop()
            link = "beside"
        named = _segment((waiting if _of_country(segment) else _description(waiting)) + segment)
        if named:
            groups["holders" if link == "owner" else where] += named
            waiting = []
        elif link in ("holders", "owner", "end"):
            waiting = waiting + segment
        else:
            waiting = []
        segment = []
        if named and link in ("holders", "beside"):
            where = link
        elif link == "join" and word != ",":
            where = "names"
    if waiting and not groups["names"] and groups["holders"]:
        part, small = _described(waiting)
        groups["names"] = [groups["holders"].pop()._replace(part=part, small=small)]
    if not groups["names"]:
        key = "holders" if groups["holders"] else "beside"
        groups["names"], groups[key] = groups[key], []
    return Phrase(tuple(groups["names"]), tuple(groups["holders"]), tuple(groups["beside"]))


def described(words: str) -> str:
    """The part of a country that words without a name mean ("the coastal provinces": "coast"), empty where none.

    All the words must be sides, seas with a coast, nouns for stretches of a country, and words that change nothing.
    """
    known = vocabulary()
    tokens = _TOKEN.findall(" ".join(_ASIDE.sub(" ", words[:LONGEST]).split()))
    folded = [fold(token) for token in tokens]
    part = _described(tokens)[0]
    coast = part.endswith("coast")
    if not part or part in ("countryside", "centre") or (not coast and not known.rural.isdisjoint(folded)):
        return ""
    sea = _sea(folded) if coast else set[int]()
    if any(
        not (low in known.regions or low in known.describes or _side(low) or low in known.rural or i in sea)
        for i, low in enumerate(folded)
    ):
        return ""
    return part if any(low in known.regions or low.removesuffix("s") in known.country for low in folded) else ""


def _of_country(segment: list[str]) -> bool:
    """Whether some words are a country's name, of which "the eastern provinces" are a side and not its kind."""
    found = gazetteer().named(" ".join(token for token in segment if token.lower() != "the"))[:1]
    return bool(found) and found[0].kind == "country"


def _people(word: str) -> Entry | None:
    """The country that a word speaks of without being its name: "Syrian", or "Syrias" in texts without apostrophes."""
    found = gazetteer().people(word)
    if found is None and word[-1:] == "s" and word.isalpha() and word[:1].isupper() and not gazetteer().named(word):
        found = next((entry for entry in gazetteer().named(word[:-1])[:1] if entry.kind == "country"), None)
    return found


def _link(token: str) -> str | None:
    """What a token does between names: join, hold, lie beside, close, end; None for a word of a name or beside one."""
    if token == "":
        return "end"
    if token in ("(", ")"):
        return "skip"
    known, low = vocabulary(), token.lower()
    if token in (",", ";", "/", "&") or low in known.joins:
        return "join"
    if low in known.holds:
        return "holders"
    return "beside" if low in known.beside else None


def _description(segment: list[str]) -> list[str]:
    """What nameless words before "of" say of the name after it: in "the northern city of Homs" not its side."""
    known = vocabulary()
    if any(fold(token) in known.town | known.province for token in segment):
        return [token for token in segment if not _side(fold(token))]
    return segment


def _described(tokens: list[str]) -> tuple[str, bool]:
    """The part of a place that nameless words mean, and whether they mean something small in it."""
    known = vocabulary()
    folded = [fold(token) for token in tokens]
    parts = [part for low in folded if (part := _part(low))]
    small = any(low in known.quarter or low in known.facility for low in folded)
    if "coast" in parts:
        sides = [part for part in parts if part in known.parts.values() and part != "coast"]
        seas = ["-".join(folded[i] for i in sorted(sea))] if (sea := _sea(folded)) else []
        return "-".join([*(sides or seas)[:1], "coast"]), small
    return (parts[0] if parts else ""), small


def _sea(folded: list[str]) -> set[int]:
    """Where the name of the first sea stands in some words."""
    for i in range(len(folded)):
        for size in (2, 1):
            if " ".join(folded[i : i + size]) in vocabulary().seas:
                return set(range(i, min(i + size, len(folded))))
    return set()


def _part(low: str) -> str:
    known = vocabulary()
    return _side(low) or ("countryside" if low in known.rural else "centre" if low in known.centre else "")


def _side(low: str) -> str:
    """The side that a word tells ("north-eastern": "north-east"), empty where it tells none."""
    sides = [vocabulary().parts.get(word, "") for word in low.split(" ")]
    return "-".join(sides) if all(sides) else ""


def _level(low: str) -> Level:
    known = vocabulary()
    if low in known.town:
        return "town"
    if low in known.province:
        return "province"
    return "county" if low in known.county else "country" if low in known.country else ""


def _segment(tokens: list[str]) -> list[Named]:
    """The names in the words between two links, with the nouns and sides around them."""
    known = vocabulary()
    level: Level = ""
    runs: list[list[tuple[str, bool]]] = []
    after = False
    part, small = _described(tokens)
    sea = _sea([fold(token) for token in tokens]) if part.endswith("coast") else set[int]()
    for i, token in enumerate(tokens):
        low = fold(token)
        capital = bool(_CAPITAL.match(token)) and low.split(" ")[-1] not in known.under
        if low in _ARTICLES and any(_CAPITAL.match(after) for after in tokens[i + 1 : i + 2]):
            capital = True
        level = level or _level(low)
        beside = bool(_part(low) or _level(low)) or low in known.before or low in known.quarter or low in known.facility
        beside = beside or i in sea
        if not (capital or (after and low in known.facility)):
            after = False
            continue
        if not after:
            runs.append([])
        runs[-1].append((token, not beside))
        after = True
    found = []
    for run in runs:
        core = [token for token, name in run if name]
        if core:
            whole = " ".join(token for token, _ in run if token.lower() != "the")
            found.append(Named(" ".join(core).rstrip("."), whole, level, part, small))
    return found
