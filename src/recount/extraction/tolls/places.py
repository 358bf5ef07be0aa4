"""Places: where the text says the harm happened, by grammar alone (what the words mean on a map is for linking)."""

from __future__ import annotations

from typing import NamedTuple

from recount.model import Span

from ..counting.counts import Count
from ..language import Language, per_language
from ..words.phrases import BULLETS, Np, head_of, np_after, span_of
from .view import Line, View


class _Words(NamedTuple):
    prepositions: frozenset[str]
    kinds: frozenset[str]
    regions: frozenset[str]
    sites: frozenset[str]
    peoples: frozenset[str]
    directions: frozenset[str]
    hits: frozenset[str]
    acts: frozenset[str]
    never: frozenset[str]
    edges: frozenset[str]
    seats: frozenset[str]
    lands: frozenset[str]
    wide: frozenset[str]
    countries: frozenset[str]


@per_language
def _words(language: Language) -> _Words:
    table = language.table("places")
    return _Words(
        frozenset(table["prepositions"]),
        frozenset(table["kinds"]),
        frozenset(table["regions"]),
        frozenset(table["sites"]),
        frozenset(language.table("acts")["adjectives"]),
        frozenset(table["directions"]),
        frozenset(table["hits"]),
        frozenset(table["acts"]),
        frozenset(table["never"]),
        frozenset(table["edges"]),
        frozenset(table["seats"]),
        frozenset(table["lands"]),
        frozenset(table["wide"]),
        frozenset(table["countries"]),
    )


_OF = frozenset(["of"])


def find_places(view: View, line: Line) -> list[tuple[int, Np]]:
    """The places of a sentence with the index of the word that leads to each, in order."""
    tokens = view.tokens
    known = _words(view.language)
    found: list[tuple[int, Np]] = []
    k, last = line.sentence.first, line.sentence.last
    while k < last - 1:
        place = _led_to(view, line, k, known)
        if place is None:
            k += 1
            continue
        named = _opens_chain(view, line, k, tokens[place.last - 1].stem in known.regions) if not found else None
        if named is not None:
            found.append((named.first, named))
        found.append((k, place))
        k = max(k + 1, place.last)
    return found


def _led_to(view: View, line: Line, k: int, known: _Words) -> Np | None:
    """The place that the word at `k` leads to."""
    tokens = view.tokens
    first, last = line.sentence.first, line.sentence.last
    stem = tokens[k].stem
    if stem in known.directions and tokens[k + 1].stem == "of":
        return _aside(view, line, k, known)
    if stem not in known.prepositions and stem not in known.hits:
        return None
    if stem == "of" and (k == first or tokens[k - 1].stem not in known.acts):
        return None
    if k > first and tokens[k - 1].stem in known.seats:
        return None  # "which is based in Britain"
    np = np_after(view.tokens, view.tags, k + 1, last, links=_OF) or _numbered(view, k + 1, last, known)
    place = _place(view, line, np, known) if np is not None else None
    if place is None or stem != "on":
        return place
    grounds = known.kinds | known.regions | known.sites
    struck = any(tokens[j].stem in known.acts for j in range(max(first, k - 4), k))
    return place if struck or any(tokens[j].stem in grounds for j in range(*place)) else None


def _aside(view: View, line: Line, k: int, known: _Words) -> Np | None:
    """ "in the hills north of Tell": land named by what it lies beside, unless as a distance."""
    tokens, tags = view.tokens, view.tags
    first = line.sentence.first
    if k == first or tags[k - 1] in "#)" or (k - 1 > first and tags[k - 2] == "#"):
        return None
    np = np_after(tokens, tags, k + 2, line.sentence.last, links=_OF)
    place = _place(view, line, np, known) if np is not None else None
    return Np(k, place.last) if place is not None and tokens[place.last - 1].capital else None


