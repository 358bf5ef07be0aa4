"""Event grouping, event tolls and named victims on the incidents: `python -m benchmarks.events`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from recount.casebook import Casebook
from recount.model import Reading
from recount.publishing import event_jsonl

from .data import only, reports, rows, scorer


def events() -> Iterator[tuple[str, dict[str, Any]]]:
    """What the scorer says of each part: all reports grouped together, in our own groups."""
    score = scorer("score_events").score
    gold = rows("incidents-dev.gold.jsonl")
    texts = {d["doc_id"]: f"{d.get('title') or ''} {d['text']}" for d in rows("incidents-dev.docs.jsonl")}
    casebook = Casebook()
    casebook.add(Reading(reports=reports("incidents-dev.docs.jsonl")))
    predicted = [json.loads(event_jsonl(ledger, casebook.links())) for ledger in casebook.ledgers()]
    for part in (False, True):
        name = "incidents-dev, unseen third" if part else "incidents-dev, tuned part"
        yield name, score(only(gold, "incident", part), predicted, texts)


def print_events() -> dict[str, dict[str, float]]:
    """Print the event scores as a Markdown table; return them by set."""
    print("| incidents-dev | reports | B-cubed F1 | killed exact | injured exact | named victims F1 | age | sex |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    made: dict[str, dict[str, float]] = {}
    for name, s in events():
        v = s["victims"]
        made[name] = {
            "b-cubed": s["f1"], "killed": s["killed"]["exact"], "injured": s["injured"]["exact"],
            "named victims": v["f1"], "age": v["age"] or 0.0, "sex": v["sex"] or 0.0,
        }  # fmt: skip
        print(f"| {name} | {s['documents']} | {' | '.join(f'{figure:.3f}' for figure in made[name].values())} |")
    return made


if __name__ == "__main__":
    print_events()
