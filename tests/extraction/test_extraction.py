"""The extractor as a whole: what holds for any text, and for the language tables that it rests on."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from recount.extraction import Extractor, extract
from recount.extraction.grammar import GRAMMAR
from recount.extraction.harm.harm import harm
from recount.extraction.language import language
from recount.extraction.tables import load_table
from recount.extraction.words.people import people
from recount.extraction.words.tokens import LONGEST, sentences, tokenize
from recount.model import Modifier, Outcome, Report, Span, Status, to_json

PIECES = [
    "at least",
    "60",
    "civilians",
    "civilian",
    "were",
    "killed",
    "killing",
    "and",
    ",",
    ".",
    "including",
    "five children",
    "the",
    "Observatory",
    "said",
    "on Saturday",
    "“",
    "”",
    '"',
    "death toll",
    "rose to",
    "1,000",
    "12 million",
    "people",
    "no",
    "casualties",
    "left",
    "dead",
    "of whom",
    "another",
    "a woman",
    "by",
    "gunmen",
    "in",
    "Baniyas",
    "\n",
    "|",
    ":",
    "(",
    ")",
    "it added",
    "according to",
    "a monitor",
    "Next Post",
    "the war has claimed",
    "lives",
    "dozens of",
    "from",
    "to",
    "2013",
    "17-year-old",
    "kil*led",
    "who",
    "that",
    "between",
    "half",
    "displaced",
    "fled",
    "their homes",
    "most of them",
    "’s",
    "U.S.",
    "…",
    "--",
]


def report(text: str) -> Report:
    return Report(id="r", sha256="0" * 64, text=text, published=dt.date(2025, 3, 10))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)))
def test_any_text_is_read_and_every_span_stands_in_it(text: str) -> None:
    made = extract(report(text))
    ids = [claim.id for claim in made.claims]
    assert ids == [f"r#c{n}" for n in range(1, len(ids) + 1)]
    starts = [claim.span.start for claim in made.claims]
    assert starts == sorted(starts)
    for claim in made.claims:
        assert claim.figure.words == claim.span.exact
        fields = [claim.span, claim.victims, claim.claimant, claim.perpetrator, claim.place, *claim.relay]
        fields += [claim.when.span if claim.when else None, claim.as_of.span if claim.as_of else None]
        for span in [*fields, *(cue.span for cue in claim.cues)]:
            assert span is None or (isinstance(span, Span) and span.stands_in(text))
        assert claim.part_of is None or claim.part_of in ids
        assert claim.part_of != claim.id


def test_every_field_that_is_told_has_its_cue() -> None:
    text = "The Observatory said on Saturday that at least 60 civilians, including five children, were killed in Baniyas by gunmen on Friday."  # noqa: E501
    for claim in extract(report(text)).claims:
        kinds = {cue.kind for cue in claim.cues}
        assert {"figure", "outcome", "victims", "claimant", "perpetrator", "place", "when", "as_of", "scope"} <= kinds
        assert ("part_of" in kinds) == (claim.part_of is not None)


def test_the_same_report_gives_the_same_bytes_in_another_process() -> None:
    text = "The Observatory said nine were killed. It added that a woman and two children died in Tell, among them Rami Saleh, 17."  # noqa: E501
    code = (
        "import sys, datetime as dt; from recount.model import Report, to_json; from recount.extraction import extract;"
        "sys.stdout.buffer.write(to_json(extract(Report(id='r', sha256='0' * 64, text=sys.argv[1], "
        "published=dt.date(2025, 3, 10)))))"
    )
    others = [
        subprocess.run(
            [sys.executable, "-c", code, text],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("1", "2")
    ]
    assert others == [to_json(extract(report(text)))] * 2
    assert json.loads(others[0])["extractor"] == GRAMMAR.name


def test_importing_the_room_reads_no_table_and_none_of_the_grammar() -> None:
    code = (
        "import sys, recount.extraction; print('recount.extraction.grammar' in sys.modules, 'tomllib' in sys.modules)"
    )
    made = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert made.stdout.split() == ["False", "False"]


def test_the_grammar_is_an_extractor() -> None:
    extractor: Extractor = GRAMMAR
    assert extractor.extract(report("")).claims == ()


def test_a_text_without_stops_is_cut_into_sentences_that_can_be_looked_at() -> None:
    tokens = tokenize("people were killed and " * 2000)
    cut = list(sentences(tokens, frozenset()))
    assert all(part.last - part.first <= LONGEST for part in cut)
    assert [part.first for part in cut[1:]] == [part.last for part in cut[:-1]]


def test_the_tables_hold_only_what_the_model_knows() -> None:
    english = language("en")
    numbers = load_table("en", "numbers")
    assert set(numbers["before"].values()) | set(numbers["after"].values()) <= set(get_args(Modifier))
    known = harm(english)
    outcomes = (
        {verb.outcome for verb in known.verbs.values()} | set(known.states.values()) | set(known.counted.values())
    )
    outcomes |= {group.outcome for group in (*known.lights, *known.suffer, *known.flights)} | set(
        known.toll_kinds.values()
    )
    outcomes |= {pattern.outcome for several in known.patterns.values() for pattern in several}
    assert outcomes <= set(get_args(Outcome))
    assert {noun.status for noun in people(english).nouns.values()} <= set(get_args(Status))


def test_a_language_without_tables_is_read_with_those_there_are() -> None:
    assert language("xx").code == "en"
    assert language("en-GB") == language("en")
