"""The places that a report's running text names, weighed, and settled by each other where a name is shared by many."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from recount.model import Report

from .gazetteer import Entry, gazetteer
from .gazetteer.folding import fold
from .place_words import vocabulary

HEAD = 1500
"""Characters of a report's text that say what it is about; what follows counts a third."""

DEPTH = 4000
"""Characters of a report's text that are read for names of places."""

ALIAS = 20
"""How many times fewer people count for a place that a name is only one of the other names of."""

PLAIN = 2.5
"""How many times the weight of the next town a town must have for the report to be plainly about it."""

CANDIDATES = 40
"""Places of one name that are weighed, the most populous ones."""

MANY = 40_000
"""People from which a town is known well enough to be meant by a bare name that nothing around supports."""

_WORD = (
    r"(?:(?:[A-Z]\.){1,4}|(?:St|Ft|Mt|ST|FT|MT)\."
    r"|(?:(?:al|el|ad|ar|as|at|an|az|ash|ed|er|es|ez)[-'’])?[A-ZÀ-Þ][\w'’]*(?:-\w[\w'’]*)*)"
)
_RUN = re.compile(rf"(?<!\w){_WORD}(?: {_WORD}){{0,9}}")
_PART = re.compile(r"\S+")
_OWNER = re.compile(r"['’]s?$")
_AFTER = re.compile(r" ([a-z]+)")
_BEFORE = re.compile(r"([\w'’]+)[ \n]$")

BACKING = 0.7
"""Weight of the other names in a province or country from which a little-known town in it is meant."""

_HOLDERS = {
    0: (),
    1: ("country",),
    2: ("province", "country"),
    3: ("county", "province", "country"),
    4: ("county", "county", "province", "country"),
}
_NEAR = {"country": 3.0, "province": 10.0, "county": 15.0}
"""How much a mention of what holds a place speaks for the place, by the kind of the holder."""


class Name(NamedTuple):
    """One name of the text, all its mentions together: what it may stand for, and how much it weighs.

    `folded` is the name, `first` the offset of the first mention; `strong` says that a mention stands as places do
    ("in X", "X, Ohio").
    """

    entries: tuple[Entry, ...]
    folded: str
    weight: float
    first: int
    strong: bool


class Around(NamedTuple):
    """What a report's text says of where it happens.

    `direct` gives each named place its weight, by id, `weights` that of all that is in it as well; `named` are the
    places in the order of weight, most first; `town` the town that it is plainly about, `country` the country, if any.
    """

    direct: Mapping[str, float]
    weights: Mapping[str, float]
    named: tuple[Entry, ...]
    town: Entry | None
    country: Entry | None

    @property
    def countries(self) -> tuple[str, ...]:
        """The ISO codes of the countries of the named places, most mentioned first."""
        return tuple(dict.fromkeys(entry.country for entry in self.named))


def around(report: Report) -> Around:
    """The places that a report names in its title and text, settled by each other. Pure; linear in what is read."""
    title = report.title[:HEAD]
    names, people = _read(f"{title}\n{report.text[:DEPTH]}", len(title) + 1)
    direct: Counter[Entry] = Counter()
    weights: dict[str, float] = {}
    for name, entry in _settle(names, people):
        direct[entry] += name.weight  # type: ignore[assignment]
        for place in (entry.id, *entry.within):
            weights[place] = weights.get(place, 0.0) + name.weight
    for entry, weight in people.items():
        weights[entry.id] = weights.get(entry.id, 0.0) + weight
    order = {entry: i for i, entry in enumerate(direct)}
    named = tuple(sorted(direct, key=lambda entry: (-direct[entry], order[entry])))
    towns = [entry for entry in named if entry.kind == "town"]
    plain = towns and (len(towns) == 1 or direct[towns[0]] >= PLAIN * direct[towns[1]])
    said = {entry.id: weight for entry, weight in direct.items()}
    return Around(said, weights, named, towns[0] if plain else None, _country(weights, named, people))


def _country(weights: Mapping[str, float], named: tuple[Entry, ...], people: Mapping[Entry, float]) -> Entry | None:
    """The one country that a report speaks of, None where several share it."""
    found = dict.fromkeys([e.within[-1] if e.within else e.id for e in named] + [e.id for e in people])
    ranked = sorted(found, key=lambda place: (-weights[place], place))
    if ranked and (len(ranked) == 1 or weights[ranked[0]] >= 2 * weights[ranked[1]]):
        return gazetteer().get(ranked[0])
    return None


