"""Places: where a sentence says that something is, by grammar alone (what the words mean on a map is for linking)."""

from __future__ import annotations

from ..record import Record
from ..view.line import Line
from ..view.view import View
from ..words.phrases import Np, np_after
from .bearings import bearing
from .chains import lies_in, of_an_item, one_chain, opens_chain
from .ground_words import GroundWords, ground_words
from .grounds import ORDINAL, level, named_place, proper
from .headings import dateline, heading
from .holdings import holding, land
from .leads import body_hit, called, leads_of, origin, people_hit, quarrelled_over, seat
from .unled import comes_from, unled

_OF = frozenset(["of"])


class Place(Record, frozen=True):
    """A place in a sentence: the index of the word that leads to it, its words, and how narrow it is (`level`).

    `kind` is "led" by a preposition or an act, "heading" of a line, or a mere mention of a place that the text names
    elsewhere: before an act ("the Tell massacre"), as an "owner" ("Tell's market"), or otherwise.
    """

    at: int
    np: Np
    level: str
    kind: str
    away: bool
    """Whether it is where somebody was brought, treated or arrested."""
    first: bool
    chained: bool
    """Whether it tells where the place before it lies."""
    listed: bool
    """Whether it is that of a bare figure: "658 in Sarmin, 384 in Tell"."""


def find_places(view: View, line: Line) -> list[Place]:
    """The places of a sentence that its words lead to, in order, after what heads its line; none of sources."""
    known = ground_words(view.language)
    said = _said(line)
    said += [(saying.cue.first, saying.end) for saying in line.sayings]  # "told reporters in Geneva"
    found: list[Place] = []
    head = heading(view, line)
    if head is not None:
        found.append(Place(line.sentence.first, head, level(view, head), "heading", False, True, False, False))
    elif line.sentence.first == 0 or line.paragraph < 4:
        written = dateline(view, line)
        if written is not None:
            found.append(Place(line.sentence.first, written, "town", "dateline", False, False, False, False))
    if not found and not known.zones.isdisjoint(view.stems[line.sentence.first : line.sentence.first + 12]):
        opens = holding(view, line, line.sentence.first, led=False)
        if opens is not None:  # "Areas under rebel control in 2021 | 155 killed"
            found.append(Place(line.sentence.first, opens, "land", "held", False, True, False, False))
    before: Np | None = None
    for at, np, led in _led(view, line):
        sources = [first for first, last in said if first <= at < last or first <= np.first < last]
        if sources:
            before_it = view.tokens[at - 1]
            met = before_it.stem in known.gatherings  # "said after a meeting in Tell"
            noun = (not before_it.capital or at - 1 == line.sentence.first) and view.tags[at - 1] == "N"
            sits = not known.seats.isdisjoint(view.stems[max(sources) : at])  # "the ministry of defence in Tell said"
            if noun and led != "origin" and at > line.sentence.first and not met and not sits:
                force = before_it.stem in known.forces
                found.append(Place(at, np, level(view, np), "force" if force else "source", False, False, False, False))
            continue
        into = next((first for first, last in said if np.first < first < np.last <= last), np.last)
        np = Np(np.first, into)  # "in a suburb of Tell state TV"
        chained = before is not None and one_chain(view, before, np)
        if chained and before is not None and found[-1].kind == "origin" and lies_in(view, before, np):
            led = "origin"  # "from Tell in Hadar province"
        listed = of_an_item(line, line.sentence.first, at)
        width = level(view, np)
        if found and found[-1].kind == "held" and at == found[-1].np.last:
            chained = True
            found[-1] = found[-1]._replace(np=Np(found[-1].np.first, np.last))  # "areas held by X in north Hadar"
        elif chained and found and found[-1].level in _ROUGH and width in ("town", "site"):
            found[-1], chained = found[-1]._replace(chained=True), False  # "southeast of Hadar near Tell"
        found.append(Place(at, np, width, led, _away(view, line, at), before is None, chained, listed))
        before = np
    return found


_ROUGH = ("beside", "land", "country", "unnamed")
"""Levels of places in which a town or a site told after them lies."""


