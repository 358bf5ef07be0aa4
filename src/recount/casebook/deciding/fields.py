"""The fields of claims, persons and statements that a reviewer may set: what they are, and setting them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, get_args

from msgspec.structs import replace

from recount.model import (
    Age,
    AsOf,
    Claim,
    Cue,
    CueKind,
    Edit,
    Fate,
    Figure,
    Level,
    Modifier,
    Outcome,
    Scope,
    Sex,
    Span,
    Stance,
    Statement,
    Status,
    Value,
    Victim,
    When,
)

RULE = "a reviewer"
"""The rule of a cue for a field that a reviewer set."""


class UnfitError(ValueError):
    """A value that a field cannot have; its words say why."""


WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("claim", "modifier"): get_args(Modifier),
    ("claim", "outcome"): get_args(Outcome),
    ("claim", "status"): get_args(Status),
    ("claim", "age"): get_args(Age),
    ("claim", "sex"): get_args(Sex),
    ("claim", "scope"): get_args(Scope),
    ("claim", "stance"): get_args(Stance),
    ("victim", "sex"): get_args(Sex),
    ("victim", "outcome"): get_args(Outcome),
    ("victim", "scope"): get_args(Scope),
    **{(kind, "level"): get_args(Level) for kind in ("report", "claim", "victim", "claimant")},
}
"""The values that a field may have, where the model names them, by kind of subject and field."""
SPANS = {"victims", "claimant", "place", "perpetrator"}
"""Fields of a claim that are words of its report, or none."""
_CUES: dict[str, CueKind] = {
    "low": "figure", "high": "figure", "modifier": "figure", "outcome": "outcome", "status": "victims",
    "age": "victims", "sex": "victims", "victims": "victims", "claimant": "claimant", "place": "place",
    "perpetrator": "perpetrator", "when": "when", "when_start": "when", "when_end": "when", "as_of": "as_of",
    "scope": "scope", "part_of": "part_of", "stance": "stance",
}  # fmt: skip


def value_of(subject: Claim | Victim | Statement, field: str) -> Value:
    """What a field is now. A claim's `part_of` is no plain value: see `overlay`."""
    if isinstance(subject, Claim):
        get = _CLAIM.get(field)
        return get(subject) if get is not None else getattr(subject, field)
    if isinstance(subject, Victim) and field == "outcome":
        return subject.outcome if subject.fates else None
    return getattr(subject, field)  # type: ignore[no-any-return]


def edited_claim(claim: Claim, edits: Iterable[Edit], text: str) -> Claim:
    """A claim with fields changed, each with a cue that says so. Raises UnfitError for a wrong value."""
    figure: dict[str, Any] = {}
    times: dict[str, Any] = {}
    fields: dict[str, Any] = {}
    cues: list[Cue] = []
    for edit in edits:
        name, value = edit.field, edit.after
        _check("claim", name, value)
        if name in ("low", "high", "modifier"):
            figure[name] = value
        elif name in ("when", "when_start", "when_end"):
            times[name] = value
        elif name == "as_of":
            fields[name] = AsOf(_day(value), "said") if value is not None else None
        elif name in SPANS:
            fields[name] = _stands(value, text)
        else:
            fields[name] = value
        cues.append(Cue(_CUES[name], value if isinstance(value, Span) else claim.span, RULE))
    if figure:
        fields["figure"] = _figure(replace(claim.figure, **figure))
    if times:
        fields["when"] = _when(claim.when, times, text)
    return replace(claim, **fields, cues=(*claim.cues, *cues))


def edited_victim(victim: Victim, edits: Iterable[Edit]) -> Victim:
    """A person with fields changed. Raises UnfitError for a wrong value."""
    fields: dict[str, Any] = {}
    for edit in edits:
        _check("victim", edit.field, edit.after)
        if edit.field == "outcome":
            fields["fates"] = (_fate(victim, edit.after),)
        else:
            fields[edit.field] = edit.after
    return replace(victim, **fields)


