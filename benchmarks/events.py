"""Event grouping, event tolls and named victims on the incidents: `python -m benchmarks.events`.

Tolls and victims are scored in our own groups and *given the true ones*: each incident's reports are linked as if they
were all that is known, what linking finds is made one event, and that is reckoned.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from recount.casebook import Casebook
from recount.linking import link, with_follow_ups
from recount.model import Event, Extraction, Ledger, Reading, Report
from recount.publishing import event_jsonl
from recount.reckoning import OWN_POLICY, reckon

from .data import Row, only, reports, rows, scorer


def events() -> Iterator[tuple[str, dict[str, float]]]:
    """The scores of each part: all reports grouped together; victims by name in our own groups and in the true ones."""
    score = scorer("score_events").score
    gold = rows("incidents-dev.gold.jsonl")
    texts = {d["doc_id"]: f"{d.get('title') or ''} {d['text']}" for d in rows("incidents-dev.docs.jsonl")}
    casebook = Casebook()
    casebook.add(Reading(reports=reports("incidents-dev.docs.jsonl")))
    predicted = [json.loads(event_jsonl(ledger, casebook.links())) for ledger in casebook.ledgers()]
    whole = [
        {"event": event.id, "doc_ids": list(event.reports), "killed": None, "injured": None, "victims": []}
        for event in with_follow_ups(casebook.links()).events
    ]
    known = {report.id: report for report in casebook.reports}
    taken = {extraction.report: extraction for extraction in casebook.extractions}
    told = [_row(row, given(row, known, taken)) for row in gold]
    for part in (False, True):
        name = "incidents-dev, unseen third" if part else "incidents-dev, tuned part"
        wanted = only(gold, "incident", part)
        ours, theirs = score(wanted, predicted, texts), score(wanted, only(told, "event", part), texts)
        joined = score(wanted, whole, texts)
        yield name, _figures(ours, theirs, joined)


def given(
    row: Row, reports: Mapping[str, Report], extractions: Mapping[str, Extraction], own_policy: str = OWN_POLICY
) -> Ledger:
    """The ledger of one incident of the gold from its own reports alone, as one event."""
    held = [reports[id] for id in row["doc_ids"]]
    said = [extractions[id] for id in row["doc_ids"]]
    links = link(held, said)
    starts = [event.start for event in links.events if event.start is not None]
    ends = [event.end for event in links.events if event.end is not None]
    event = Event(
        id=f"e-{row['incident']}",
        title=links.events[0].title,
        reports=tuple(sorted(row["doc_ids"])),
        start=min(starts, default=None),
        end=max(ends, default=None),
        places=tuple(dict.fromkeys(place for event in links.events for place in event.places)),
    )
    return reckon(event, held, said, msgspec.structs.replace(links, events=(event,)), (), own_policy)


def _row(row: Row, ledger: Ledger) -> Row:
    """What the scorer takes: an event's toll and its persons."""
    return {
        "event": row["incident"],
        "doc_ids": row["doc_ids"],
        **{own.outcome: own.number for own in ledger.own_tolls},
        "victims": [
            {"name": person.name, "age": person.age, "sex": person.sex, "outcome": person.outcome}
            for person in ledger.persons
        ],
    }


def _figures(ours: Mapping[str, Any], theirs: Mapping[str, Any], joined: Mapping[str, Any]) -> dict[str, float]:
    true = theirs["victims"]
    return {
        "reports": ours["documents"],
        "b-cubed": ours["f1"],
        "b-cubed, follow-ups counted in": joined["f1"],
        "killed": ours["killed"]["exact"],
        "injured": ours["injured"]["exact"],
        "killed, true groups": theirs["killed"]["exact"],
        "injured, true groups": theirs["injured"]["exact"],
        "named victims": ours["victims"]["f1"],
        "named victims, true groups": true["f1"],
        "age, true groups": true["age"] or 0.0,
        "sex, true groups": true["sex"] or 0.0,
    }


def print_events() -> dict[str, dict[str, float]]:
    """Print the event scores as a Markdown table; return them by set, without the number of reports."""
    print("Tolls and victims by name in our own groups, then given the true ones; age and sex where a name is found.\n")
    made = dict(events())
    names = list(next(iter(made.values())))
    print(f"| set | {' | '.join(names)} |")
    print("| --- " * (len(names) + 1) + "|")
    for name, row in made.items():
        print(f"| {name} | {row['reports']:.0f} | {' | '.join(f'{row[field]:.3f}' for field in names[1:])} |")
    return {name: {field: value for field, value in row.items() if field != "reports"} for name, row in made.items()}


if __name__ == "__main__":
    print_events()