def _read(text: str, body: int) -> tuple[list[Name], dict[Entry, float]]:
    """The names of places in a text whose body starts after its title; and countries by the names of their people."""
    known = vocabulary()
    runs = [(match.start(), match.group()) for match in _RUN.finditer(text)]
    names: dict[tuple[Entry, ...], Name] = {}
    people: dict[Entry, float] = {}
    persons = _persons(runs)
    taken = -1
    for i, (start, run) in enumerate(runs):
        part = 1.0 if start < body + HEAD else 1 / 3
        end = start + len(run)
        comma = runs[i + 1][1] if text.startswith(", ", end) and i + 1 < len(runs) and runs[i + 1][0] == end + 2 else ""
        if start == taken:
            comma = ""
        given = _names(run, people, part, loose=start < body)
        if comma and not given and (entries := _entries(run)):
            given = [(0, fold(run), entries, True)]
            if not _held(entries, comma):
                continue
        if not given:
            continue
        before, after = _BEFORE.search(text[max(0, start - 20) : start]), _AFTER.match(text, end)
        led = before is not None and before.group(1) in known.prepositions
        noun = after is not None and after.group(1) in known.follows
        for at, folded, entries, whole in given:
            if start == taken and at == 0 and all(entry.kind == "town" for entry in entries):
                continue
            held = _held(entries, comma) if whole and comma else ()
            taken = end + 2 if held else taken
            strong = bool(held) or (led and at == 0)
            beside = (whole and noun) or not whole
            if not (strong or beside) and run[at:].partition(" ")[0] in persons and len(entries[0].within) > 1:
                continue
            weight = part * (1 + 2 * (led and at == 0) + (start < body) + beside + 3 * bool(held) + (start == body))
            old = names.get(held or entries, Name(held or entries, folded, 0.0, start, False))
            names[held or entries] = Name(old.entries, old.folded, old.weight + weight, old.first, old.strong or strong)
    return list(names.values()), people


def _persons(runs: list[tuple[int, str]]) -> frozenset[str]:
    """Words that a text has as parts of persons' names: in two or three capitalised words of which none is a noun."""
    found: set[str] = set()
    for _, run in runs:
        if 0 < run.count(" ") < 3:
            words = run.split(" ")
            if _nouns().isdisjoint(map(fold, words)) and not _entries(run):
                found.update(words)
    return frozenset(found)


@functools.cache
def _nouns() -> frozenset[str]:
    known = vocabulary()
    return known.follows | known.facility | known.leads | known.never | known.parts.keys()


def _names(run: str, people: dict[Entry, float], part: float, *, loose: bool) -> Sequence[Named]:
    """The names in a run of capitalised words; `people` is added to for each people that it names."""
    found, countries = _named(run, loose and run.count(" ") > 2)
    for country in countries:
        people[country] = people.get(country, 0.0) + part
    return found


Named = tuple[int, str, tuple[Entry, ...], bool]
"""A name in a run of words: offset, folded, places, and whether the name ends the run."""


@functools.lru_cache(maxsize=1 << 13)
def _named(run: str, loose: bool) -> tuple[Sequence[Named], Sequence[Entry]]:
    """The names in a run of capitalised words, and the countries whose people stand beside them.

    A name inside a longer run counts only where the words beside it are such as stand beside places ("Rocky Mount
    Police"): else it is a part of another name ("Jordan Smith"). In a headline (`loose`) any word may follow.
    """
    known = vocabulary()
    raw = [(match.start(), match.group()) for match in _PART.finditer(run)]
    words = [(at, _OWNER.sub("", word)) for at, word in raw]
    owned = [len(word) < len(other) for (_, word), (_, other) in zip(words, raw, strict=True)]
    folded = [fold(word) for _, word in words]
    loose = loose and len(words) > 3
    found: list[tuple[int, str, tuple[Entry, ...], int]] = []
    countries: list[Entry] = []
    i = 0
    while i < len(words):
        step = 1
        led = i == 0 or folded[i - 1] in known.leads or bool(found and found[-1][3] == i)
        for size in range(min(4, len(words) - i), 0, -1) if led else ():
            if " ".join(folded[i : i + size]) in known.never or (size == 1 and _abbreviated(words[i][1])):
                continue
            entries = _entries(" ".join(word for _, word in words[i : i + size]))
            last = i + size == len(words)
            if entries and (last or loose or owned[i + size - 1] or folded[i + size] in known.follows):
                found.append((words[i][0], " ".join(folded[i : i + size]), entries, i + size))
                step = size
                break
        else:
            country = _people(words[i][1])
            if country is not None:
                countries.append(country)
        i += step
    return [(at, name, entries, end == len(words)) for at, name, entries, end in found], countries