def edited_statement(statement: Statement, edits: Iterable[Edit], text: str) -> Statement:
    """A statement with another speaker. Raises UnfitError where the words do not stand in the report."""
    return replace(statement, **{edit.field: _stands(edit.after, text) for edit in edits})


def _check(kind: str, field: str, value: Value) -> None:
    """Whether a field may have a value. Raises UnfitError."""
    words = WORDS.get((kind, field))
    if words is not None and value not in words:
        raise UnfitError(f"{field} is one of {', '.join(words)}")
    if value is None:
        return
    number = field in ("low", "high") or (kind, field) == ("victim", "age")
    if number and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        raise UnfitError(f"{field} is a whole number, or none")
    if kind == "victim" and field in ("name", "role") and not isinstance(value, str):
        raise UnfitError(f"{field} is words, or none")


def _figure(figure: Figure) -> Figure:
    """The figure, whose ends fit its modifier. Raises UnfitError where they do not."""
    low, high, modifier = figure.low, figure.high, figure.modifier
    if low is not None and high is not None and low > high:
        raise UnfitError(f"low {low} is above high {high}")
    fits = _ENDS[modifier](low, high)
    if not fits:
        ends = f"{'none' if low is None else low} to {'none' if high is None else high}"
        raise UnfitError(f"{ends} does not fit the modifier {modifier}; set low, high and modifier so that they do")
    return figure


_ENDS: dict[str, Callable[[int | None, int | None], bool]] = {
    "exact": lambda low, high: low is not None and low == high,
    "about": lambda low, high: low is not None and low == high,
    "none_reported": lambda low, high: (low, high) == (0, 0),
    "at_least": lambda low, high: low is not None and high is None,
    "more_than": lambda low, high: low is not None and high is None,
    "up_to": lambda low, high: high is not None,
    "nearly": lambda low, high: high is not None,
    "range": lambda low, high: low is not None and high is not None,
    "vague": lambda low, high: True,
}
"""Which ends a modifier allows."""


def _when(when: When | None, set_: dict[str, Any], text: str) -> When | None:
    if "when" in set_:
        span = _stands(set_["when"], text)
        when = None if span is None else When(span)
    if when is None:
        if set_.keys() - {"when"}:
            raise UnfitError("there are no words that tell when; set `when` to them too")
        return None
    start = _day_or_none(set_["when_start"]) if "when_start" in set_ else when.period.start
    end = _day_or_none(set_["when_end"]) if "when_end" in set_ else when.period.end
    if start is not None and end is not None and start > end:
        raise UnfitError(f"when_start {start} is after when_end {end}")
    if not set_.keys() - {"when"}:
        return when
    precision = "unknown" if (start, end) == (None, None) else "day" if start == end else "period"
    return replace(when, period=replace(when.period, start=start, end=end, precision=precision))


def _fate(victim: Victim, outcome: Value) -> Fate:
    for fate in victim.fates:
        if fate.outcome == outcome:
            return fate
    span = victim.fates[0].span if victim.fates else victim.mentions[0]
    return Fate(outcome, span)  # type: ignore[arg-type]


def _stands(value: Value, text: str) -> Span | None:
    if value is not None and not (isinstance(value, Span) and value.stands_in(text)):
        raise UnfitError("the words are not where they are said to stand in the report")
    return value


def _day(value: Value) -> dt.date:
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise UnfitError(f"{value} is no day; write it as 2025-03-09") from None


def _day_or_none(value: Value) -> dt.date | None:
    return None if value is None else _day(value)


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None


_CLAIM: dict[str, Callable[[Claim], Value]] = {
    "low": lambda claim: claim.figure.low,
    "high": lambda claim: claim.figure.high,
    "modifier": lambda claim: claim.figure.modifier,
    "when": lambda claim: claim.when.span if claim.when else None,
    "when_start": lambda claim: _iso(claim.when.period.start) if claim.when else None,
    "when_end": lambda claim: _iso(claim.when.period.end) if claim.when else None,
    "as_of": lambda claim: _iso(claim.as_of.day) if claim.as_of else None,
}
