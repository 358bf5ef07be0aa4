"""Planted copies: reports of which a part stands, reworded here and there, in another report or alone.

The recipe, all by a seeded generator: reports are shuffled; each third is a source, and the one after it its host. Of
the source a stretch of 30% to 100% of its words is taken, evenly drawn, beginning anywhere; each of its words is
replaced with an even chance of 0 to 15% a plant by a word drawn from all reports; what stands between the words stays.
In two plants of three the stretch is put into the host, between two of its words, and the host as it was is taken away;
else it stands alone. A plant is published up to three days after its source, by nobody who is known.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from recount.linking.words import words
from recount.model import Report

LEAST_SHARE, MOST_CHANGED = 0.3, 0.15


class Plant(NamedTuple):
    """A planted copy: its report and its source (ids), how many words were taken, and what share of them replaced."""

    report: str
    source: str
    length: int
    changed: float
    alone: bool


def plant(reports: Sequence[Report], seed: int = 20261122, every: int = 3) -> tuple[list[Report], list[Plant]]:
    """The reports with plants among them, and what was planted; one report in `every` is a source."""
    chance = random.Random(seed)  # noqa: S311
    row = sorted(reports, key=lambda report: report.id)
    vocabulary = sorted({word.folded for report in row for word in words(report.text)})
    chance.shuffle(row)
    made: list[Report] = []
    plants: list[Plant] = []
    gone: set[str] = set()
    for at in range(0, len(row) - 1, max(2, every)):
        source, host = row[at], row[at + 1]
        stretch, length, changed = _stretch(source.text, chance, vocabulary)
        alone = chance.randrange(3) == 0
        text = stretch if alone else _put_into(host.text, stretch, chance)
        if not alone:
            gone.add(host.id)
        day = source.published and source.published + dt.timedelta(days=chance.randrange(4))
        copy = msgspec.structs.replace(
            source, id=f"plant-{len(plants):04}", text=text, title="", publisher="", url="", published=day
        )
        made.append(copy)
        plants.append(Plant(copy.id, source.id, length, changed, alone))
    return [*(report for report in row if report.id not in gone), *made], plants


def _stretch(text: str, chance: random.Random, vocabulary: Sequence[str]) -> tuple[str, int, float]:
    row = words(text)
    length = max(1, round(len(row) * chance.uniform(LEAST_SHARE, 1.0)))
    start = chance.randrange(len(row) - length + 1)
    rate = chance.uniform(0.0, MOST_CHANGED)
    made, changed = [], 0
    for number, word in enumerate(row[start : start + length], start):
        if chance.random() < rate:
            made.append(chance.choice(vocabulary))
            changed += 1
        else:
            made.append(text[word.start : word.end])
        following = row[number + 1].start if number + 1 < len(row) else len(text)
        made.append(text[word.end : following])
    return "".join(made), length, changed / length


def _put_into(host: str, stretch: str, chance: random.Random) -> str:
    row = words(host)
    at = row[chance.randrange(len(row))].end if row else 0
    return f"{host[:at]}. {stretch} {host[at:]}"
