"""Everything that any command says or writes of a casebook at a level."""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

from recount.cli import main
from recount.cli.main import COMMANDS

_WHEN = re.compile(rb"entry \d+ of the\s+log,\s+[-+:T\d]+")
"""When the log was written is no secret of the reports."""
EACH = 2
"""So many answers of each kind and event are asked for."""
OWNERS = {
    "add": "takes reports in, and says how many",
    "build": "reads reports from files, beside any casebook",
    "demo": "reads the example that ships with Recount",
    "extract": "reads reports from files, beside any casebook",
    "new": "makes an empty casebook",
    "policies": "knows no casebook",
    "decisions": "tells whoever rules what was ruled",
    "decide": "shows whoever rules what is ruled on",
    "erase": "acts on the casebook",
    "reread": "acts on the casebook, and says how many",
    "import": "acts on the casebook",
    "compact": "acts on the casebook",
    "checkpoint": "writes hashes of the whole log, for the owner to publish or not",
    "key": "knows no casebook",
}
"""Commands that are for the owner's own eyes, or read no casebook, and why."""


def run(*arguments: str | Path) -> bytes:
    """All that a command prints, on both streams, whatever its exit status."""
    out = io.StringIO()
    with (
        patch.object(sys, "argv", ["recount", *map(str, arguments)]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(out),
        contextlib.suppress(SystemExit),
    ):
        main()
    return out.getvalue().encode()


def outputs(place: str | Path, level: str, words: list[str], folder: Path) -> Iterator[tuple[str, bytes]]:
    """Each output with its name: all that all commands print and write at a level."""
    for command in sorted(COMMANDS):
        if command in OWNERS:
            continue
        for name, data in CALLS[command](place, level, words, folder):
            yield f"{command} {name}".rstrip(), data


def _dossier(place: str | Path, level: str, words: list[str], folder: Path) -> Iterator[tuple[str, bytes]]:
    yield "", run("dossier", "-o", folder / "all", "--casebook", place, "--level", level)
    yield "--json", run("dossier", "-o", folder / "all", "--casebook", place, "--level", level, "--json")
    yield from _files(folder / "all")
    for event in _events(place, level):
        yield event, run("dossier", event, "-o", folder / event, "--casebook", place, "--level", level)
        yield from _files(folder / event)


def _diff(place: str | Path, level: str, words: list[str], folder: Path) -> Iterator[tuple[str, bytes]]:
    for before in ("#1", "#6"):
        for more in ("--all", "--json"):
            told = run("diff", before, "--casebook", place, "--level", level, more)
            yield f"{before} {more}", _WHEN.sub(b"", told)


def _show(place: str | Path, level: str, words: list[str], folder: Path) -> Iterator[tuple[str, bytes]]:
    for event in (*_events(place, level), "e-", "nothing"):
        yield event, run("show", event, "--casebook", place, "--level", level)
        yield f"{event} --json", run("show", event, "--casebook", place, "--level", level, "--json")


def _listed(place: str | Path, level: str, words: list[str], folder: Path) -> Iterator[tuple[str, bytes]]:
    for more in ((), ("--json",), ("--format", "jsonl"), ("--follow-ups", "together"), ("--as-of", "#6")):
        yield " ".join(more), run("events", "--casebook", place, "--level", level, *more)


def _search(place: str | Path, level: str, words: list[str], folder: Path) -> Iterator[tuple[str, bytes]]:
    for asked in ("Aleppo", "police", "Homs", *words, *(f"{word[:3]}*" for word in words)):
        for more in ((), ("--json",)):
            found = run("search", asked, "--casebook", place, "--level", level, *more)
            yield f"{asked} {more}", found


def _export(place: str | Path, level: str, words: list[str], folder: Path) -> Iterator[tuple[str, bytes]]:
    yield "", run("export", "-o", folder / "export", "--casebook", place, "--level", level)
    yield from _files(folder / "export")
    yield "verified", run("verify", folder / "export")


def _status(place: str | Path, level: str, words: list[str], folder: Path) -> Iterator[tuple[str, bytes]]:
    yield "", run("status", "--casebook", place).replace(str(place).encode(), b"")


def _verify(place: str | Path, level: str, words: list[str], folder: Path) -> Iterator[tuple[str, bytes]]:
    yield "", run("verify", "--casebook", place)


def _why(place: str | Path, level: str, words: list[str], folder: Path) -> Iterator[tuple[str, bytes]]:
    """Some answers of each kind; there is nothing in them that is not in the ledger, which is hunted whole."""
    run("dossier", "-o", folder / "why", "--casebook", place, "--level", level)
    lines = run("why", folder / "why")
    yield "", lines
    rows = json.loads(run("why", folder / "why", "--json"))
    kinds: Counter[tuple[str, str]] = Counter()
    for row in rows:
        kinds[row["event"], row["kind"]] += 1
        if kinds[row["event"], row["kind"]] > EACH:
            continue
        yield row["id"], run("why", folder / "why", f"{row['event']}/{row['id']}", "--all")
    yield "of the casebook", run("why", "--casebook", place, "--level", level)
    yield "as of", run("why", rows[0]["event"], "--casebook", place, "--level", level, "--as-of", "2999-01-01")
    yield "--json", run("why", folder / "why", f"{rows[0]['event']}/{rows[0]['id']}", "--json", "--all")


Call = Callable[[str | Path, str, list[str], Path], Iterator[tuple[str, bytes]]]
CALLS: dict[str, Call] = {
    "diff": _diff,
    "dossier": _dossier,
    "events": _listed,
    "export": _export,
    "search": _search,
    "show": _show,
    "status": _status,
    "verify": _verify,
    "why": _why,
}


def _events(place: str | Path, level: str) -> list[str]:
    with contextlib.redirect_stderr(io.StringIO()):
        told = run("events", "--casebook", place, "--level", level, "--format", "jsonl").decode()
    return [json.loads(line)["event"] for line in told.splitlines() if line.startswith("{")]


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.rglob("*")):
        yield f"the name {file.name}", file.name.encode()
        if file.is_file():
            yield file.name, file.read_bytes()