def _numbered(view: View, at: int, last: int, known: _Words) -> Np | None:
    """An address: "the 1600 block of Elm Drive", "108th and Ida streets"; "two parts of the city of Homs"."""
    tokens, tags = view.tokens, view.tags
    k = at
    while k < last and tags[k] == "D":
        k += 1
    if k >= last or tags[k] != "#":
        return None
    while k < last and k - at < 5 and (tags[k] in "#C" or tokens[k].stem in known.directions):
        k += 1
    np = np_after(tokens, tags, k, last, links=_OF)
    if np is None or np.first != k:
        return None
    grounds = known.sites | known.kinds | known.regions
    return Np(at, np.last) if any(tokens[j].stem in grounds for j in range(k, np.last)) else None


def _opens_chain(view: View, line: Line, k: int, region: bool) -> Np | None:
    """ "Sarmin in Hadar province came under fire": the name that opens the sentence lies in the place after it."""
    tokens, tags = view.tokens, view.tags
    first = line.sentence.first
    known = _words(view.language)
    if not region or not first < k <= first + 4 or not (tokens[k].stem in ("in", "near") and tags[k - 1] == "N"):
        return None
    names = range(first, k)
    if all(tokens[j].capital and tags[j] in "NJ" for j in names) and not any(
        tokens[j].stem in known.never or tokens[j].stem in known.peoples for j in names
    ):
        return Np(first, k)
    return None


def _place(view: View, line: Line, np: Np, known: _Words) -> Np | None:
    """The part of a phrase that names a place, or None."""
    tokens, tags = view.tokens, view.tags
    np = _trimmed(view, _without_direction(view, np, known), known)
    head = head_of(tokens, tags, np)
    if tokens[head].stem in known.never or any(tokens[k].stem in known.never for k in range(np.first, head)):
        return None
    if any(tags[k] == "H" for k in range(np.first, np.last)) or len(tokens[head].text) < 2:
        return None
    if any(time.span.start < tokens[np.last - 1].end and tokens[np.first].start < time.span.end for time in line.times):
        return None
    capital = [
        k
        for k in range(np.first, np.last)
        if tokens[k].capital and tags[k] in "NJ" and tokens[k].stem not in known.peoples
    ]
    if not capital:
        if tokens[head].stem in known.edges and any(tokens[k].stem in known.peoples for k in range(np.first, head)):
            return np
        if tokens[head].stem in known.lands and any(tokens[k].stem in known.directions for k in range(np.first, head)):
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
        return Np(next((k for k in range(head + 2, np.last) if tags[k] != "D"), np.first), np.last)
    return np


def _without_direction(view: View, np: Np, known: _Words) -> Np:
    """ "Tell city north of Hadar" is Tell city."""
    tokens = view.tokens
    for k in range(np.first + 1, np.last - 1):
        if tokens[k].stem in known.directions and tokens[k + 1].stem == "of" and tokens[k - 1].stem != "the":
            return Np(np.first, k)
    return np


def _trimmed(view: View, np: Np, known: _Words) -> Np:
    """A phrase without the lower-case words after its name, in texts without commas: "in Homs state media said"."""
    tokens, tags = view.tokens, view.tags
    grounds = known.kinds | known.regions | known.sites
    last = np.last
    while last - 1 > np.first and not tokens[last - 1].capital and tokens[last - 1].stem not in grounds:
        last -= 1
    if last == np.last or tags[last - 1] != "N" or not any(tokens[k].capital for k in range(np.first, last)):
        return np
    if tags[np.first] == "D" and tokens[last - 1].capital:
        return np
    return np if tokens[last - 1].stem in known.peoples or tokens[last - 1].possessive else Np(np.first, last)


def told_places(view: View, line: Line) -> list[tuple[int, Np]]:
    """The places of a sentence, without those where its sources sit or speak."""
    said = [(saying.source.first, saying.source.last) for saying in line.sayings]
    said += [(saying.cue.first, saying.end) for saying in line.sayings]  # "told reporters in Geneva"
    return [(k, np) for k, np in find_places(view, line) if not any(first <= k < last for first, last in said)]


