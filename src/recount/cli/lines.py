"""Words of reports as a terminal may show them, and long lists of events, a line each."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recount.publishing import EventRow

WRAPPED = 500
"""Events up to which they are set as a table; more are printed a line each, which costs far less."""


def one_line(words: str) -> str:
    """Words of a report without control characters, on one line, for text that is not read as markup."""
    if words.isprintable():
        return words
    return "".join(c if c.isprintable() else " " for c in words)


def tally(number: int | None) -> str:
    """A number of people as a table shows it: 1,204; a dash where it is not known."""
    return "—" if number is None else f"{number:,}"


def cells(row: EventRow) -> tuple[str, str, str, str, str]:
    """What a table shows of an event beside its title: from when, reports, killed, injured, identified."""
    people = tally(row.killed), tally(row.injured), str(len(row.victims))
    return row.start or "not known", str(len(row.doc_ids)), *people


def print_lines(rows: Sequence[tuple[str, EventRow]]) -> None:
    """Print one line an event of a casebook, given by titles and rows: not wrapped, the title last."""
    lines = [f"{'id':<14}  {'from':<10} {'reports':>7} {'killed':>7} {'injured':>7} {'identified':>10}  event\n"]
    for title, row in rows:
        start, reports, killed, injured, identified = cells(row)
        head = f"{one_line(row.event):<14}  {start:<10} {reports:>7} {killed:>7} {injured:>7} {identified:>10}  "
        lines.append(f"{head}{one_line(title)}\n")
    sys.stdout.write("".join(lines))
