"""Answers to `recount why`, to read on a terminal: an indented tree, each premise numbered and explained once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import click
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from recount.publishing.why import Answer, Line, Words, Worked

from .lines import one_line
from .tables import console

STEP = 3
"""Columns by which a premise stands in from what rests on it; at most `MOST_IN` in all, so that words have room."""
MOST_IN = 30
KINDS = {
    "own_toll": "Own tolls", "estimate": "Estimates", "contradiction": "Figures that cannot all be true",
    "question": "Open questions", "bound": "Bounds from one account", "relation": "Relations", "toll": "Tolls",
    "series": "Series", "figure": "Figures", "person": "Persons identified", "claim": "Claims",
}  # fmt: skip
ENDS = {"low": "The lower end", "high": "The upper end"}


def print_answer(answer: Answer, event: str) -> None:
    """Print an answer with all that it rests on."""
    out = console()
    _line(out, 0, Text(one_line(event), style="dim"))
    _one(out, answer, 0)
    if answer.further:
        out.print()
        _line(out, 0, Text("See also", style="bold"))
        for line in answer.further:
            _line(out, 2, _with_id(line.says, line.id), hanging=2)


def print_lines(lines: Iterable[Line], titles: Mapping[str, str], claims: int) -> None:
    """Print what can be asked about, one line each."""
    out = console()
    event, kind = None, None
    width = out.width
    for line in lines:
        if line.event != event:
            out.print()
            _line(out, 0, Text(f"{one_line(titles[line.event])}  {one_line(line.event)}", style="bold"))
            event, kind = line.event, None
        if line.kind != kind:
            _line(out, 0, Text(KINDS.get(line.kind, line.kind), style="italic"))
            kind = line.kind
        room = width - 3 - max(14, cell_len(line.id) + 1)
        says = one_line(line.says)
        says = says if cell_len(says) <= room else f"{set_cell_size(says, room - 1).rstrip()}…"
        click.echo(f"  {one_line(line.id):<14} {says}")  # there may be very many: no styles, no wrapping
    if event is None:
        _line(out, 0, Text("There is nothing to ask about: the ledger holds no event."))
        return
    out.print()
    _line(out, 0, Text(f"And each of the {claims:,} claims, by the report’s id and the claim’s: REPORT#c1."))


def _one(out: Console, answer: Answer, depth: int) -> None:
    inside = min(depth * STEP, MOST_IN)
    number = f"{answer.at}. " if answer.at else ""
    out.print()
    what = f"{ENDS.get(answer.end, answer.end)}: {answer.what}" if answer.end else answer.what
    head = (
        Text(number, style="dim") + Text(one_line(what), style="bold") + Text(f"  {one_line(answer.id)}", style="dim")
    )
    _line(out, inside, head, hanging=len(number))
    body = inside + 2
    if answer.see is not None:
        _line(out, body, Text(f"See {answer.see or 'what was asked about'}, above."))
        return
    if answer.words is not None:
        _words(out, body, answer.words, answer.id)
    if answer.says:
        _line(out, body, Text(one_line(answer.says)))
    for worked in answer.worked:
        _worked(out, body + 2, worked)
    if answer.rule:
        _line(out, body, Text(f"Rule: {one_line(answer.rule)}", style="dim"))
    if answer.notes:
        _line(out, body, Text(one_line(" ".join(answer.notes))))
    for premise in answer.because:
        _one(out, premise, depth + 1)
    if answer.unshown:
        out.print()
        _line(out, body, Text(f"And {answer.unshown:,} more, left out for their number; --all shows them."))
    if answer.deeper:
        _line(out, body, Text(f"It goes on below: recount why LEDGER {one_line(answer.id)}"))
    if answer.beside:
        out.print()
        _line(out, body, Text("Beside it, and no part of it:", style="italic"))
        for part in answer.beside:
            _one(out, part, depth + 1)
    if answer.aside:
        out.print()
        _line(out, body, Text("Set aside:", style="italic"))
        for line in answer.aside:
            _line(out, body + 2, _with_id(line.says, line.id), hanging=2)


def _worked(out: Console, inside: int, worked: Worked) -> None:
    says = Text(one_line(worked.says), style="bold")
    if len(worked.parts) == 1 and "=" not in worked.says:
        _line(out, inside, says + Text(": ") + _with_id(worked.parts[0].says, worked.parts[0].id), hanging=2)
        return
    _line(out, inside, says)
    for part in worked.parts:
        _line(out, inside + 2, _with_id(f"{part.value:,}: {part.says}", part.id))


def _words(out: Console, inside: int, words: Words, some_id: str) -> None:
    quoted = Text(f"“{one_line(words.before)}") + Text(f"[{one_line(words.exact)}]", style="bold")
    _line(out, inside, quoted + Text(f"{one_line(words.after)}”"))
    published = words.published or "no published date"
    _line(out, inside, Text(f"{one_line(words.outlet)}, {published}, characters {words.start}–{words.end}"))
    if words.address:
        _line(out, inside, Text(one_line(words.address)))
    if not words.stands:
        _line(out, inside, Text("These words do not stand there in the report’s text.", style="bold"))
    said = f"“{one_line(words.attributed)}”"
    if words.claimant:
        led = f" by the words “{one_line(words.led_by)}”" if words.led_by else ""
        sure = "is" if words.certainty == "certain" else "is probably"
        because = f": {one_line(words.because)}" if words.because else ""
        who = f"Attributed to {said}{led}. That {sure} {one_line(words.claimant)}{because}."
        _line(out, inside, Text(who))
    elif words.attributed:
        _line(out, inside, Text(f"Attributed to {said}, who could not be told."))
    elif "#c" in some_id:
        _line(out, inside, Text("In the outlet’s own voice: nobody is named for it."))
    if words.relays:
        _line(out, inside, Text(f"Passed on by {', then by '.join(f'“{one_line(r)}”' for r in words.relays)}."))


def _with_id(says: str, some_id: str) -> Text:
    return Text(one_line(says)) + Text(f"  {one_line(some_id)}", style="dim")


def _line(out: Console, inside: int, text: Text, hanging: int = 0) -> None:
    """A line, wrapped, all of it standing in; what follows its first line stands in by `hanging` more."""
    text.overflow = "fold"
    room = max(20, out.width - inside - hanging)
    for at, row in enumerate(text.wrap(out, room)):
        row.rstrip()
        out.print(Text(" " * (inside + (hanging if at else 0))) + row, soft_wrap=True)
