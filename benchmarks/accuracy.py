"""How right extraction and event grouping are, by set: `python -m benchmarks.accuracy`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from recount.casebook import Casebook
from recount.extraction import extract
from recount.model import Reading
from recount.publishing import event_jsonl, extraction_jsonl

from .data import Row, only, reports, rows, scorer

FIELDS = ("modifier", "status", "age", "sex", "scope", "stance", "claimant", "perpetrator", "place", "when", "victims")


def tolls() -> Iterator[tuple[str, dict[str, Any]]]:
    """The toll scores of each set: its name, and what the scorer says."""
    score = scorer("score_tolls").score
    for name, parts in (("coast-2025", (None,)), ("toll-dev", (False, True))):
        docs = {doc["doc_id"]: doc for doc in rows(f"{name}.docs.jsonl")}
        gold = rows(f"{name}.gold.jsonl")
        predicted = [json.loads(extraction_jsonl(extract(report))) for report in reports(f"{name}.docs.jsonl")]
        for part in parts:
            if part is None:
                yield name, score(docs, gold, predicted)
            else:
                kind = "unseen third" if part else "tuned part"
                yield f"{name}, {kind}", score(docs, only(gold, "doc_id", part), only(predicted, "doc_id", part))


def origins() -> Iterator[tuple[str, dict[str, Any]]]:
    """The toll scores of toll-dev by origin (the head of the document's id), tuned and unseen together."""
    score = scorer("score_tolls").score
    docs = {doc["doc_id"]: doc for doc in rows("toll-dev.docs.jsonl")}
    gold = rows("toll-dev.gold.jsonl")
    predicted = [json.loads(extraction_jsonl(extract(report))) for report in reports("toll-dev.docs.jsonl")]
    for origin in sorted({id.partition("-")[0] for id in docs}):

        def of(rows: list[Row], origin: str = origin) -> list[Row]:
            return [row for row in rows if row["doc_id"].startswith(f"{origin}-")]

        yield origin, score(docs, of(gold), of(predicted))


def events() -> Iterator[tuple[str, dict[str, Any]]]:
    """Event grouping and event tolls on the incidents: all reports grouped together, scored by part."""
    score = scorer("score_events").score
    gold = rows("incidents-dev.gold.jsonl")
    texts = {d["doc_id"]: f"{d.get('title') or ''} {d['text']}" for d in rows("incidents-dev.docs.jsonl")}
    casebook = Casebook()
    casebook.add(Reading(reports=reports("incidents-dev.docs.jsonl")))
    predicted = [json.loads(event_jsonl(ledger, casebook.links())) for ledger in casebook.ledgers()]
    for part in (False, True):
        yield "unseen third" if part else "tuned part", score(only(gold, "incident", part), predicted, texts)


def print_tolls() -> None:
    """Print the toll scores as Markdown tables."""
    print("| set | reports | gold | found | figure | full |")
    print("| --- | --- | --- | --- | --- | --- |")
    scored = list(tolls())
    for name, s in [*scored, *((f"toll-dev, {origin}", s) for origin, s in origins())]:
        levels = " | ".join(f"{s[level]['f1']:.3f}" for level in ("found", "figure", "full"))
        print(f"| {name} | {s['documents']} | {s['gold']} | {levels} |")
    print()
    print(f"| right where found | {' | '.join(FIELDS)} | part_of |")
    print("| --- " * (len(FIELDS) + 2) + "|")
    for name, s in scored:
        shares = " | ".join(f"{s['fields'][field]:.3f}" for field in (*FIELDS, "part_of"))
        print(f"| {name} | {shares} |")


def print_events() -> None:
    """Print the event scores as a Markdown table."""
    print("| incidents-dev | reports | B-cubed F1 | killed exact | injured exact | named victims F1 | age | sex |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, s in events():
        v = s["victims"]
        figures = (s["f1"], s["killed"]["exact"], s["injured"]["exact"], v["f1"], v["age"] or 0.0, v["sex"] or 0.0)
        print(f"| {name} | {s['documents']} | {' | '.join(f'{figure:.3f}' for figure in figures)} |")


if __name__ == "__main__":
    print_tolls()
    print()
    print_events()
