"""The plain summary: the same sentences for the page's top and the terminal."""

from __future__ import annotations

import unicodedata

import msgspec
import pytest

from recount.model import Dossier, Links
from recount.publishing import Section, summary
from recount.publishing.summary import LINES, MANY_EVENTS

HEADINGS = [
    "How many, by policy",
    "Who says how many",
    "What agrees",
    "What conflicts",
    "What is only relayed",
    "What nobody is named for",
]


@pytest.fixture(scope="module")
def sections(dossier: Dossier) -> dict[str, Section]:
    return {section.heading: section for section in summary(dossier) if section.event in ("ev/1 <x>", None)}


def test_the_sections_stand_in_order(dossier: Dossier) -> None:
    headings = [section.heading for section in summary(dossier)]
    assert headings == ["Oster, 3–6 May 2031", *HEADINGS, "Mount Karr, 29 June 2031", *HEADINGS, "What was set aside"]


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("Oster, 3–6 May 2031", "Four reports from four outlets, published 4–6 May 2031."),
        ("Oster, 3–6 May 2031", "Where: Oster."),
        ("How many, by policy", "Killed, civilians — All claimants: 300–365."),
        (
            "Who says how many",
            "Killed, civilians — Vell Monitoring Centre: about 300 (3 May 2031), then 310 (by 4 May 2031), then 365"
            " (by 6 May 2031).",
        ),
        ("Who says how many", "Killed, all victims in Oster — Ministry <of> Calm: “no”."),
        ("What agrees", "310 + 60 + 48 = 418, which meets more than 400."),
        ("What conflicts", "The ministry’s “no” excludes the Vell Monitoring Centre’s up to 350."),
        ("What conflicts", "310, 60 and 48 are older than more than 500."),
        ("What is only relayed", "Killed, civilians — three outlets, one named claimant: Vell Monitoring Centre."),
        ("What was set aside", "Five reports taken in, one input set aside, one remark."),
        ("What was set aside", "broken.pdf: it is binary: <PDF>; save it as text or as a page."),
    ],
)
def test_a_line(sections: dict[str, Section], heading: str, line: str) -> None:
    assert line in sections[heading].lines


def test_an_inferred_order_and_a_nameless_claimant_are_told(sections: dict[str, Section]) -> None:
    assert "order inferred from growth" in sections["Who says how many"].lines[0]
    assert not any("local doctors" in line for line in sections["Who says how many"].lines)
    nameless = sections["What nobody is named for"].lines
    assert any(line.startswith("Killed, all victims") and "at least 520" in line for line in nameless)
    assert any("“local doctors”" in line for line in nameless)


def test_each_line_says_what_it_is_about(sections: dict[str, Section], dossier: Dossier) -> None:
    known = {s.id for x in dossier.ledgers[0].series for s in x.snapshots}
    says = sections["Who says how many"]
    assert len(says.about) == len(says.lines)
    assert all(set(about) and set(about) <= known for about in says.about)


def test_where_there_is_nothing_to_say_a_line_says_so(dossier: Dossier) -> None:
    far = [section for section in summary(dossier) if section.event == "ev2"]
    assert [s.lines for s in far[3:]] == [
        ("No two figures bear each other out.",),
        ("No two comparable figures conflict.",),
        ("No figure rests on relaying alone.",),
        ("Every figure has a named claimant.",),
    ]


def test_no_line_holds_what_a_terminal_would_obey(dossier: Dossier) -> None:
    event = msgspec.structs.replace(dossier.ledgers[1].event, title="a\x1b[31m\u202eb\nc")
    torn = msgspec.structs.replace(dossier, ledgers=(msgspec.structs.replace(dossier.ledgers[1], event=event),))
    for section in summary(torn):
        for line in (section.heading, *section.lines):
            assert not [c for c in line if unicodedata.category(c) in ("Cc", "Cf")]


def test_many_events_have_a_line_each(dossier: Dossier) -> None:
    many = msgspec.structs.replace(dossier, ledgers=dossier.ledgers * MANY_EVENTS)
    first, last = summary(many)
    assert len(first.lines) == 2 * MANY_EVENTS
    assert first.lines[0] == "Oster, 3–6 May 2031: killed 520 (four reports)."
    assert last.heading == "What was set aside"


def test_a_long_section_is_cut_and_says_so(dossier: Dossier) -> None:
    ledger = dossier.ledgers[0]
    agrees = next(r for r in ledger.relations if r.kind == "agrees")
    more = tuple(msgspec.structs.replace(agrees, id=f"x{n}") for n in range(30))
    crowded = msgspec.structs.replace(dossier, ledgers=(msgspec.structs.replace(ledger, relations=more),))
    section = next(s for s in summary(crowded) if s.heading == "What agrees")
    assert len(section.lines) == LINES
    assert section.lines[-1] == "The ledger has 19 more such lines."


def test_nothing_at_all() -> None:
    empty = Dossier(recount="1", reports=(), extractions=(), links=Links(), ledgers=())
    assert [s.lines for s in summary(empty)] == [("No reports taken in, no inputs set aside.",)]
