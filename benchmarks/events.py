"""Event grouping, event tolls and named victims on the incidents: `python -m benchmarks.events`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from recount.casebook import Casebook
from recount.model import Reading
from recount.publishing import event_jsonl
from recount.reckoning.persons import persons

from .data import Row, only, reports, rows, scorer


def events() -> Iterator[tuple[str, dict[str, float]]]:
    """The scores of each part: all reports grouped together; victims by name in our own groups and in the true ones."""
    score = scorer("score_events").score
    gold = rows("incidents-dev.gold.jsonl")
    texts = {d["doc_id"]: f"{d.get('title') or ''} {d['text']}" for d in rows("incidents-dev.docs.jsonl")}
    casebook = Casebook()
    casebook.add(Reading(reports=reports("incidents-dev.docs.jsonl")))
    predicted = [json.loads(event_jsonl(ledger, casebook.links())) for ledger in casebook.ledgers()]
    told = _victims(gold, casebook)
    for part in (False, True):
        name = "incidents-dev, unseen third" if part else "incidents-dev, tuned part"
        wanted = only(gold, "incident", part)
        ours, theirs = score(wanted, predicted, texts), score(wanted, only(told, "event", part), texts)
        yield name, _figures(ours, theirs)


def _victims(gold: list[Row], casebook: Casebook) -> list[Row]:
    """The victims of each true group of reports, as reckoning makes one person of their mentions."""
    extractions = {extraction.report: extraction for extraction in casebook.extractions}
    return [
        {
            "event": row["incident"],
            "doc_ids": row["doc_ids"],
            "killed": None,
            "injured": None,
            "victims": [
                {"name": person.name, "age": person.age, "sex": person.sex, "outcome": person.outcome}
                for person in persons([extractions[id] for id in row["doc_ids"]])
            ],
        }
        for row in gold
    ]


def _figures(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, float]:
    true = theirs["victims"]
    return {
        "reports": ours["documents"],
        "b-cubed": ours["f1"],
        "killed": ours["killed"]["exact"],
        "injured": ours["injured"]["exact"],
        "named victims": ours["victims"]["f1"],
        "named victims, true groups": true["f1"],
        "age, true groups": true["age"] or 0.0,
        "sex, true groups": true["sex"] or 0.0,
    }


def print_events() -> dict[str, dict[str, float]]:
    """Print the event scores as a Markdown table; return them by set, without the number of reports."""
    print("Victims by name in our own groups, then given the true ones; age and sex where a name is found.\n")
    made = dict(events())
    names = list(next(iter(made.values())))
    print(f"| set | {' | '.join(names)} |")
    print("| --- " * (len(names) + 1) + "|")
    for name, row in made.items():
        print(f"| {name} | {row['reports']:.0f} | {' | '.join(f'{row[field]:.3f}' for field in names[1:])} |")
    return {name: {field: value for field, value in row.items() if field != "reports"} for name, row in made.items()}


if __name__ == "__main__":
    print_events()
