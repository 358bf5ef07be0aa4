"""The example's reviewed list as extractions: what a perfect reader would take from its reports."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from recount.extraction import extract
from recount.extraction.calendar.when import find_times
from recount.model import AsOf, Claim, Extraction, Figure, Period, Report, Span, When

FOLDER = Path(str(files("recount") / "examples" / "coast"))
EXPECTED: dict[str, Any] = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
VAGUE_FLOORS = {"dozens": 24, "hundreds": 200, "millions": 2_000_000}


def _near(text: str, words: str | None, at: int) -> Span | None:
    """The standing of `words` that is nearest to the offset `at`."""
    if words is None:
        return None
    start = min((match.start() for match in re.finditer(re.escape(words), text)), key=lambda start: abs(start - at))
    return Span.of(text, start, start + len(words))


def _figure(claim: dict[str, Any]) -> Figure:
    modifier = claim.get("modifier", "exact")
    low: int | None = claim.get("min")
    high: int | None = claim.get("max")
    if modifier == "more_than" and low is not None:
        low += 1
    if modifier == "vague":
        low = VAGUE_FLOORS.get(claim["figure"].lower())
    return Figure(claim["figure"], modifier, low, high)


def _claim(report: Report, claim: dict[str, Any]) -> Claim:
    text = report.text
    at = text.index(claim["context"]) + claim["context"].index(claim["figure"])
    when = None
    if words := _near(text, claim.get("when"), at):
        periods = [time.period for time in find_times(text, report.published) if time.span.overlaps(words)]
        when = When(words, periods[0] if periods else Period())
    return Claim(
        id=f"{report.id}#{claim['id']}",
        report=report.id,
        span=Span.of(text, at, at + len(claim["figure"])),
        figure=_figure(claim),
        outcome=claim["outcome"],
        victims=_near(text, claim.get("victims"), at),
        status=claim.get("status", "unknown"),
        age=claim.get("age", "unknown"),
        sex=claim.get("sex", "unknown"),
        claimant=_near(text, claim.get("claimant"), at),
        perpetrator=_near(text, claim.get("perpetrator"), at),
        place=_near(text, claim.get("place"), at),
        when=when,
        as_of=AsOf(claim["as_of"], "said") if "as_of" in claim else None,
        scope=claim.get("scope", "current"),
        part_of=f"{report.id}#{claim['part_of']}" if "part_of" in claim else None,
        stance=claim.get("stance", "asserted"),
    )


class Perfect:
    """The claims of a report as reviewed; its victims and statements as the grammar finds them."""

    name = "reviewed"

    def extract(self, report: Report) -> Extraction:
        (row,) = (row for row in EXPECTED["report"] if row["id"] == report.id)
        found = extract(report)
        return Extraction(
            report=report.id,
            extractor=self.name,
            claims=tuple(_claim(report, claim) for claim in row["claims"]),
            victims=found.victims,
            statements=found.statements,
        )