def _held(entries: tuple[Entry, ...], after: str) -> tuple[Entry, ...]:
    """Those of some places that lie in what the words after the comma begin with ("Ill.", "North Carolina")."""
    words = after.split(" ")
    short = _abbreviated(words[0])
    holders = {short.id} if short else set[str]()
    for size in range(min(3, len(words)), 0, -1):
        holders |= {entry.id for entry in _entries(" ".join(words[:size])) if entry.kind != "town"}
    return tuple(entry for entry in entries if holders & set(entry.within))


@functools.lru_cache(maxsize=1 << 14)
def _entries(name: str) -> tuple[Entry, ...]:
    """The places that a name in running text may stand for.

    A country goes before the places in it, and a town before the province of its name.
    """
    if len(name) < 3:
        return ()
    found = gazetteer().named(name)[:CANDIDATES]
    usual = gazetteer().usual(name)
    if usual is not None:
        found = tuple(entry for entry in found if usual.id not in entry.within)
    top = {entry.id for entry in found if entry.kind == "country"}
    found = tuple(entry for entry in found if not top & set(entry.within))
    seats = {holder for entry in found if entry.kind == "town" for holder in entry.within}
    return tuple(entry for entry in found if entry.id not in seats or entry.kind == "country")


@functools.lru_cache(maxsize=1 << 14)
def _people(word: str) -> Entry | None:
    return gazetteer().people(word)


@functools.lru_cache(maxsize=1 << 14)
def _abbreviated(word: str) -> Entry | None:
    return gazetteer().abbreviated(word) if len(word) <= 6 else None


Shares = list[tuple[Entry, float]]


def _settle(names: list[Name], people: Mapping[Entry, float]) -> list[tuple[Name, Entry]]:
    """Each name with the place that it stands for; those that nothing decides are left out.

    Every name first votes for what its candidates lie in, each by its share of their people; then a candidate scores
    by its people and the other names' votes for what holds it, and wins where it scores twice the next.
    """
    shares = [_shares(name.entries, name.folded, {}) for name in names]
    settled: list[tuple[Name, Entry]] = []
    for _ in range(2):
        votes: dict[str, float] = {entry.id: weight for entry, weight in people.items()}
        for name, share in zip(names, shares, strict=True):
            _vote(votes, name, share, 1)
        settled = []
        for i, name in enumerate(names):
            _vote(votes, name, shares[i], -1)
            scored = _shares(name.entries, name.folded, votes)
            best = _best(name, scored, votes)
            _vote(votes, name, shares[i], 1)
            shares[i] = scored
            if best is not None:
                settled.append((name, best))
    return settled


def _best(name: Name, scored: Shares, votes: Mapping[str, float]) -> Entry | None:
    """The candidate that scores twice the next, if it is known well enough or backed by what the others say."""
    ranked = sorted(scored, key=lambda pair: (-pair[1], pair[0].id))
    best = ranked[0][0]
    if len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]:
        return None
    if best.kind != "town" or name.strong or best.population >= MANY:
        return best
    return best if any(votes.get(place, 0.0) > BACKING for place in best.within) else None


def renown(entry: Entry, name: str) -> float:
    """How well a place is known by a folded name: its people, fewer where the name is not its first.

    Where its people are not known (GeoNames writes 0) the first of its names is only one transliteration of many.
    """
    people = entry.population + 50.0
    first = not entry.population or fold(entry.name).removesuffix(" province") == name
    return people if first else people / ALIAS


def _shares(entries: tuple[Entry, ...], name: str, votes: Mapping[str, float]) -> Shares:
    scores = []
    for entry in entries:
        near = 1.0
        if votes:
            kinds = _HOLDERS[len(entry.within)]
            near += sum(_NEAR[kind] * votes.get(place, 0.0) for kind, place in zip(kinds, entry.within, strict=True))
            near += 3.0 * votes.get(entry.id, 0.0) if entry.kind != "town" else 0.0
        scores.append((entry, renown(entry, name) * near))
    total = sum(score for _, score in scores)
    return [(entry, score / total) for entry, score in scores]


def _vote(votes: dict[str, float], name: Name, shares: Shares, sign: int) -> None:
    for entry, share in shares:
        if share > 0.01:
            said = sign * share * name.weight
            votes[entry.id] = votes.get(entry.id, 0.0) + (3 * said if entry.kind != "town" else said)
            for place in entry.within:
                votes[place] = votes.get(place, 0.0) + said
