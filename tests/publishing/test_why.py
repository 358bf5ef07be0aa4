"""Why: answers as plain data, down to the words, each thing once, whatever the ledger holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from recount.model import Derivation, Dossier, End, Links, Step, Term, UsageError, from_json, to_json
from recount.publishing.why import Answer, Askable, Telling, why
from recount.publishing.worked import end_words, equation_words

FILE = Path(__file__).parent.parent / "reckoning" / "cases" / "replayed.json"


@pytest.fixture(scope="module")
def chained() -> Dossier:
    """A ledger with chains of bounds, contradictions and components."""
    return from_json(json.dumps({"recount": "1", **json.loads(FILE.read_text(encoding="utf-8"))}).encode(), Dossier)


def every(answer: Answer) -> Iterator[Answer]:
    yield answer
    for below in (*answer.because, *answer.beside):
        yield from every(below)


def at(answer: Answer, number: str) -> Answer:
    return next(one for one in every(answer) if one.at == number)


def test_a_bound_goes_through_another_bound_down_to_the_words(chained: Dossier) -> None:
    answer = why(chained, "b13")
    assert [one.end for one in answer.because] == ["low", "high"]
    upper = answer.because[1]
    assert upper.worked[0].says == "at most 973"
    assert [(part.id, part.end, part.value) for part in upper.worked[0].parts] == [("b9", "high", 973)]
    (other,) = upper.because
    assert (other.id, other.kind, other.end) == ("b9", "bound", "high")
    (figure,) = other.because
    (claim,) = figure.because
    assert claim.words is not None
    words = claim.words
    text = next(report.text for report in chained.reports if report.id == words.report)
    assert (words.exact, text[words.start : words.end], words.stands) == ("973", "973", True)
    assert words.attributed == "Observatory"
    assert words.claimant == "Observatory"
    assert words.because == "as told"
    assert (words.outlet, words.published) == ("Paper B", "9 March 2025")


def test_a_relay_is_told_and_that_nobody_else_carries_the_figure(chained: Dossier) -> None:
    figure = why(chained, "f16")
    assert "Known only through the Agency." in figure.notes
    words = figure.because[0].words
    assert words is not None
    assert words.relays == ("the Agency",)


def test_a_contradiction_is_worked_out_and_its_premises_stand_once(chained: Dossier) -> None:
    answer = why(chained, "k1")
    assert [worked.says for worked in answer.worked] == ["at least 550 = 150 + 400", "at most 500"]
    assert [one.id for one in answer.because] == ["f6", "f9", "f2"]


def test_an_estimate_tells_what_it_set_aside_and_what_stands_beside_it(chained: Dossier) -> None:
    answer = why(chained, "e1")
    assert answer.worked[0].says == "at least 500: the least of 500 and 1,401"
    assert [line.id for line in answer.aside] == ["f1", "f4"]
    assert [one.what for one in answer.beside] == ["Identified: 1 or more", "Reported: 500–1,401"]
    assert [one.kind for one in every(answer.beside[0])] == ["component", "person", "victim", "victim"]
    again = answer.beside[1].because[0]
    assert again.see == at(answer, "1").at
    assert not again.because


def test_every_thing_of_a_ledger_answers_down_to_words_or_to_what_was_said_above(chained: Dossier) -> None:
    asked = Askable(chained)
    seen = 0
    for line in asked.lines():
        answer = Telling(asked.ledgers[line.event]).answer(line.kind, line.id)
        for one in every(answer):
            leaf = one.words is not None or one.see is not None or one.rule == "ucdp.deaths_only"
            assert leaf or one.because, (line.id, one)
            assert one.kind != "unknown"
            assert one.words is None or one.words.stands
        numbers = [one.at for one in every(answer)]
        assert len(numbers) == len(set(numbers))
        seen += 1
    assert seen > 80


def test_what_is_listed_is_the_most_useful_first(chained: Dossier) -> None:
    kinds = list(dict.fromkeys(line.kind for line in Askable(chained).lines()))
    assert kinds == [
        "own_toll", "estimate", "contradiction", "question", "bound", "relation", "toll", "series", "figure", "person",
    ]  # fmt: skip
    relations = [line.says for line in Askable(chained).lines() if line.kind == "relation"]
    assert "conflicts with" in relations[0]


FOUND = [
    ("k1", "contradiction", "k1"),
    ("e-1/k1", "contradiction", "k1"),
    ("e-1", "event", "e-1"),
    ("B#t", "claim", "B#t"),
    ("E#v", "victim", "E#v1"),
    ("e-1/F#mw", "claim", "F#mw"),
    ("r62", "relation", "r62"),
    ("o2", "own_toll", "o2"),
]


@pytest.mark.parametrize(("name", "kind", "whole"), FOUND)
def test_an_id_its_beginning_or_that_of_its_event(chained: Dossier, name: str, kind: str, whole: str) -> None:
    assert Askable(chained).find(name)[1:] == (kind, whole)


LOST = [
    ("zz", "nothing in the ledger has this id", "leave the id out"),
    ("", "nothing in the ledger has this id", "leave the id out"),
    ("e-1/", "nothing in the ledger has this id", "leave the id out"),
    ("k", "fits 2 ids", "k1  “500”, “150” and “400” cannot all be true"),
    ("r", "fits 32 ids", "and 20 more"),
    ("F#m", "fits 2 ids", "F#mw"),
]


@pytest.mark.parametrize(("name", "wrong", "mend"), LOST)
def test_an_id_that_nothing_or_too_much_has(chained: Dossier, name: str, wrong: str, mend: str) -> None:
    with pytest.raises(UsageError) as fault:
        why(chained, name)
    assert fault.value.wrong == wrong
    assert mend in fault.value.mend


def test_an_id_in_two_events_is_one_where_its_content_is_the_same(chained: Dossier) -> None:
    (ledger,) = chained.ledgers
    event = msgspec.structs.replace(ledger.event, id="e-2", reports=())
    same = msgspec.structs.replace(ledger, event=event)
    twice = msgspec.structs.replace(chained, ledgers=(ledger, same))
    assert why(twice, "k1") == why(chained, "k1")
    with pytest.raises(UsageError, match="e-2/t1"):
        why(twice, "t1")
    assert Askable(twice).find("e-2/t1")[0].event == "e-2"
    other = msgspec.structs.replace(same, contradictions=())
    relation = msgspec.structs.replace(ledger.relations[0], low=7)
    other = msgspec.structs.replace(other, relations=(relation, *ledger.relations[1:]))
    mixed = msgspec.structs.replace(chained, ledgers=(ledger, other))
    with pytest.raises(UsageError, match="fits 2 ids"):
        why(mixed, relation.id)


def test_hostile_words_come_as_one_line_and_their_exact_form_is_kept(dossier: Dossier, hostile_id: str) -> None:
    answer = why(dossier, f"{hostile_id}#c4")
    assert answer.words is not None
    assert answer.words.exact == "dozens"
    for one in every(why(dossier, "ev/1 <x>/e1")):
        for text in (one.what, one.says, *one.notes, *(worked.says for worked in one.worked)):
            assert text.isprintable()
        if one.words is not None:
            assert (one.words.before + one.words.after + one.words.outlet).isprintable()


def test_a_torn_ledger_still_answers(dossier: Dossier) -> None:
    torn = msgspec.structs.replace(dossier, extractions=(), links=Links(), reports=())
    for line in Askable(torn).lines():
        answer = why(torn, f"{line.event}/{line.id}")
        assert all(one.words is None or not one.words.stands for one in every(answer))
    found = [one for one in every(why(torn, "k1")) if one.kind == "unknown"]
    assert found[0].what == "nothing in this ledger has this id"


def test_words_that_do_not_stand_where_they_should_are_told(chained: Dossier) -> None:
    reports = tuple(msgspec.structs.replace(r, text=r.text.replace("973", "999")) for r in chained.reports)
    changed = msgspec.structs.replace(chained, reports=reports)
    words = why(changed, "B#c").words
    assert words is not None
    assert not words.stands


def circle(dossier: Dossier) -> Dossier:
    """The same with two bounds that rest on each other."""
    (ledger,) = dossier.ledgers
    bounds = {bound.id: bound for bound in ledger.bounds}
    for one, other in (("b2", "b11"), ("b11", "b2")):
        step = Step("low", 231, "sum", (Term(other, "low", 231),))
        why_low = Derivation("bound.part", "A part.", (other,), (step,))
        bounds[one] = msgspec.structs.replace(bounds[one], low_why=why_low)
    made = msgspec.structs.replace(ledger, bounds=tuple(bounds.values()))
    return msgspec.structs.replace(dossier, ledgers=(made,))


def test_a_circle_ends_where_it_began(chained: Dossier) -> None:
    answer = why(circle(chained), "b2")
    (other,) = answer.because[0].because
    (back,) = other.because
    assert (back.id, back.end, back.see) == ("b2", "low", "1")


def test_a_long_chain_is_cut_and_says_where_it_goes_on(chained: Dossier) -> None:
    (ledger,) = chained.ledgers
    first = ledger.bounds[0]
    bounds = []
    for n in range(40):
        step = Step("low", 500, "sum", (Term(f"x{n + 1}", "low", 500),))
        low = Derivation("bound.part", "A part.", (f"x{n + 1}",), (step,))
        bounds.append(msgspec.structs.replace(first, id=f"x{n}", low_why=low))
    made = msgspec.structs.replace(ledger, bounds=(*ledger.bounds, *bounds))
    answer = why(msgspec.structs.replace(chained, ledgers=(made,)), "x0")
    last = max(every(answer), key=lambda one: len(one.at))
    assert last.deeper
    assert len(last.at.split(".")) == 10


def test_many_premises_are_counted_unless_all_are_asked_for(chained: Dossier) -> None:
    (ledger,) = chained.ledgers
    report, extraction = chained.reports[0], chained.extractions[0]
    claims = tuple(msgspec.structs.replace(extraction.claims[0], id=f"A#x{n}") for n in range(10_000))
    extra = msgspec.structs.replace(extraction, claims=(*extraction.claims, *claims))
    series = ledger.series[0]
    snapshot = msgspec.structs.replace(series.snapshots[0], id="many", claims=tuple(c.id for c in claims))
    made = msgspec.structs.replace(
        ledger, series=(msgspec.structs.replace(series, snapshots=(snapshot,)), *ledger.series[1:])
    )
    large = msgspec.structs.replace(
        chained, reports=(report, *chained.reports[1:]), ledgers=(made,), extractions=(extra, *chained.extractions[1:])
    )
    answer = why(large, "many")
    assert (len(answer.because), answer.unshown) == (8, 9_992)
    assert len(why(large, "many", everything=True).because) == 10_000


EQUATIONS = [
    (Step("low", 870, "sum", (Term("a", "low", 745), Term("b", "low", 125))), "at least 870 = 745 + 125"),
    (Step("high", 148, "sum", (Term("a", "high", 1018), Term("b", "low", 870, True))), "at most 148 = 1,018 − 870"),
    (Step("low", 0, "sum", (Term("a", "low", 5), Term("b", "high", 9, True))),
     "at least 0 = 5 − 9, and never below none"),
    (Step("low", 0, "sum", (Term("b", "high", 9, True),)), "at least 0 = − 9, and never below none"),
    (Step("best", 7, "sum", (Term("a", "number", 7),)), "best 7"),
    (Step("best", 7, "sum", (Term("a", "number", 15),), 2), "best 7 = 15 ÷ 2, rounded down"),
    (Step("best", 7, "sum", (Term("a", "low", 10), Term("b", "low", 5)), 2), "best 7 = (10 + 5) ÷ 2, rounded down"),
    (Step("low", 5, "least", (Term("a", "low", 5), Term("b", "low", 9))), "at least 5: the least of 5 and 9"),
    (Step("high", 9, "greatest", tuple(Term(c, "high", n) for c, n in zip("abc", (5, 9, 7), strict=True))),
     "at most 9: the greatest of 5, 9 and 7"),
    (Step("number", 15, "sum", tuple(Term(str(n), "number", 1) for n in range(15))),
     "in all 15 = 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 and so on (3 more)"),
]  # fmt: skip


@pytest.mark.parametrize(("step", "says"), EQUATIONS, ids=[says for _, says in EQUATIONS])
def test_a_step_in_words(step: Step, says: str) -> None:
    assert equation_words(step) == says


@pytest.mark.parametrize("end", get_args(End))
def test_every_end_has_its_words(end: End) -> None:
    assert end_words(Term("a", end, 1), exact=False)


def test_the_answer_is_data(chained: Dossier) -> None:
    answer = why(chained, "e1")
    data: dict[str, Any] = json.loads(to_json(answer))
    assert from_json(to_json(answer), Answer) == answer
    assert data["because"][0]["because"][0]["words"]["exact"] == "500"
