#!/usr/bin/env python3
"""Learn how sure claims are, from annotated reports: `make train` (or `python -m tools.train_confidence`).

Writes `languages/en/confidence.toml`: a weight for each feature of a claim (`weighing/features.py`), and the line that
turns their sum into the share of such claims that were right. The weights are a logistic regression over the tuned
part of the reports and the invented ones; the grammar's rules were written over those too and are surer there, so the
line is fitted on the rest. Last it prints how it does on reports that neither saw, by five-fold cross-validation.

No randomness but a seeded shuffle, no library but Python's own: the same input gives the same bytes. Half a minute.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.data import Row, at_hand, reports, rows, scorer, unseen
from benchmarks.invented import load

from recount.extraction import extract
from recount.extraction.weighing.confidence import Weights
from recount.extraction.weighing.features import features
from recount.model import Report
from recount.publishing import extraction_jsonl

TABLE = Path(__file__).parent.parent / "src/recount/extraction/languages/en/confidence.toml"
SEED = 20251
EPOCHS = 30
RATE = 0.1
SHRINK = 0.02
"""How strongly weights are drawn to 0, for each example seen."""
SEEN = 8
"""A feature of fewer claims gets no weight."""
FOLDS = 5
FULL = ("min", "max", "modifier", "status", "scope", "claimant")
"""The fields of a claim that is fully right."""
INVENTED = "invented/"
"""Before the id of an invented report."""


class Example(NamedTuple):
    """A claim's features, whether it is right, and its report."""

    features: tuple[str, ...]
    right: bool
    report: str


def examples() -> list[Example]:
    """Every claim that the grammar takes from the annotated reports and the invented ones."""
    gold = {row["doc_id"]: row["claims"] for row in rows("toll-dev.gold.jsonl")}
    made = []
    for report in reports("toll-dev.docs.jsonl"):
        made += _examples(report, gold[report.id], report.id)
    for one in load():
        made += _examples(one.report, one.claims, INVENTED + one.report.id)
    return made


def _examples(report: Report, gold: Sequence[Row], id: str) -> list[Example]:
    """What the grammar takes from one report; a claim is right where the scorer calls it fully right."""
    extraction = extract(report)
    score, claims = scorer("score_tolls"), extraction.claims
    wanted = score.placed(report.text, gold)
    told = score.placed(report.text, json.loads(extraction_jsonl(extraction))["claims"])
    right = {
        theirs
        for ours, theirs in score.pair_up(wanted, told)
        if all(score.right(field, wanted[ours], told[theirs]) for field in FULL)
    }
    return [Example(tuple(features(claim, claims)), n in right, id) for n, claim in enumerate(claims)]


def _learned_from(example: Example) -> bool:
    """Whether the weights are learned from a claim; the line is fitted on the others."""
    return example.report.startswith(INVENTED) or not unseen(example.report)


def learn(examples: Sequence[Example]) -> dict[str, float]:
    """Weights of features by logistic regression (AdaGrad over shuffled examples, averaged over the second half)."""
    counted = Counter(feature for example in examples for feature in example.features)
    data = [([f for f in e.features if counted[f] >= SEEN], e.right) for e in examples]
    order = random.Random(SEED)  # noqa: S311 - a shuffle that must be the same every time
    weight: dict[str, float] = defaultdict(float)
    pace: dict[str, float] = defaultdict(lambda: 1.0)
    total: dict[str, float] = defaultdict(float)
    for epoch in range(EPOCHS):
        order.shuffle(data)
        for found, right in data:
            slip = 1 / (1 + math.exp(-sum(weight[f] for f in found))) - right
            for f in found:
                step = slip + SHRINK * weight[f]
                pace[f] += step * step
                weight[f] -= RATE * step / math.sqrt(pace[f])
        if epoch >= EPOCHS // 2:
            for f, value in weight.items():
                total[f] += value
    return {f: round(value / (EPOCHS - EPOCHS // 2), 3) for f, value in sorted(total.items())}


def calibrate(weight: Mapping[str, float], examples: Sequence[Example]) -> Weights:
    """The line (Platt's) that makes sums of weights into shares of right claims, by Newton's method."""
    slope, offset = 1.0, 0.0
    sums = [(sum(weight.get(f, 0.0) for f in e.features), e.right) for e in examples]
    for _ in range(40):
        gs = go = hss = hso = hoo = 1e-9
        for x, right in sums:
            p = 1 / (1 + math.exp(-(slope * x + offset)))
            spread = p * (1 - p)
            gs, go = gs + (p - right) * x, go + (p - right)
            hss, hso, hoo = hss + spread * x * x, hso + spread * x, hoo + spread
        det = hss * hoo - hso * hso
        slope, offset = slope - (hoo * gs - hso * go) / det, offset - (hss * go - hso * gs) / det
    return Weights(dict(weight), round(slope, 3), round(offset, 3))


def checked(examples: Sequence[Example]) -> list[tuple[float, bool]]:
    """Confidence and truth of every claim of the unseen third, each from weights that never saw its report."""
    said: list[tuple[float, bool]] = []
    tuned = [e for e in examples if _learned_from(e)]
    rest = [e for e in examples if not _learned_from(e)]
    weight = learn(tuned)
    for fold in range(FOLDS):
        line = calibrate(weight, [e for e in rest if _fold(e) != fold])
        said += [(line.confidence(e.features), e.right) for e in rest if _fold(e) == fold]
    return said


def _fold(example: Example) -> int:
    return hashlib.sha1(f"fold {example.report}".encode(), usedforsecurity=False).digest()[0] % FOLDS


def table(said: Iterable[tuple[float, bool]]) -> str:
    """Said confidence against the share that was right, as Markdown, with the Brier score."""
    said = list(said)
    lines = ["| confidence | claims | mean confidence | right |", "| --- | --- | --- | --- |"]
    for low, high in ((0.0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.0)):
        here = [(p, right) for p, right in said if low <= p < high]
        if here:
            mean, share = (sum(column) / len(here) for column in zip(*here, strict=True))
            lines.append(f"| {low:.1f}-{high:.1f} | {len(here)} | {mean:.3f} | {share:.3f} |")
    brier = sum((p - right) ** 2 for p, right in said) / max(1, len(said))
    return "\n".join([*lines, "", f"Brier score {brier:.3f} over {len(said)} claims"])


def write(weights: Weights, path: Path = TABLE) -> None:
    """Write the weights as the language's table."""
    lines = [
        "# How sure claims are: written by `make train`, read by weighing/confidence.py; not to be edited by hand.",
        f"slope = {weights.slope}",
        f"offset = {weights.offset}",
        "",
        "[feature]",
        *(f'"{feature}" = {value}' for feature, value in sorted(weights.feature.items()) if value),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Learn, write, and print how it does on what it did not see."""
    if not at_hand():
        sys.exit("The annotated data (../shared/gold) is not at hand: nothing to learn from.")
    made = examples()
    print(table(checked(made)))
    weights = learn([e for e in made if _learned_from(e)])
    write(calibrate(weights, [e for e in made if not _learned_from(e)]))


if __name__ == "__main__":
    main()
