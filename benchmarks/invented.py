"""Invented reports with full annotations, voice by voice: `python -m benchmarks.invented [VOICE …] [--errors FIELD]`.

The reports stand in `invented/<voice>.toml`, one `[[report]]` each: `id`, perhaps `published` and `title`, `text`, and
`claims` in order of appearance. A claim gives `figure` as it stands in the text and what differs from the guidelines'
defaults; `common` holds what most claims of a report share, and `""` in a claim says none. Without `nth` (which
occurrence of the words in the text) a figure is the next one after the claim before. `part_of` is the number of another
claim of the list. `modifier`, `min` and `max` are read from plain figures and given with the others. Needs no shared
data.

Voices called `retold-` are reports of the tuned part built anew: how each tells is kept, every fact, name and sentence
is another. `lists` are long reports with many figures each; `local` are local crime pages, features and world news
pages with their scraps. Those called `-check` were annotated before anything was read from them, scored, and only then
opened to mend rules from; those in `BLIND` are scored only: what is wrong in them is never listed.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from recount.extraction.grammar import GRAMMAR
from recount.model import Report
from recount.publishing import extraction_jsonl

from .accuracy import print_fields, print_levels
from .data import Row
from .scoring import matched, scored, verdicts

REPORTS = Path(__file__).parent / "invented"
BLIND = ("retold-check-3", "local-check-3")
"""The voices that are only scored: nobody who writes rules reads them or what is wrong in them."""
DEFAULTS: Row = {
    "victims": None, "status": "unknown", "age": "unknown", "sex": "unknown", "claimant": None, "perpetrator": None,
    "place": None, "when": None, "scope": "current", "part_of": None, "stance": "asserted",
}  # fmt: skip

BOUNDS = {
    "at_least": r"at least|no fewer than|no less than|not less than|a minimum of",
    "more_than": r"more than|over|upwards of|exceeding|in excess of",
    "up_to": r"up to|as many as|at most",
    "nearly": r"nearly|almost|close to",
    "about": r"about|around|some|roughly|approximately|an estimated|estimated",
}
VAGUE = re.compile(
    r"(?:dozens|scores|hundreds|tens|thousands|several|many|a few|a number|most|the majority|half|millions)\b"
)
WORDS = {
    "a": 1, "an": 1, "another": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "both": 2, "couple": 2, "dozen": 12,
    "hundred": 100, "thousand": 1000, "million": 1_000_000,
}  # fmt: skip


class Invented(NamedTuple):
    """One invented report, its voice and its claims in the scorer's form."""

    voice: str
    report: Report
    claims: tuple[Row, ...]


def number(words: str) -> int:
    """The number in a figure's own words: "1,204" → 1204, "twenty-two" → 22, "A young woman" → 1.

    Raises ValueError where there is none.
    """
    words = words.lower()
    if re.match(r"an? (?!dozen|couple|hundred|thousand|million)|another\b", words):
        return 1
    if digits := re.search(r"\d[\d,]*(?:\.\d+)?", words):
        scale = 1_000_000 if "million" in words else 1000 if "thousand" in words else 1
        return round(float(digits[0].replace(",", "")) * scale)
    total = 0
    for word in re.findall(r"[a-z]+", words):
        if n := WORDS.get(word):
            total = max(total, 1) * n if n in (12, 100, 1000, 1_000_000) else total + n
    if not total:
        raise ValueError(f"no number in {words!r}: give modifier, min and max")
    return total


def valued(figure: str) -> Row:
    """`modifier`, `min` and `max` of a plain figure: "at least 60" → at_least, 60, None."""
    words = figure.lower()
    if re.match(r"(?:no(?! fewer| less)|none|zero|nobody)\b", words):
        return {"modifier": "none_reported", "min": 0, "max": 0}
    pair = re.fullmatch(r"(?:between |from )?([\w,]+)(?:(?<=\d)[-–]| to | and | or )([\w,]+)", words)
    if pair and (words.startswith("between") or all(n.isdigit() or n in WORDS for n in pair.groups())):
        return {"modifier": "range", "min": number(pair[1]), "max": number(pair[2])}
    for modifier, heads in BOUNDS.items():
        if bound := re.match(rf"(?:{heads}) ", words):
            n = number(words[bound.end() :])
            low, high = (
                (None if modifier in ("up_to", "nearly") else n),
                (n if modifier in ("up_to", "nearly", "about") else None),
            )
            return {"modifier": modifier, "min": low, "max": high}
    if VAGUE.match(words):
        return {"modifier": "vague", "min": None, "max": None}
    n = number(words)
    return {"modifier": "exact", "min": n, "max": n}