def _of_an_act(view: View, line: Line, at: int, known: GroundWords) -> Np | None:
    """A name that the text may not say elsewhere, before an act: "the Tell Amur massacre", "the Hadar shooting"."""
    tokens = view.tokens
    if at and tokens[at - 1].capital and view.tags[at - 1] not in "DH":
        return None
    end = at
    while (
        end < line.sentence.last and end - at < 4 and proper(view, end, known) and tokens[end].stem not in known.never
    ):
        end += 1
    if end in (at, line.sentence.last) or tokens[end].capital or tokens[end].stem not in known.deeds:
        return None
    opens = at == line.sentence.first or view.tags[at - 1] == '"'
    if tokens[end - 1].stem in known.weapons or (opens and end == at + 1):
        return None  # "Missile attack kills 10", "Mass shooting at Tell"
    return Np(at, end) if known.actors.isdisjoint(view.stems[at:end]) else None


def _away(view: View, line: Line, at: int) -> bool:
    """Whether a place is where somebody was brought, treated, arrested or lives, not where they were harmed."""
    known, first = ground_words(view.language), max(line.sentence.first, at - AWAY)
    if known.away.isdisjoint(view.stems[first:at]):
        return False
    return any(
        view.stems[k] in known.away
        and not (view.stems[k] in known.dwelling and (view.stems[k + 1] == "of" or view.tags[k - 1] in "D#J"))
        and not (
            view.stems[k][-1] == "s" and any(count.first <= k < count.phrase.last for count in line.sentence.counts)
        )
        for k in range(first, at)
    )


AWAY = 5
"""So many words back stands what says that somebody was taken to a place."""


def forces(view: View, line: Line, places: list[Place]) -> list[Place]:
    """Towns by their police, who seldom tell of harm elsewhere: "Dayton police", "the Hardin County sheriff"."""
    tokens, tags = view.tokens, view.tags
    known = ground_words(view.language)
    found: list[Place] = []
    if known.forces.isdisjoint(view.stems[line.sentence.first : line.sentence.last]):
        return found
    inside = {k for place in places for k in range(place.np.first, place.np.last)}
    for k in range(line.sentence.first + 1, line.sentence.last):
        if tokens[k].stem not in known.forces or k - 1 in inside:
            continue
        first = k
        while first > line.sentence.first and tokens[first - 1].capital and tags[first - 1] in "NJ" and k - first < 3:
            first -= 1
        if first < k and all(
            proper(view, j, known)
            and tokens[j].stem not in known.never
            and tokens[j].stem not in known.ranks
            and not tokens[j].text.isupper()
            for j in range(first, k)
        ):
            found.append(Place(first, Np(first, k), "town", "force", False, False, False, False))
    return found


def names_of(view: View, places: list[Place]) -> dict[str, str]:
    """The words of the names of places, each with the level of the place that it names."""
    known = ground_words(view.language)
    names: dict[str, str] = {}
    for place in places:
        if place.level == "unnamed" or place.kind == "origin":
            continue
        for k in range(place.np.first, place.np.last):
            stem = view.tokens[k].stem
            if proper(view, k, known) or (place.level == "country" and stem in known.countries):
                names.setdefault(stem, place.level)
    return names


def capitals(view: View, line: Line, places: list[Place]) -> list[int]:
    """The capitalised words of a sentence that stand in none of its places."""
    first, last = line.sentence.first, line.sentence.last
    capital = [k for k, token in enumerate(view.tokens[first:last], first) if token.capital]
    if capital and places:
        inside = {k for place in places for k in range(place.np.first, place.np.last)}
        capital = [k for k in capital if k not in inside]
    return capital


def unled_places(view: View, line: Line, words: list[int]) -> list[Place]:
    """The places that a sentence names though no word leads to them, among its capitalised `words`; no sources."""
    if not words:
        return []
    said = _said(line)
    return [
        Place(at, named, level(view, named), kind, False, False, False, False)
        for at, named, kind in unled(view, line, words)
        if not any(first <= at < past for first, past in said)
    ]


def mentions(view: View, line: Line, words: list[int], names: dict[str, str], *, acts: bool) -> list[Place]:
    """Where a sentence names places of the text that no word leads to, among its capitalised `words`.

    `acts` says whether it tells of an act.
    """
    tokens = view.tokens
    known = ground_words(view.language)
    found: list[Place] = []
    last, end = line.sentence.last, 0
    said = _said(line)
    for k in words:
        if k < end:
            continue
        if tokens[k].stem not in names:
            named = _of_an_act(view, line, k, known) if acts else None
            if named is not None:
                found.append(Place(k, named, "town", "name of an act", False, False, False, False))
                end = named.last
            continue
        end = k + 1
        while end < last and tokens[end].capital and tokens[end].stem in names:
            end += 1
        kind = "mention"
        if tokens[end - 1].possessive:
            kind = "owner"
        elif end < last and (tokens[end].stem in known.arms or tokens[end].stem in known.actors):
            continue  # "Tell rebels", "Hassan Brigade rockets": whose they are
        elif comes_from(view, k):
            continue
        elif end < last and tokens[end].stem in known.attacks:
            kind = "of an act"
        if not any(first <= k < past for first, past in said):
            found.append(Place(k, Np(k, end), names[tokens[k].stem], kind, False, False, False, False))
    return found