def scene_places(view: View, line: Line) -> list[Np]:
    """The places that a sentence lends to others: not those of a list's bare figures ("658 in Sarmin, 384 in Tell")."""
    return [np for k, np in told_places(view, line) if not _of_an_item(line, line.sentence.first, k)]


def place_of(view: View, line: Line, count: Count) -> tuple[Span, str] | None:
    """The place of a claim as its own sentence names one: the nearest after the figure, else the nearest before it."""
    places = told_places(view, line)
    after = [np for k, np in places if k >= count.last and not _of_an_item(line, count.last, k)]
    before = [np for k, np in places if k < count.first]
    found: list[tuple[Np, str]] = []
    if after:
        found.append((after[0], "nearest place after the figure"))
    if before:
        at = len(before) - 1
        while at and _one_chain(view, before[at - 1], before[at]):
            at -= 1  # of a chain the first is the most specific
        found.append((before[at], "nearest place before the figure"))
    for np, rule in sorted(found, key=lambda one: breadth(view, one[0]) > 0):
        return place_span(view, np), rule
    return _heading(view, line)


def place_span(view: View, np: Np) -> Span:
    """The words of a place; of a country's possessive that lost its apostrophe ("Syrias") only the name."""
    span = span_of(view.text, view.tokens, np)
    known = _words(view.language)
    stem = view.tokens[np.last - 1].stem
    if stem not in known.countries and stem.endswith("s") and stem[:-1] in known.countries and span.exact.endswith("s"):
        return Span.of(view.text, span.start, span.end - 1)
    return span


def _of_an_item(line: Line, after: int, lead: int) -> bool:
    """Whether a place is that of a bare figure past `after`: "1,225 civilians: 658 in Latakia, 384 in Tartus"."""
    return any(
        other.first >= after and 0 <= lead - other.last <= OF_THEM and not other.phrase.heads
        for other in line.sentence.counts
    )


OF_THEM = 2
"""So many words may stand between a bare figure and its place: "72 of them in Tartus"."""


def breadth(view: View, np: Np) -> int:
    """How wide a place is: 2 for a country, a part of one, or land without a name; 1 for a province or countryside."""
    known = _words(view.language)
    stems = [view.tokens[k].stem for k in range(np.first, np.last)]
    names = [
        stem
        for k, stem in zip(range(np.first, np.last), stems, strict=True)
        if view.tokens[k].capital and view.tags[k] in "NJ" and stem not in known.peoples | known.directions
    ]
    if not any(name not in known.countries and name.removesuffix("s") not in known.countries for name in names):
        return 0 if any(stem in known.sites for stem in stems) else 2
    return 1 if any(stem in known.wide for stem in stems) else 0


def _one_chain(view: View, one: Np, other: Np) -> bool:
    """Whether the second place tells where the first lies: "Sarmin in Hadar", "Tell, the largest town in Hadar"."""
    gap = range(one.last, other.first)
    if len(gap) > CHAIN or not all(view.tags[k] in "PDJN,E" for k in gap):
        return False
    aside = view.tokens[other.first].stem in _words(view.language).directions
    return any(view.tags[k] == "P" for k in gap) or (aside and len(gap) <= 1)


CHAIN = 7
"""So many words at most stand between a place and where it lies."""


def _heading(view: View, line: Line) -> tuple[Span, str] | None:
    """The place that heads a line: "Daraa | …", "Aleppo province: …"."""
    tokens, tags = view.tokens, view.tags
    first = line.sentence.first
    item = tokens[first].text in BULLETS
    first += item
    np = np_after(tokens, tags, first, min(first + 6, line.sentence.last), links=_OF)
    if np is None or np.last >= line.sentence.last or tokens[np.last].text not in "|:" or not tokens[np.first].capital:
        return None
    known = _words(view.language)
    head = tokens[np.last - 1]
    named = item or tokens[np.last].text == "|" or head.stem in known.kinds or head.stem in known.regions
    if not named or head.stem in known.never or tokens[np.first].stem in known.peoples:
        return None
    return (span_of(view.text, tokens, np), "heads the line") if _place(view, line, np, known) else None
