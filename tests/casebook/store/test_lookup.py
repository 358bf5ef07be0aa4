"""What comes out of a casebook: some documents come out under the ids that they have among all."""

from __future__ import annotations

import hashlib
import random

from recount.casebook import StoredCasebook
from recount.casebook.store.keeping import keep_documents
from recount.casebook.store.lookup import documents, documents_of, ids_of
from recount.model import Report
from recount.reading import content_key


def test_some_documents_have_the_ids_that_they_have_among_all(place: str) -> None:
    chance = random.Random(7)  # noqa: S311
    texts = [f"{number} people were killed." for number in range(60)]
    prints = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    reports: list[Report] = []
    for text, sha256 in zip(texts, prints, strict=True):
        short, other = chance.choice("abcdefgh"), chance.choice(reports) if reports else None
        name = chance.choice([short, f"{short}-{chance.choice(prints)[:8]}", f"report-{sha256[:5]}"])
        if other is not None and chance.random() < 0.3:
            name = f"{other.id}-{content_key(other)[:8]}"
        title = chance.choice(["", "Toll rises"])
        reports.append(Report(id=name, sha256=sha256, title=title, text=text, source=f"{name}.txt"))
        if chance.random() < 0.2:
            reports.append(Report(id=name, sha256=sha256, title=f"{title}!", text=text, source=f"{name}.txt"))
    originals = {report.sha256: report.text.encode() for report in reports}
    met = {(content_key(report), report.source): 1 for report in reports}
    with StoredCasebook.new(place) as stored:
        with stored.store.writing() as connection:
            keep_documents(connection, reports, originals, met)
        with stored.store.reading() as connection:
            there = documents(connection)
            among_all = {key: id for id, key in there.keys.items()}
            by_key = {there.keys[report.id]: report for report in there.reading.reports}
            for key in sorted(among_all):
                assert ids_of(connection, [key]) == {key: among_all[key]}
            some = sorted(among_all)[::3]
            assert documents_of(connection, some) == {key: by_key[key] for key in some}
    assert len(set(among_all.values())) == len(reports)
    assert sum("-" in id for id in among_all.values()) > len(reports) / 2
