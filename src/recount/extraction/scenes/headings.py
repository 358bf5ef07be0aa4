"""Headings: the place that heads a line, and the one where a report was written."""

from __future__ import annotations

from ..view.line import Line
from ..view.view import View
from ..words.people import people
from ..words.phrases import BULLETS, Np, np_after
from .grounds import GroundWords, ground_words, named_place, proper
from .headed import side_of_title

_OF = frozenset(["of"])


def dateline(view: View, line: Line) -> Np | None:
    """Where a report was written: "DAYTON, Ohio (AP) —", "Raqqah, SANA –"."""
    tokens, tags = view.tokens, view.tags
    k, last = line.sentence.first, min(line.sentence.last, line.sentence.first + DATELINE)
    first = k
    while k < last and tokens[k].capital and tags[k] in "NJ":
        k += 1
    name = Np(first, k)
    if (
        k == first
        or k - first > 3
        or k >= last
        or not any(tags[j] == ":" and tokens[j].text != "|" for j in range(k, last))
    ):
        return None
    while k < last and tags[k] != ":":
        if tags[k] not in ",.()" and not tokens[k].capital:
            return None
        k += 1
    return name if tokens[k].text != ":" and named_place(view, line, name, ground_words(view.language)) else None


DATELINE = 12
"""So many words at most are a dateline."""


def heading(view: View, line: Line) -> Np | None:
    """The place that heads a line: "Daraa | …", "Aleppo province: …", or a name right before a new sentence."""
    tokens, tags = view.tokens, view.tags
    first, last = line.sentence.first, line.sentence.last
    item = tokens[first].text in BULLETS
    first += item
    np = np_after(tokens, tags, first, min(first + 6, last), links=_OF)
    if np is None or np.last >= last or not tokens[np.first].capital:
        return None
    known = ground_words(view.language)
    head = tokens[np.last - 1]
    if _dated(view, line, np.last):
        named = all(proper(view, k, known) for k in range(np.first, np.last))
    elif tokens[np.last].text in "|:":
        barred = tokens[np.last].text == "|" and head.capital  # not "Monthly toll | …"
        named = item or barred or head.stem in known.kinds or head.stem in known.regions
        named = named or (tokens[np.last].text == ":" and _counted(view, line, np, known))
    else:
        named = _runs_on(view, np, known)
    if named and view.lists and side_of_title(view, line) != "unknown":
        return None  # "Other factions", then "Sons of Nahr: 9"
    if not named or head.stem in known.never or tokens[np.first].stem in known.peoples:
        return None
    return np if named_place(view, line, np, known) else None


def _counted(view: View, line: Line, np: Np, known: GroundWords) -> bool:
    """Whether a name alone heads a figure: "Homs: Three civilians"; not who is counted, or who counts ("SNHR: 58")."""
    tokens, stems = view.tokens, view.stems
    names = range(np.first, np.last)
    figure = next((count.first for count in line.sentence.counts if count.first > np.last), None)
    if figure is None or figure > np.last + 2 or '"' in view.tags[np.last : figure]:
        return False
    nouns = people(view.language).nouns
    return any(proper(view, k, known) for k in names) and all(
        (proper(view, k, known) or stems[k] in known.directions)
        and not tokens[k].text.isupper()
        and stems[k] not in nouns
        and stems[k] not in known.actors
        and stems[k] not in known.attacks
        for k in names
    )


def _dated(view: View, line: Line, at: int) -> bool:
    """Whether a time and a mark follow a name that opens its line: "Tell in April | Nine killed"."""
    tokens = view.tokens
    for time in line.times:
        if tokens[at].start <= time.span.start <= tokens[at].end + 1:
            after = view.token_at(time.span.end - 1) + 1
            return after < line.sentence.last and tokens[after].text in "|:"
    return False


def _runs_on(view: View, np: Np, known: GroundWords) -> bool:
    """Whether a name alone runs into the sentence that it heads: "Aleppo Eight people were injured"."""
    tokens, tags = view.tokens, view.tags
    after = np.last
    if np.last - np.first > 2 or after + 1 >= len(tokens) or not tokens[after].capital or tags[after] not in "D#P":
        return False
    return not tokens[after + 1].capital and all(proper(view, k, known) for k in range(np.first, np.last))
