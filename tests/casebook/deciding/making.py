"""Reports with what was read in them, and decisions, made on the spot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from recount.model import (
    Claim,
    Decision,
    Edit,
    Extraction,
    Fate,
    Figure,
    Outcome,
    Report,
    Ruling,
    Span,
    Statement,
    Subject,
    Value,
    Victim,
)

TEXT = (
    "At least 12 people were killed in Homs on Sunday, police said, including 4 children. "
    "The Observatory put the toll at 15 killed. Ali Hassan, 30, was among the dead, and so was Omar. "
    "“It was a massacre,” a doctor said. Hassan leaves two sons."
)
KEY, OTHER = "a" * 64, "b" * 64


def words(exact: str, text: str = TEXT, nth: int = 0) -> Span:
    """The nth place of some words in a text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(exact, start + 1)
    return Span.of(text, start, start + len(exact))


def claim(id: str, exact: str, low: int | None, high: int | None, **more: Any) -> Claim:
    """A claim of killed of a report, by its figure's words."""
    modifier = "at_least" if high is None else "exact"
    fields: dict[str, Any] = {"outcome": "killed"} | more
    return Claim(
        id=f"{id}#{fields.pop('local')}",
        report=id,
        span=words(exact),
        figure=Figure(exact, modifier, low, high),  # type: ignore[arg-type]
        **fields,
    )


def reading(id: str = "r1", *claims: Claim) -> Extraction:
    """What is read in TEXT as the report `id`."""
    made = claims or (
        claim(id, "At least 12", 12, None, local="c1", place=words("Homs"), claimant=words("police")),
        claim(id, "4", 4, 4, local="c2", part_of=f"{id}#c1", age="child"),
        claim(id, "15", 15, 15, local="c3", claimant=words("The Observatory")),
    )
    dead = (Fate("killed", words("dead")),)
    ali, omar = (words("Ali Hassan"), words("Hassan", nth=1)), (words("Omar"),)
    victims = (
        Victim(id=f"{id}#v1", report=id, name="Ali Hassan", age=30, fates=dead, mentions=ali),
        Victim(id=f"{id}#v2", report=id, name="Omar", fates=dead, mentions=omar),
    )
    said = Statement(id=f"{id}#q1", report=id, kind="quotation", span=words("It was a massacre"), speaker=None)
    return Extraction(report=id, extractor="test", claims=made, victims=victims, statements=(said,))


def documents(*ids: str) -> dict[str, Report]:
    """Reports of TEXT by their keys."""
    keys = (KEY, OTHER)
    return {
        key: Report(id=id, sha256=key, text=TEXT, publisher=f"Paper {id}")
        for key, id in zip(keys, ids or ("r1",), strict=False)
    }


def on_claim(exact: str = "At least 12", outcome: Outcome | None = "killed", key: str = KEY, nth: int = 0) -> Subject:
    """A claim as a decision names it."""
    return Subject(kind="claim", id="r1#c1", report=key, span=words(exact, nth=nth), outcome=outcome)


def on_victim(exact: str = "Ali Hassan", key: str = KEY, nth: int = 0) -> Subject:
    """A person as a decision names it."""
    return Subject(kind="victim", id="r1#v1", report=key, span=words(exact, nth=nth))


def rule(number: int, ruling: Ruling, subject: Subject | None = None, reviewer: str = "A", **more: Any) -> Decision:
    """A decision; `changes` as a table of fields, each what it was and what it is to be."""
    changes: Mapping[str, tuple[Value, Value]] = more.pop("changes", {})
    return Decision(
        number=number,
        ruling=ruling,
        subject=subject or on_claim(),
        reviewer=reviewer,
        reason="because",
        changes=tuple(Edit(field, *values) for field, values in changes.items()),
        **more,
    )


def again(number: int, ruling: Ruling, of: int, reviewer: str = "B", **more: Any) -> Decision:
    """A decision about a decision."""
    return rule(number, ruling, Subject(kind="decision", id=str(of)), reviewer, of=of, **more)