def _led(view: View, line: Line) -> list[tuple[int, Np, str]]:
    """The places of a sentence with the index of the word that leads to each, and whether "held" land, in order."""
    known = ground_words(view.language)
    found: list[tuple[int, Np, str]] = []
    first, end = line.sentence.first, line.sentence.first
    leads, stems = known.leads, view.stems
    zoned = not known.zones.isdisjoint(view.stems[first : line.sentence.last])
    for k in [k for k, stem in enumerate(view.stems[first : line.sentence.last - 1], first) if stem in leads]:
        if k < end:
            continue
        quoted = zoned and '"' in view.tags[k + 1 : k + 3]  # "in 'Olive Branch' areas"
        kind, place = "held", land(view, line, k, known) if quoted else None
        if place is None:
            place = _led_to(view, line, k, known)
            kind = "origin" if stems[k] in ("from", "of") and origin(view, line, k, known) else "led"
        if place is None and zoned and not quoted:
            kind, place = "held", land(view, line, k, known)
        if place is None:
            continue
        named = opens_chain(view, line, k, view.stems[place.last - 1] in known.regions) if not found else None
        if named is not None:
            found.append((named.first, named, "led"))
        found.append((k, place, kind))
        end = place.last
    return found


def _led_to(view: View, line: Line, k: int, known: GroundWords) -> Np | None:
    """The place that the word at `k` leads to."""
    tokens, stems = view.tokens, view.stems
    first, last = line.sentence.first, line.sentence.last
    stem = stems[k]
    if stem in known.directions and stems[k + 1] == "of":
        return _aside(view, line, k, known)
    if stem not in known.prepositions and stem not in known.hits:
        return None
    if stem == "of" and (k == first or not (leads_of(tokens[k - 1].stem, known) or origin(view, line, k, known))):
        return None
    if stem == "to" and known.calls.isdisjoint(stems[max(first, k - 3) : k]):
        return None
    if stem in known.hits and body_hit(view, k, last, known):
        return None
    if stem in ("over", "against") and k > first and stems[k - 1] in known.beaten:
        return None  # "the victory over Oman"
    if k > first and tokens[k - 1].stem in known.seats:
        return None  # "which is based in Britain"
    if k > first and tokens[k - 1].stem in known.rulers and seat(view, line, k - 1, known):
        return None
    after = k + 1
    while after < last - 1 and stems[after] in known.hits and view.tags[after] == "E":
        after += 1  # "shells struck Tell"
    if stem in known.within and (region := bearing(view, line, after, known)) is not None:
        return region
    np = _numbered(view, after, last, known) or _phrase(view, after, last)
    place = named_place(view, line, np, known) if np is not None else None
    grounds = known.grounds
    bare = place is None or level(view, place) == "country"  # "in Ukraine's second city, Tell"
    if bare and np is not None and (name := called(view, np, last, known)) < last:
        named = _phrase(view, name, last)
        np = named if named is not None or place is None else np
        place = (named_place(view, line, named, known) if named is not None else None) or place
    if place is None and np is not None and np.last < last and tokens[np.last].capital:
        lies = tokens[np.last - 1].stem in grounds  # "in the suburbs Siouf square", without its apostrophe
        np = np_after(tokens, view.tags, np.last, last, links=_OF) if lies else None
        place = named_place(view, line, np, known) if np is not None else None
    if place is None or people_hit(view, place, stem, known) or quarrelled_over(view, place, stem, last, known):
        return None
    if stem not in known.struck:
        return place
    struck = not known.acts.isdisjoint(stems[max(first, k - 4) : k])
    struck = struck or tokens[place.first].stem.endswith(ORDINAL)
    return place if struck or not grounds.isdisjoint(stems[place.first : place.last]) else None


