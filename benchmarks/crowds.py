"""Generated reports by the ten thousand, for what linking copies costs: `python -m benchmarks.copies --scale`.

The recipe, all by a seeded generator: a report is 8 to 14 sentences, drawn evenly from the sentences of the tuned
reports with at least six words, each of their words replaced with a chance of 0.35 by a word drawn evenly from all of
them. A hundred reports come a day, each of one of 300 invented outlets. Each tenth is a copy of one of the 300 before
it: half of them the whole of it, half a stretch of 30% to 100% of its words before four sentences of its own; of its
words 0 to 15%, evenly drawn, are replaced.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import re
import resource
import time
from collections.abc import Iterator, Sequence

from recount.linking.copies import CopyIndex
from recount.linking.copying.bodies import body
from recount.model import Report

from .data import reports, unseen

BATCH = 1_000
SIZES = (1_000, 11_000, 20_000, 50_000, 101_000)
_SENTENCE = re.compile(r"[^.!?]+[.!?]")


def crowd(number: int, seed: int = 20261122) -> Iterator[tuple[Report, str | None]]:
    """Reports in the order of their days, each with the id of the report that it copies."""
    chance = random.Random(seed)  # noqa: S311
    sentences = _sentences()
    vocabulary = sorted({word for sentence in sentences for word in sentence})
    last: list[Report] = []
    for at in range(number):
        source = chance.choice(last) if at % 10 == 9 else None
        if source is None:
            row = _drawn(sentences, chance.randint(8, 14), chance, vocabulary)
        else:
            row = source.text.split()
            whole = chance.randrange(2) == 0
            if not whole:
                length = round(len(row) * chance.uniform(0.3, 1.0))
                start = chance.randrange(len(row) - length + 1)
                row = row[start : start + length]
            row = _replaced(row, chance.uniform(0.0, 0.15), chance, vocabulary)
            if not whole:
                row += _drawn(sentences, 4, chance, vocabulary)
        text = " ".join(row)
        made = Report(
            id=f"r{at:06}",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            text=text,
            publisher=f"Outlet {chance.randrange(300)}",
            published=dt.date(2024, 1, 1) + dt.timedelta(days=at // 100),
        )
        last = [*last[-299:], made]
        yield made, source.id if source else None


def _sentences() -> list[list[str]]:
    given = [one for name in ("toll-dev", "incidents-dev") for one in reports(f"{name}.docs.jsonl")]
    found = [m.group().split() for one in given if not unseen(one.id) for m in _SENTENCE.finditer(one.text)]
    return [sentence for sentence in found if 6 <= len(sentence) <= 60]


def _drawn(sentences: Sequence[list[str]], number: int, chance: random.Random, vocabulary: Sequence[str]) -> list[str]:
    return [word for _ in range(number) for word in _replaced(chance.choice(sentences), 0.35, chance, vocabulary)]


def _replaced(row: Sequence[str], rate: float, chance: random.Random, vocabulary: Sequence[str]) -> list[str]:
    return [chance.choice(vocabulary) if chance.random() < rate else word for word in row]


def print_scale(sizes: Sequence[int] = SIZES) -> None:
    """Print, as reports come in: seconds in all, those of the last 1,000, planted copies found, peak memory."""
    print("| reports | s | s of the last 1,000 | planted found | other pairs | peak MiB of the process |")
    print("| --- " * 6 + "|")
    index = CopyIndex()
    planted: set[tuple[str, str]] = set()
    found: set[tuple[str, str]] = set()
    spent = 0.0
    batch = []
    for at, (report, source) in enumerate(crowd(max(sizes)), 1):
        batch.append(report)
        if source:
            planted.add((source, report.id))
        if len(batch) == BATCH:
            begun = time.process_time()
            found.update((copy.first, copy.second) for copy in index.add(body(one) for one in batch))
            last = time.process_time() - begun
            spent += last
            batch = []
            if at in sizes:
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(
                    f"| {at:,} | {spent:.1f} | {last:.2f} | {len(planted & found)} of {len(planted)} "
                    f"| {len(found - planted)} | {peak:.0f} |",
                    flush=True,
                )
