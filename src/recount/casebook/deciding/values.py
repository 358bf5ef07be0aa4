"""Values of fields as a person writes them: `status=civilian`, `low=15`, `place=Homs`, `as_of=2025-03-09`."""

from __future__ import annotations

import datetime as dt

from recount.model import Report, Span, SubjectKind, UsageError, Value

from .allowed import FIELDS
from .fields import SPANS, WORDS
from .naming import Names

NONE = "none"
"""What a person writes for a field that is to be empty."""
_NUMBERS = {("claim", "low"), ("claim", "high"), ("victim", "age")}
_DAYS = {("claim", "as_of"), ("claim", "when_start"), ("claim", "when_end"), ("event", "start"), ("event", "end")}


def value(names: Names, kind: SubjectKind, id: str, field: str, said: str) -> Value:
    """The value of a field of a subject (its kind and id), as a person wrote it. Raises UsageError."""
    if field not in FIELDS[kind]:
        fields = ", ".join(FIELDS[kind]) or "none"
        raise UsageError(f"{field}={said}", f"is no field of a {kind} that can be set", f"the fields are: {fields}")
    words = WORDS.get((kind, field))
    if words is not None:
        if said not in words:
            raise UsageError(f"{field}={said}", "is no such value", f"give one of: {', '.join(words)}")
        return said
    if said == NONE and (kind, field) != ("claimant", "kind"):
        return None
    if (kind, field) in _NUMBERS:
        if not said.replace(",", "").isdecimal():
            raise UsageError(f"{field}={said}", "is no whole number", "give one, or none")
        return int(said.replace(",", ""))
    if (kind, field) in _DAYS:
        return _day(field, said)
    return _known(names, kind, id, field, said)


def _known(names: Names, kind: SubjectKind, id: str, field: str, said: str) -> Value:
    """Words of the report, or the id of something that is there."""
    if kind == "claim" and field == "part_of":
        other = names.subject(said if "#" in said else f"{id.rpartition('#')[0]}#{said}")
        if other.kind != "claim" or other.report != names.keys[id.rpartition("#")[0]]:
            raise UsageError(f"{field}={said}", "is no figure of the same report", "give one, such as c1")
        return other.span
    if kind == "claim" and (field in SPANS or field == "when"):
        return words(names.report(id.rpartition("#")[0]), said, names.claim(id).span, field)
    if kind == "statement":
        statement = next(one for one in names.read(id).statements if one.id == id)
        return words(names.report(statement.report), said, statement.span, field)
    there = {
        "claimant": names.claimants,
        "actor": {one.id for one in names.links.actors},
        "place": {one.id for one in names.links.places},
    }.get(field)
    if there is not None and said not in there:
        raise UsageError(
            f"{field}={said}", "is not the id of one that is here", "see links.jsonl of an export for those"
        )
    return names.keys[names.report(said).id] if field == "original" else said


def words(report: Report, said: str, near: Span, field: str) -> Span:
    """Words of a report: where alone they stand, or else alone in one sentence with `near`, or `start:end`.

    Raises UsageError where they stand in more places, or in none.
    """
    start, colon, end = said.partition(":")
    if colon and start.isdigit() and end.isdigit():
        try:
            return Span.of(report.text, int(start), int(end))
        except ValueError as fault:
            raise UsageError(f"{field}={said}", str(fault), "give start:end inside the text") from None
    places = _places(report.text, said) if said else []
    if len(places) > 1:
        line = [at for at in places if "\n" not in report.text[min(at, near.start) : max(at, near.end)]]
        close = [at for at in line if ". " not in report.text[min(at, near.start) : max(at, near.end)]]
        places = close if len(close) == 1 else places
    if len(places) != 1:
        wrong = f"stands in {len(places)} places of the report" if places else "does not stand in the report"
        mend = "give more of the words, or start:end" if places else "give words as the report has them, or none"
        raise UsageError(f"{field}={said}", wrong, mend)
    return Span.of(report.text, places[0], places[0] + len(said))


def figure(said: str, modifier: str) -> tuple[tuple[str, str], ...]:
    """The fields that `figure=15` and `figure=12-15` stand for, beside a modifier. Raises UsageError."""
    low, dash, high = said.replace(",", "").replace("–", "-").partition("-")
    if not low.isdecimal() or (dash and not high.isdecimal()):
        raise UsageError(f"figure={said}", "is no number and no range", "write 15, 12-15, or set low, high, modifier")
    if dash:
        return (("low", low), ("high", high), ("modifier", "range"))
    if modifier in ("at_least",):
        return (("low", low), ("high", NONE))
    if modifier in ("up_to", "nearly"):
        return (("low", NONE), ("high", low))
    kept = modifier if modifier == "about" else "exact"
    return (("low", low), ("high", low), ("modifier", kept))


def _places(text: str, said: str) -> list[int]:
    found, at = [], text.find(said)
    while at >= 0:
        found.append(at)
        at = text.find(said, at + 1)
    return found


def _day(field: str, said: str) -> str:
    try:
        return dt.date.fromisoformat(said).isoformat()
    except ValueError:
        raise UsageError(f"{field}={said}", "is no day", "write it as 2025-03-09, or none") from None
