#!/usr/bin/env python3
"""Learn where harm happened, from annotated reports and the cases of the tests: `python -m tools.train_places`.

Writes `languages/en/scenes.toml`: a weight for each trait of a place (`scenes/scenes.py`). The weights are a
conditional logistic regression: for each claim, the right places (or none) should weigh more than the others. The
claims before one are taken to be settled rightly while learning. Last it prints how often the place is right on reports
that a model did not see, by five-fold cross-validation over the tuned part of the reports.

No randomness, no library but Python's own: the same input gives the same bytes. Some minutes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from benchmarks.data import Row, only, reports, rows, scorer

from recount.extraction.harm.frames import Frame
from recount.extraction.language import language
from recount.extraction.scenes.scenes import settle_places, weighed
from recount.extraction.tolls import claims as making
from recount.extraction.view.view import View, look_at
from recount.model import Claim, Report

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "src/recount/extraction/languages/en/scenes.toml"
CASES = ROOT / "tests/extraction/cases"
SHRINK = 0.5
"""How strongly weights are drawn to 0."""
ROUNDS = 300
RATE = 0.5
SEEN = 8
"""A trait of fewer claims gets no weight."""
FOLDS = 5
HEAD = """# What speaks for a place, by the traits of scenes/scenes.py: learned by tools/train_places.py, not by hand.
[weights]
"""

Fits = Callable[[str | None, str | None], bool]


class Asked(NamedTuple):
    """A report's claims as they wait for places, with the right place of those that are annotated, by number."""

    id: str
    view: View
    placed: Sequence[tuple[int, Frame]]
    claims: Sequence[Claim]
    right: Mapping[int, str | None]


class Example(NamedTuple):
    """The traits of each candidate of a claim, and which of them are right."""

    report: str
    traits: Sequence[Sequence[str]]
    right: Sequence[bool]


def waiting(report: Report) -> tuple[View, Sequence[tuple[int, Frame]], Sequence[Claim]]:
    """What a report's claims are before they have places."""
    caught: list[tuple[View, Sequence[tuple[int, Frame]], Sequence[Claim]]] = []

    def catch(view: View, placed: Sequence[tuple[int, Frame]], claims: Sequence[Claim]) -> tuple[Claim, ...]:
        caught.append((view, placed, claims))
        return settle_places(view, placed, claims)

    making.settle_places = catch  # type: ignore[attr-defined]
    view = look_at(report, language("en"))
    making.find_claims(view, ())
    making.settle_places = settle_places  # type: ignore[attr-defined]
    return caught[0] if caught else (view, (), ())


def annotated() -> list[Asked]:
    """The tuned part of the annotated reports."""
    gold = {row["doc_id"]: row["claims"] for row in only(rows("toll-dev.gold.jsonl"), "doc_id", False)}
    made = []
    for report in reports("toll-dev.docs.jsonl"):
        if report.id in gold:
            view, placed, claims = waiting(report)
            made.append(Asked(report.id, view, placed, claims, _matched(report.text, gold[report.id], claims)))
    return made


def _matched(text: str, gold: Sequence[Row], claims: Sequence[Claim]) -> dict[int, str | None]:
    """The annotated place of each claim that the scorer pairs with an annotated one."""
    judge = scorer("score_tolls")
    rows_of = [
        {"id": claim.id, "start": claim.span.start, "end": claim.span.end, "outcome": claim.outcome} for claim in claims
    ]
    return {j: gold[i]["place"] for i, j in judge.pair_up(judge.placed(text, gold), judge.placed(text, rows_of))}


def cases() -> list[Asked]:
    """The cases of the tests that say a place."""
    made = []
    for file in sorted(CASES.glob("tolls-*.toml")):
        for number, case in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["case"]):
            view, placed, claims = waiting(_report(f"{file.stem}-{number}", case))
            if len(claims) != len(case["claims"]):
                continue
            right = {at: wanted["place"] or None for at, wanted in enumerate(case["claims"]) if "place" in wanted}
            made.append(Asked(f"{file.stem}-{number}", view, placed, claims, right))
    return made


def _report(id: str, case: Mapping[str, Any]) -> Report:
    published = dt.date.fromisoformat(case.get("published", "2025-03-10"))
    return Report(id=id, sha256="0" * 64, text=case["text"], published=published)


