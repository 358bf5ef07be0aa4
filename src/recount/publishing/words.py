"""How the dossier says things: outcomes, groups, days, intervals, and text that is safe to show on one line."""

from __future__ import annotations

import datetime as dt
import unicodedata

from recount.model import ClaimantKind, EventState, Group, Outcome, Period, QuestionKind, RelationKind, SeriesOrder

OUTCOMES: dict[Outcome, str] = {
    "killed": "Killed",
    "injured": "Injured",
    "killed_or_injured": "Killed or injured",
    "missing": "Missing",
    "abducted": "Abducted",
    "displaced": "Displaced",
}
"""The outcomes in the order of the page, with their headings."""

RELATIONS: dict[RelationKind, str] = {
    "relays": "relays",
    "updates": "updates",
    "revises": "revises",
    "retracts": "takes back",
    "denies": "denies",
    "part_of": "part of",
    "agrees": "agrees with",
    "conflicts": "conflicts with",
    "not_comparable": "not comparable with",
    "stale_mix": "stale mix with",
    "impossible_sum": "impossible sum with",
    "closes": "closes with",
    "leaves_unaccounted": "leaves people unaccounted beside",
}

REVERSED: dict[RelationKind, str] = {
    "updates": "updated by",
    "revises": "revised by",
    "retracts": "taken back by",
    "denies": "denied by",
    "agrees": "agrees with",
    "conflicts": "conflicts with",
}
"""How a relation reads from the other side, where the page says it there too."""

QUESTIONS: dict[QuestionKind, str] = {
    "conflict": "Claimants that conflict",
    "contradiction": "Figures that cannot all be true",
    "impossible_sum": "Sums that cannot be",
    "absurd_figure": "Figures that can be no number of people",
    "stale_mix": "Breakdowns older than their total",
    "no_claimant": "Figures without a claimant",
    "unnamed_claimant": "Claimants without a name",
    "probable_claimant": "Claimants that are only probable",
    "inferred_order": "Orders that no date tells",
    "no_date": "Dates that could not be fixed",
    "ambiguous_place": "Places that could not be told apart",
    "changed_quotation": "Quotations that say something else from outlet to outlet",
}
"""The kinds of open questions in the order of the page, the gravest first."""

ORDERS: dict[SeriesOrder, str] = {
    "single": "",
    "dated": "",
    "inferred": "order inferred from growth, not from dates",
    "unknown": "order unknown",
}

KINDS: dict[ClaimantKind, str] = {
    "un_body": "UN body",
    "ngo": "NGO",
    "agency": "news agency",
    "rescue": "rescue service",
    "medical": "medical staff or hospital",
    "armed_group": "armed group",
    "unknown": "",
    "unnamed": "",
}

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_STATUS = {"civilian": "civilians", "state_forces": "state forces", "armed_group": "armed groups", "mixed": "mixed"}
_PEOPLE = {
    ("child", "unknown"): "children",
    ("child", "female"): "girls",
    ("child", "male"): "boys",
    ("unknown", "female"): "women and girls",
    ("unknown", "male"): "men and boys",
}
_JOINERS = "\u200c\u200d"
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def shown(text: str, limit: int = 300) -> str:
    """The text on one line, safe to show beside our own words and on a terminal.

    White space becomes single spaces; control characters and invisible formatting characters (which could hide or
    reorder what stands around them) are taken out, joiners that scripts need kept; longer texts end in an ellipsis.
    """
    if len(text) <= limit and text.isascii() and text.isprintable() and text == " ".join(text.split()):
        return text
    kept = (
        " " if c.isspace() else c
        for c in text[: limit * 4]
        if c.isspace() or c in _JOINERS or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    line = " ".join("".join(kept).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def count_words(n: int, one: str, many: str = "") -> str:
    """`n` things, small numbers in words: "one report", "three reports", "14 reports"."""
    return f"{_NUMBERS[n] if n < len(_NUMBERS) else f'{n:,}'} {one if n == 1 else many or one + 's'}"


def capital(text: str) -> str:
    """The text with its first letter raised, the rest as it is."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """The text with its first letter lowered, the rest as it is."""
    return text[:1].lower() + text[1:]


def listed(items: list[str]) -> str:
    """The items as prose: "a", "a and b", "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def day_words(day: dt.date) -> str:
    """A day as the page writes it: "8 March 2025"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def days_words(start: dt.date | None, end: dt.date | None) -> str:
    """A stretch of days, as short as it stays clear: "6–10 March 2025"; empty where neither end is known."""
    if start is None or end is None:
        if start is not None:
            return f"since {day_words(start)}"
        return f"until {day_words(end)}" if end is not None else ""
    if start == end:
        return day_words(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day_words(end)}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} – {day_words(end)}"
    return f"{day_words(start)} – {day_words(end)}"


def period_words(period: Period | None) -> str:
    """The days that a figure covers, or an empty string where they are not known."""
    return days_words(period.start, period.end) if period is not None else ""


def interval_words(low: int | None, high: int | None, approximate: bool = False) -> str:
    """An interval of people: "745", "about 700", "1,001 or more", "up to 1,500", "30–45", "not bounded"."""
    if low is not None and low == high:
        return f"about {low:,}" if approximate else f"{low:,}"
    if low is not None and high is not None:
        return f"{low:,}–{high:,}"
    if low is not None:
        return f"{low:,} or more"
    return f"up to {high:,}" if high is not None else "not bounded"


def group_words(group: Group) -> str:
    """Who suffered: "all victims", "civilians", "children", "girls (civilians)", or what the words narrow it to."""
    status = _STATUS.get(group.status, "")
    people = _PEOPLE.get((group.age, group.sex), "")
    base = f"{people} ({status})" if status and people else people or status
    if group.words is None:
        return base or "all victims"
    return f"{shown(group.words, 80)} ({base})" if base else shown(group.words, 80)


def kind_words(kind: ClaimantKind) -> str:
    """A claimant's kind as the page says it; empty where it is not known."""
    return KINDS.get(kind, kind.replace("_", " "))


POLICIES = {
    "range_all": "All claimants",
    "ucdp": "UCDP",
    "gtd": "GTD",
    "acled": "ACLED",
    "ibc": "Iraq Body Count",
    "airwars": "Airwars",
    "source_priority": "Ranked sources",
    "three_source": "Three independent sources",
    "identified_and_total": "Reported total",
}


STATES: dict[EventState, str] = {
    "published": "A reviewer released this event for publication.",
    "retracted": "A reviewer retracted this event: what stands here is no longer held to be so.",
}
"""What a reviewer said of an event as a whole."""


def policy_words(policy: str) -> str:
    """A policy's name as a heading; one that the page does not know is shown under its own name."""
    return POLICIES.get(policy, shown(policy.replace("_", " "), 60))


NOT_KNOWN = "not known"


def estimate_words(low: int | None, best: int | None, high: int | None) -> str:
    """An estimate in words: "1,001 or more", "1,001–1,400, best 1,050", "11" where a policy gives one number only.

    Where it gives none: "not known", never a word that could be taken for nobody.
    """
    if low is best is high is None:
        return NOT_KNOWN
    if best is not None and low is None and high is None:
        return f"{best:,}"
    interval = interval_words(low, high)
    return f"{interval}, best {best:,}" if best is not None and (best, best) != (low, high) else interval
