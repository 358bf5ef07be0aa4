"""Claims with the words and rules that led to each field, to read on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from recount.model import Claim, Extraction, Report, Span, Statement, Victim

from .lines import one_line
from .tables import console

AROUND = 90
"""So many characters of the report are shown on either side of a figure."""


def explain(reports: Sequence[Report], extractions: Sequence[Extraction]) -> None:
    """Print every claim of each report in its words, its confidence, and what led to each of its fields."""
    out = console()
    for report, extraction in zip(reports, extractions, strict=True):
        day = report.published.isoformat() if report.published else "date not known"
        out.print(Text(f"{one_line(report.outlet)} · {day} · read by {one_line(extraction.extractor)}", style="bold"))
        for claim in extraction.claims:
            out.print()
            _claim(out, report.text, claim)
        _beside(out, extraction)
        out.print()


def _claim(out: Console, text: str, claim: Claim) -> None:
    sure = "" if claim.confidence is None else f" · confidence {claim.confidence:.2f}"
    toll = f"{one_line(claim.figure.words)}, {claim.outcome.replace('_', ' ')} · {claim.scope}{sure}"
    out.print(Text(f"{claim.local_id}  {toll}", style="bold"))
    out.print(Padding(_in_context(text, claim.span), (0, 0, 0, 4)))
    _rows(out, _led_to(claim))


def _rows(out: Console, rows: Sequence[tuple[str, ...]]) -> None:
    """Rows under a heading: a short first column, and the others side by side."""
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=4)
    grid.add_column(no_wrap=True, min_width=11)
    for _ in range(len(rows[0]) - 1):
        grid.add_column(overflow="fold", ratio=1)
    for first, *others in rows:
        grid.add_row("", Text(first), *(Text(other) for other in others))
    out.print(grid)


def _led_to(claim: Claim) -> list[tuple[str, str, str]]:
    """Each field with the words that led to it and the rule; the last cue of a field is the one that holds."""
    rows: dict[str, tuple[str, str]] = {}
    for cue in claim.cues:
        rows[cue.kind] = (f"“{one_line(cue.span.exact)}”", _RULES.get((cue.kind, cue.rule), cue.rule.replace("_", " ")))
    status = [claim.status, *(word for word in (claim.age, claim.sex) if word != "unknown")]
    told = [(kind.replace("_", " "), *rows[kind]) for kind in rows]
    victims = f"“{one_line(claim.victims.exact)}”" if claim.victims is not None else "not said"
    told.append(("read as", ", ".join(one.replace("_", " ") for one in status), f"from the victims: {victims}"))
    if claim.part_of is not None:
        told = [one for one in told if one[0] != "part of"]
        told.append(("part of", claim.part_of.rpartition("#")[2], rows.get("part_of", ("", "the total"))[1]))
    if claim.claimant is not None:
        told.append(("said by", f"“{one_line(claim.claimant.exact)}”", "the fullest name in the report"))
    else:
        told.append(("said by", "the outlet itself", "no source governs the figure"))
    return told


_RULES = {
    ("outcome", "object"): "a word of harm before the figure",
    ("outcome", "nominal"): "a noun of harm before the figure",
    ("outcome", "subject"): "said of those whom the figure counts",
    ("outcome", "noun"): "in the words that the figure counts",
    ("outcome", "toll"): "a toll, and its number",
    ("outcome", "none"): "nobody is said to have suffered it",
    ("outcome", "joined"): "as the figure beside it",
    ("outcome", "part"): "as the total that it is part of",
    ("victims", "people"): "people, after the figure",
    ("victims", "unknown"): "what the figure counts, not known to be people",
    ("victims", "nobody"): "not said",
}
"""Rules that the grammar names by one word, in plain ones."""


def _in_context(text: str, span: Span) -> Text:
    """A figure in the words around it, itself in brackets, so that it shows without colour too."""
    first, last = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    shown = Text()
    shown.append(("…" if first else "") + one_line(text[first : span.start]))
    shown.append(f"[{one_line(span.exact)}]", style="bold")
    shown.append(one_line(text[span.end : last]) + ("…" if last < len(text) else ""))
    return shown


def _beside(out: Console, extraction: Extraction) -> None:
    """What stands beside the claims: persons and statements."""
    if extraction.victims:
        out.print(Text("\nharmed persons", style="bold"))
        _rows(out, [_person(victim) for victim in extraction.victims])
    if extraction.statements:
        out.print(Text("\nstatements", style="bold"))
        _rows(out, [_statement(statement) for statement in extraction.statements])


def _person(victim: Victim) -> tuple[str, ...]:
    name = one_line(victim.name) if victim.name else "not named: " + one_line(victim.mentions[0].exact)
    told = [*([str(victim.age)] if victim.age is not None else []), *([victim.role] if victim.role else [])]
    told += [victim.sex] if victim.sex != "unknown" else []
    outcome = victim.outcome.replace("_", " ")
    return victim.id.rpartition("#")[2], name, one_line(", ".join([outcome, *told]))


def _statement(statement: Statement) -> tuple[str, ...]:
    speaker = one_line(statement.speaker.exact) if statement.speaker is not None else "nobody named"
    open_end = "" if statement.closed else " (never closed)"
    return statement.id.rpartition("#")[2], speaker, f"“{one_line(statement.span.exact)}”{open_end}"