def examples(asked: Asked, fits: Fits) -> list[Example]:
    """A report's claims, each with the claims before it settled rightly."""
    made: list[Claim] = []
    found = []
    for at, (asking, candidates, traits) in enumerate(weighed(asked.view, asked.placed, asked.claims, made)):
        place = None
        if at in asked.right:
            wanted = asked.right[at]
            right = [*(fits(wanted, candidate.span.exact) for candidate in candidates), wanted is None]
            place = next((c.span for c, good in zip(candidates, right, strict=False) if good), None)
            if any(right):
                found.append(Example(asked.id, traits, right))
        made.append(msgspec.structs.replace(asking.claim, place=place))
    return found


def learn(found: Sequence[Example]) -> dict[str, float]:
    """The weights under which the right candidates weigh most (AdaGrad on the conditional likelihood)."""
    seen = Counter(trait for example in found for trait in {t for of in example.traits for t in of})
    weights = {trait: 0.0 for trait in sorted(seen) if seen[trait] >= SEEN}
    steps = dict.fromkeys(weights, 1e-8)
    for _ in range(ROUNDS):
        slope = {trait: -SHRINK * weight for trait, weight in weights.items()}
        for example in found:
            _pull(example, weights, slope)
        for trait, way in slope.items():
            steps[trait] += way * way
            weights[trait] += RATE * way / math.sqrt(steps[trait])
    return weights


def _pull(example: Example, weights: Mapping[str, float], slope: dict[str, float]) -> None:
    sums = [sum(weights.get(trait, 0.0) for trait in of) for of in example.traits]
    most = max(sums)
    parts = [math.exp(one - most) for one in sums]
    whole = sum(parts)
    good = sum(part for part, right in zip(parts, example.right, strict=True) if right)
    for part, right, of in zip(parts, example.right, example.traits, strict=True):
        pull = (part / good if right else 0.0) - part / whole
        if abs(pull) > 1e-4:
            for trait in of:
                if trait in slope:
                    slope[trait] += pull


def hits(asked: Asked, weights: Mapping[str, float], fits: Fits) -> tuple[int, int]:
    """How many of a report's annotated claims get a right place, and how many there are."""
    made: list[Claim] = []
    good = 0
    for at, (asking, candidates, traits) in enumerate(weighed(asked.view, asked.placed, asked.claims, made)):
        sums = [sum(weights.get(trait, 0.0) for trait in of) for of in traits]
        best = max(range(len(sums)), key=sums.__getitem__)
        place = candidates[best].span if best < len(candidates) else None
        if at in asked.right:
            good += fits(asked.right[at], place.exact if place else None)
        made.append(msgspec.structs.replace(asking.claim, place=place))
    return good, len(asked.right)


def fold_of(id: str) -> int:
    """The fold that a report is in."""
    return hashlib.sha1(id.encode(), usedforsecurity=False).digest()[1] % FOLDS


def written(weights: Mapping[str, float]) -> str:
    """The table as a file."""
    return HEAD + "".join(f'"{trait}" = {weight:.2f}\n' for trait, weight in sorted(weights.items()))


def checked(
    gold: Sequence[Asked], found: Mapping[str, Sequence[Example]], more: Iterable[Example], fits: Fits
) -> float:
    """The share of right places on reports that were not learned from."""
    good = asked = 0
    more = list(more)
    for fold in range(FOLDS):
        seen = [example for one in gold if fold_of(one.id) != fold for example in found[one.id]]
        weights = learn([*seen, *more])
        for one in gold:
            if fold_of(one.id) == fold:
                right, of = hits(one, weights, fits)
                good, asked = good + right, asked + of
    return good / asked


def main() -> None:
    """Learn, write, and say how well it does."""
    fits: Fits = scorer("score_tolls").same_name
    gold, extra = annotated(), cases()
    found: dict[str, list[Example]] = defaultdict(list)
    for one in gold:
        found[one.id] = examples(one, fits)
    more = [example for one in extra for example in examples(one, fits)]
    weights = learn([*(example for one in gold for example in found[one.id]), *more])
    TABLE.write_text(written(weights), encoding="utf-8")
    print(
        f"{sum(map(len, found.values()))} claims of {len(gold)} reports, "
        f"{len(more)} of the cases, {len(weights)} traits"
    )
    print(f"right on reports not learned from: {checked(gold, found, more, fits):.3f}")


if __name__ == "__main__":
    main()
