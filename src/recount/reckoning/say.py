"""Derivations in plain English: who said which figure of whom, as of when, in words that can be read out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from recount.model import ClaimantKind, Group, Outcome

from .book import Book
from .entries import Voice
from .intervals import Interval
from .series import Snap
from .tolls import TollKey

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_OUTCOME: dict[Outcome, str] = {
    "killed": "killed",
    "injured": "injured",
    "killed_or_injured": "killed or injured",
    "missing": "missing",
    "abducted": "abducted",
    "displaced": "displaced",
}
_STATUS = {"civilian": "civilians", "state_forces": "members of state forces", "armed_group": "members of armed groups"}
_PEOPLE = {("female", "unknown"): "women and girls", ("male", "unknown"): "men and boys", ("female", "child"): "girls",
           ("male", "child"): "boys", ("unknown", "child"): "children"}  # fmt: skip
_BODIES: frozenset[ClaimantKind] = frozenset(
    {"monitor", "government", "ministry", "military", "police", "rescue", "un_body", "ngo"}
)
_LONGEST = 120


def clip(text: str, most: int = _LONGEST) -> str:
    """The text on one line, cut where it is too long to be read."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def day(value: dt.date) -> str:
    """A day: "9 March 2025"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def listed(items: Sequence[str]) -> str:
    """Items as prose: "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else "nothing"


def capital(text: str) -> str:
    """The text with its first letter raised."""
    return text[:1].upper() + text[1:]


def number(value: Interval) -> str:
    """An interval as a number: "at least 301", "at most 482", "301", "between 5 and 9"."""
    if value.low is not None and value.low == value.high:
        return f"{value.low:,}"
    if value.high is None:
        return f"at least {value.low or 0:,}"
    return f"at most {value.high:,}" if not value.low else f"between {value.low:,} and {value.high:,}"


def group(value: Group) -> str:
    """Who: "people", "civilians", "children (civilians)", "journalists"."""
    people = _PEOPLE.get((value.sex, value.age), "")
    status = _STATUS.get(value.status, "")
    base = f"{people} ({status})" if people and status else people or status or "people"
    if value.words is None:
        return base
    return clip(value.words, 80) if base == "people" else f"{base} ({clip(value.words, 80)})"


def _stretch(start: dt.date, end: dt.date | None) -> str:
    """The part of the event's time that a figure counts: "for 9 May 2025 alone", "from 9 May to 12 May 2025 alone"."""
    if start == end:
        return f"for {day(start)} alone"
    return f"since {day(start)} alone" if end is None else f"from {day(start)} to {day(end)} alone"


class Teller:
    """Says what the book holds."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._who: dict[Voice, str] = {}
        self._what: dict[TollKey, str] = {}
        self._dated: dict[Snap, str] = {}

    def who(self, voice: Voice) -> str:
        """The claimant's name, or the outlet that names nobody."""
        if voice not in self._who:
            self._who[voice] = self._name(voice)
        return self._who[voice]

    def _name(self, voice: Voice) -> str:
        if voice.claimant is None:
            return f"{clip(voice.outlet or 'an outlet')} in its own voice"
        known = self._book.claimants.get(voice.claimant)
        name = clip(known.name if known else voice.claimant)
        if known is not None and not known.named:
            return f"a claimant known only as “{name}”"
        article = known is not None and known.kind in _BODIES and not name.lower().startswith(("the ", "a ", "an "))
        return f"the {name}" if article and " " in name else name

    def what(self, key: TollKey) -> str:
        """What a toll counts: "civilians killed in Baniyas by government forces"."""
        if key not in self._what:
            self._what[key] = self._counts(key)
        return self._what[key]

    def _counts(self, key: TollKey) -> str:
        said = f"{group(key.group)} {_OUTCOME[key.outcome]}"
        if key.place is not None:
            said += f" in {clip(self._book.places.name(key.place))}"
        if key.perpetrator is not None:
            said += f" by {self.actor(key.perpetrator)}"
        return said

    def actor(self, actor: str) -> str:
        """The name of somebody said to have caused harm."""
        known = self._book.actors.get(actor)
        return clip(known.name if known else actor)

    def figure(self, snap: Snap) -> str:
        """The figure as first said, in quotation marks."""
        return f"“{clip(snap.first.claim.figure.words, 60)}”"

    def dated(self, snap: Snap) -> str:
        """The figure and its day: "“745” (as of 8 March 2025)", "“12” (for 9 May 2025 alone, undated)"."""
        if snap not in self._dated:
            self._dated[snap] = f"{self.figure(snap)} ({self._aside(snap)})"
        return self._dated[snap]

    def full(self, snap: Snap) -> str:
        """The figure, what it counts and its day: "“745” civilians killed (undated, probably theirs)"."""
        return f"{self.figure(snap)} {self.what(snap.key)} ({self._aside(snap)})"

    def _aside(self, snap: Snap) -> str:
        said = []
        if snap.stretch is not None and snap.stretch.start is not None:
            said.append(_stretch(snap.stretch.start, snap.stretch.end))
        said.append(f"as of {day(snap.day)}" if snap.day is not None else "undated")
        if not snap.certain:
            said.append("probably theirs")
        return ", ".join(said)

    def counts(self, narrow: TollKey, wide: TollKey) -> str:
        """What the narrower of two tolls counts that the wider does not stop at."""
        said = []
        if narrow.perpetrator != wide.perpetrator and narrow.perpetrator is not None:
            said.append(f"{_harm(narrow.outcome)} by {self.actor(narrow.perpetrator)}")
        if narrow.place != wide.place and narrow.place is not None:
            said.append(f"those in {clip(self._book.places.name(narrow.place))}")
        if narrow.group != wide.group:
            said.append(group(narrow.group))
        return f"counts only {' and '.join(said)}" if said else "counts the same"


def _harm(outcome: Outcome) -> str:
    harms = {"killed": "the killings", "injured": "the injuries", "abducted": "the abductions"}
    return harms.get(outcome, "the harm done")
