"""What an extractor loses where texts have lost marks and capitals: `python -m benchmarks.noise`.

Every comma, every apostrophe, every capital goes with the same chance, one kind at a time and all together; the
annotations move with the text. Seeded: the same data give the same figures.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import msgspec

from recount.extraction import Extractor
from recount.extraction.grammar import GRAMMAR
from recount.model import Report

from .data import Row, reports, rows, scorer
from .measure import Scores, Tolls

CHANCE = 0.5
SEED = 7

_GONE: dict[str, Callable[[str], str]] = {
    "commas": lambda char: "" if char == "," else char,
    "apostrophes": lambda char: "" if char in "'’" else char,
    "capitals": str.lower,
}


def noised(text: str, kinds: Sequence[str], dice: random.Random) -> tuple[str, list[int]]:
    """The text after noise, and for every offset of the old text (its end included) the offset in the new one."""
    parts: list[str] = []
    at: list[int] = []
    length = 0
    for char in text:
        new = char
        for kind in kinds:
            if (less := _GONE[kind](new)) != new and dice.random() < CHANCE:
                new = less
        at.append(length)
        parts.append(new)
        length += len(new)
    return "".join(parts), [*at, length]


def moved(text: str, claims: Sequence[Row], at: Sequence[int]) -> list[Row]:
    """A report's annotations with the offsets of the text after noise."""
    placed: list[Row] = scorer("score_tolls").placed(text, claims)
    return [{**claim, "start": at[claim["start"]], "end": at[claim["end"]]} for claim in placed]


def under(kinds: Sequence[str], extractor: Extractor = GRAMMAR) -> Scores:
    """The scores over all of toll-dev after noise of these kinds."""
    dice = random.Random(SEED)  # noqa: S311 - noise that must be the same every time
    gold = {row["doc_id"]: row for row in rows("toll-dev.gold.jsonl")}
    given: list[Report] = []
    for report in reports("toll-dev.docs.jsonl"):
        text, at = noised(report.text, kinds, dice)
        given.append(msgspec.structs.replace(report, text=text))
        row = gold[report.id]
        gold[report.id] = {**row, "claims": moved(report.text, row["claims"], at)}
    tolls = Tolls("toll-dev", extractor, given)
    tolls.gold = list(gold.values())
    tolls.docs = {report.id: {**tolls.docs[report.id], "text": report.text} for report in given}
    return tolls.scores()


def losses(extractor: Extractor = GRAMMAR) -> dict[str, float]:
    """How much figure F1 each kind of noise costs, and all together."""
    clean = under((), extractor).f1["figure"]
    kinds = {**{kind: (kind,) for kind in _GONE}, "all three": tuple(_GONE)}
    return {name: clean - under(these, extractor).f1["figure"] for name, these in kinds.items()}


def main() -> dict[str, float]:
    """Print what is lost, as a line; return it by kind."""
    lost = losses()
    told = ", ".join(f"{kind} {loss:.3f}" for kind, loss in lost.items())
    print(f"figure F1 lost where each goes with a chance of {CHANCE}: {told}")
    return lost


if __name__ == "__main__":
    main()