def claims_of(text: str, given: Sequence[Row], common: Mapping[str, Any]) -> tuple[Row, ...]:
    """The annotated claims in the scorer's form, each placed in the text; raises ValueError where one cannot be."""
    made: list[Row] = []
    for n, claim in enumerate(given, 1):
        figure: str = claim["figure"]
        at = [m.start() for m in re.finditer(rf"(?<![\w-])(?<!\d[,.]){re.escape(figure)}(?![\w]|[.,]\d)", text)]
        after = [start for start in at if not made or start >= made[-1]["end"]]
        start = at[claim["nth"] - 1 :][:1] if "nth" in claim else after[:1]
        if not start:
            raise ValueError(f"claim {n}: {figure!r} is not in the text, or not after the claim before")
        told = {k: None if v == "" else v for k, v in {**common, **claim}.items() if k != "nth"}
        whole = {} if "modifier" in claim else valued(figure)
        made.append(
            {
                "min": None,
                "max": None,
                **DEFAULTS,
                **whole,
                **told,
                "id": n,
                "start": start[0],
                "end": start[0] + len(figure),
            }
        )
    return tuple(made)


def load(folder: Path = REPORTS) -> Iterator[Invented]:
    """Every invented report, in order of voices."""
    for path in sorted(folder.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["report"]:
            day = dt.date.fromisoformat(row["published"]) if row.get("published") else None
            title = row.get("title", "")
            report = Report(id=row["id"], sha256="0" * 64, title=title, text=row["text"].strip(), published=day)
            try:
                claims = claims_of(report.text, row["claims"], row.get("common", {}))
            except ValueError as fault:
                raise ValueError(f"{row['id']}: {fault}") from fault
            yield Invented(path.stem, report, claims)


def faults(one: Invented, read: Sequence[Row], field: str) -> Iterator[str]:
    """What is wrong in one report: claims missed or extra (`found`), or one field of those found."""
    text, pairs = one.report.text, matched(one.claims, read)

    def shown(kind: str, claim: Row) -> str:
        start, end = claim["start"], claim["end"]
        around = f"…{text[max(0, start - 120) : start]}>>{text[start:end]}<<{text[end : end + 120]}…"
        return f"{one.report.id} {kind} {claim['outcome']} " + around.replace("\n", " ¶ ")

    if field == "found":
        yield from (shown("MISSED", g) for g in one.claims if not any(g is gold for gold, _ in pairs))
        yield from (shown("EXTRA", r) for r in read if not any(r is other for _, other in pairs))
        return
    keys = {"figure": ("modifier", "min", "max"), "full": ("status", "scope", "claimant")}.get(field, (field,))
    for (g, r), ok in zip(pairs, verdicts(pairs), strict=True):
        if not ok[field]:
            yield shown("WRONG", g) + "; ".join(
                f" {key}: {g[key]!r} not {r[key]!r}" for key in keys if g[key] != r[key]
            )


Read = list[tuple[Invented, list[Row]]]
"""Each report with what the grammar read in it."""


def print_scores(wanted: Sequence[Invented]) -> Read:
    """Print how the grammar reads these reports, as Markdown tables by voice; return what it read."""
    rows: Read = [(one, json.loads(extraction_jsonl(GRAMMAR.extract(one.report)))["claims"]) for one in wanted]
    sets = {voice: [(one.claims, read) for one, read in rows if one.voice == voice] for voice, *_ in wanted}
    tables = {f"invented, {voice}": scored(some) for voice, some in sets.items()}
    tables["invented, all"] = scored([pair for some in sets.values() for pair in some])
    print_levels(tables)
    print()
    print_fields(tables)
    return rows


@click.command()
@click.argument("voices", nargs=-1)
@click.option("--errors", "field", help="List what is wrong as well: found, figure, full or a field.")
@click.option("--show", is_flag=True, help="Only list the annotated claims in their places.")
def main(voices: tuple[str, ...], field: str | None, show: bool) -> None:
    """Score the grammar on the invented reports, voice by voice."""
    wanted = [one for one in load() if not voices or one.voice in voices]
    if show:
        for one in wanted:
            if one.voice in BLIND:
                continue
            for c in one.claims:
                told = {k: v for k, v in c.items() if k not in ("start", "end") and v != DEFAULTS.get(k, 0)}
                print(one.report.id, f"…{one.report.text[max(0, c['start'] - 40) : c['end'] + 40]}…", told)
        return
    rows = print_scores(wanted)
    if field:
        lines = [line for one, read in rows if one.voice not in BLIND for line in faults(one, read, field)]
        print("\n" + "\n".join(lines), f"{len(lines)} errors", sep="\n")


if __name__ == "__main__":
    main()