def _phrase(view: View, at: int, last: int) -> Np | None:
    """The phrase that begins at `at`, also past an adverb or a participle: "the then rebel stronghold of Tell"."""
    tokens, tags = view.tokens, view.tags
    k = at
    if at + 2 < last and tags[at + 1] == "C" and _directed(view, at) and _directed(view, at + 2):
        k = at + 2  # "north and east Hadar"
    if k < last and tags[k] == "D":
        k += tags[k + 1 : k + 2] == ['"']
    if k + 1 < last and tags[k] == '"' and tokens[k + 1].capital:
        k = at = k + 1  # "in the village of 'Tell'"
    if at + 2 < last and tokens[at + 1].text == "." and _initial(view, at):
        k = at + 2  # "W. Aleppo", "N. 24th Place"
        if _number(view, k):
            return _numbered(view, k, last, ground_words(view.language))
    np = np_after(tokens, tags, k, last, links=_OF)
    if np is not None:
        end = np.last
        if end + 1 < last and tokens[end].text == "." and _initial(view, end - 1):
            rest = np_after(tokens, tags, end + 1, last, links=_OF)  # "Josiah E. Burr High School"
            end = rest.last if rest is not None and rest.first == end + 1 else end
        return Np(at, end)
    while k < last - 1 and k - at < 3 and tags[k] in "DRGE":
        k += 1
    return np_after(tokens, tags, k, last, links=_OF) if k > at and tags[k] in "NJ" else None


def _directed(view: View, k: int) -> bool:
    """Whether a direction stands at `k`."""
    return view.stems[k] in ground_words(view.language).directions


def _initial(view: View, k: int) -> bool:
    """Whether a single capital stands at `k` before its stop, and a capital after it."""
    tokens = view.tokens
    return (
        (len(tokens[k].text) == 1 or tokens[k].text in ("St", "Ft", "Mt"))
        and tokens[k].capital
        and k + 2 < len(tokens)
        and (tokens[k + 2].capital or _number(view, k + 2))
    )


def _aside(view: View, line: Line, k: int, known: GroundWords) -> Np | None:
    """ "in the hills north of Tell": land named by what it lies beside, unless as a distance."""
    tokens, tags = view.tokens, view.tags
    first = line.sentence.first
    if k == first or tags[k - 1] in "#)" or (k - 1 > first and tags[k - 2] == "#"):
        return None
    np = np_after(tokens, tags, k + 2, line.sentence.last, links=_OF)
    place = named_place(view, line, np, known) if np is not None else None
    return Np(k, place.last) if place is not None and tokens[place.last - 1].capital else None


def _numbered(view: View, at: int, last: int, known: GroundWords) -> Np | None:
    """An address: "the 1600 block of Elm Drive", "44 E. Bruce Ave.", "34th and Center"; "two parts of the city"."""
    tokens, tags = view.tokens, view.tags
    k = at
    while k < last and tags[k] == "D":
        k += 1
    if k + 2 < last and tokens[k + 1].stem == "of" and tokens[k].stem in known.corners:
        k += 2  # "the corner of 35th and Vine"
    if k >= last or not _number(view, k):
        return None
    crossed = _crossing(view, k, last)
    while k < last and k - at < 6 and (_number(view, k) or tags[k] in "C." or tokens[k].stem in known.directions):
        k += 1
    np = np_after(tokens, tags, k, last, links=_OF)
    if np is None or np.first != k:
        return crossed
    grounds = known.grounds
    return Np(at, np.last) if not grounds.isdisjoint(view.stems[k : np.last]) else crossed


def _number(view: View, k: int) -> bool:
    """Whether a word is a number or begins with one: "1600", "34th"."""
    return view.tags[k] == "#" or view.tokens[k].text[:1].isdigit()


def _crossing(view: View, at: int, last: int) -> Np | None:
    """Two streets by their names alone: "34th and Center", "North 22nd and Bragg"."""
    tokens = view.tokens
    if at + 2 >= last or tokens[at + 1].stem not in ("and", "&") or not tokens[at].stem.endswith(ORDINAL):
        return None
    other = tokens[at + 2]
    if not other.capital and not other.stem.endswith(ORDINAL):
        return None
    end = at + 3
    while end < last and tokens[end].capital and view.tags[end] in "NJ" and end - at < 6:
        end += 1
    return Np(at, end)


def _said(line: Line) -> list[tuple[int, int]]:
    """Where the words of sources begin and end."""
    return [(saying.source.first, saying.source.last) for saying in line.sayings]
