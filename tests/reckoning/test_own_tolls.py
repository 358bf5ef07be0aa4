from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from recount.model import Claim, Cue, Derivation, Extraction, Fate, Figure, Ledger, Report, Span, UsageError, Victim
from recount.reckoning import reckon, register
from recount.reckoning.people import may_be
from recount.reckoning.policies import Evidence, Judgement
from recount.reckoning.rows import Rows

from .replay import replay
from .worlds import World, world

CASES = tomllib.loads((Path(__file__).parent / "cases" / "own_tolls.toml").read_text(encoding="utf-8"))["case"]


def told(table: dict[str, Any]) -> World:
    """A world whose claims may tell of one with an article, with extraction's cues and the person they speak of."""
    rows = {
        f"{row['in']}#{row.get('id', f'c{number}')}": row for number, row in enumerate(table.get("claims", ()), start=1)
    }
    plain = [{**row, "figure": "1" if row["figure"].startswith(("a ", "another ")) else row["figure"]}
             for row in rows.values()]  # fmt: skip
    made = world({**table, "claims": plain})
    extractions = []
    for one in made.extractions:
        victims = [_victim(claim, rows[claim.id]) for claim in one.claims if "person" in rows[claim.id]]
        claims = tuple(_said(claim, rows[claim.id]) for claim in one.claims)
        extractions.append(msgspec.structs.replace(one, claims=claims, victims=(*one.victims, *victims)))
    return made._replace(extractions=tuple(extractions))


def _said(claim: Claim, row: dict[str, Any]) -> Claim:
    kinds = {"only shot": "outcome", "several events": "scope"}
    cues = tuple(Cue(kinds[rule], claim.span, rule) for rule in row.get("said", ()))  # type: ignore[arg-type]
    figure = claim.figure
    if figure.words != row["figure"]:
        figure = Figure(row["figure"], "exact", 1, 1)
    return msgspec.structs.replace(claim, cues=cues, figure=figure)


def _victim(claim: Claim, row: dict[str, Any]) -> Victim:
    who = row["person"]
    return Victim(
        id=f"{claim.id}v", report=claim.report, age=who.get("age"), sex=who.get("sex", "unknown"),
        fates=(Fate(claim.outcome, claim.span),), mentions=(claim.span,),
    )  # fmt: skip


def numbers(ledger: Ledger) -> dict[str, int | None]:
    return {own.outcome: own.number for own in ledger.own_tolls}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_told_first(case: dict[str, Any]) -> None:
    made = told(case)
    ledger = made.reckon()
    assert numbers(ledger) == {"killed": case.get("killed"), "injured": case.get("injured")}
    assert [(own.id, own.policy) for own in ledger.own_tolls] == [("o1", "told_first"), ("o2", "told_first")]
    own = ledger.own_tolls[case.get("of") == "injured"]
    assert own.why.rule == case.get("rule", own.why.rule)
    assert case.get("says", "") in own.why.says
    for one in ledger.own_tolls:
        values = [step.value for step in one.why.steps]
        assert values == ([] if one.number is None else [one.number])
        assert {term.id for step in one.why.steps for term in step.terms} <= set(one.why.premises)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_number_can_be_worked_out_again(case: dict[str, Any]) -> None:
    made = told(case)
    ledger = made.reckon()
    data = {
        "ledgers": [msgspec.to_builtins(ledger)],
        "reports": msgspec.to_builtins(made.reports),
        "extractions": msgspec.to_builtins(made.extractions),
        "links": msgspec.to_builtins(made.links),
    }
    assert [line for line in replay(data) if line.startswith("the event's own")] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_order_of_reports_never_matters(case: dict[str, Any]) -> None:
    made = told(case)
    turned = reckon(made.event, made.reports[::-1], made.extractions[::-1], made.links)
    assert turned.own_tolls == made.reckon().own_tolls


RANGE = [{"in": "A", "figure": "3", "by": "Ministry"}, {"in": "B", "figure": "5", "by": "Hospital"}]
ONE = [{"in": "A", "figure": "3", "by": "Ministry"}, {"in": "B", "figure": "3", "by": "Hospital"}]


@pytest.mark.parametrize(
    ("policy", "claims", "number", "says"),
    [
        ("range_all", RANGE, None, "range_all gives no one number. "),
        ("range_all", ONE, 3, ""),
        ("range_all", [], None, ""),
        ("ucdp", RANGE, 3, ""),
    ],
)
def test_any_policy_gives_its_best_or_its_one_number_or_none(
    policy: str, claims: list[dict[str, Any]], number: int | None, says: str
) -> None:
    made = told({"claims": [*claims, {"in": "C", "figure": "9", "outcome": "displaced"}]})
    own = reckon(made.event, made.reports, made.extractions, made.links, (), policy).own_tolls[0]
    assert (own.policy, own.number) == (policy, number)
    assert own.why.says.startswith(says)
    assert [step.gives for step in own.why.steps] == ([] if number is None else ["number"])


def test_a_policy_that_nobody_registered_is_refused() -> None:
    made = told({"claims": RANGE})
    with pytest.raises(UsageError, match="nobody registered it"):
        reckon(made.event, made.reports, made.extractions, made.links, (), "none_such")


def test_a_policy_of_ones_own_is_given_what_reports_tell_first_and_whom_they_identify() -> None:
    seen: list[Evidence] = []

    class Sees:
        name = "sees"

        def judge(self, evidence: Evidence) -> Judgement:
            seen.append(evidence)
            return Judgement(None, None, None, Derivation("sees", "Nothing."), none_because="Nothing.")

    register(Sees(), replace=True)
    made = told({"claims": RANGE, "victims": [{"in": "A", "name": "Ann Cole"}]})
    reckon(made.event, made.reports, made.extractions, made.links, (), "sees")
    killed, injured = seen
    assert [(one.report, one.number) for one in killed.told] == [("A", 3), ("B", 5)]
    assert [one.name for one in killed.identified] == ["Ann Cole"]
    assert {source.number for source in killed.sources} == {3, 5}
    assert (injured.told, injured.identified) == ((), ())


@pytest.mark.parametrize(
    ("text", "joined", "listed"),
    [
        ("a man and his daughter", True, True),
        ("a man, 30, and a daughter", True, True),
        ("six man, daughter", False, True),
        ("a man who had a daughter", False, False),
        ("a man and then a daughter", False, False),
        ("a man. A daughter", False, False),
        ("a man" + "," * 30 + "daughter", False, False),
    ],
)
def test_who_stands_in_one_row(text: str, joined: bool, listed: bool) -> None:
    first = Span.of(text, 0, text.index("man") + 3)
    second = Span.of(text, text.index("daughter"), len(text))
    second = Span.of(text, text.index("a daughter"), len(text)) if "a daughter" in text else second
    rows = Rows(lambda report: text if report == "r" else "")
    assert (rows.joined("r", first, second), rows.listed("r", second, first)) == (joined, listed)
    assert not rows.listed("another report", first, second)


def test_persons_who_may_be_one() -> None:
    (one,) = told({"claims": [], "victims": [{"in": "A", "age": 30, "sex": "male"}]}).reckon().persons
    for age, sex, wanted in ((None, "unknown", True), (31, "male", True), (33, "male", False), (30, "female", False)):
        assert may_be(one, msgspec.structs.replace(one, age=age, sex=sex)) is wanted


def test_a_report_without_claims_or_people() -> None:
    made = told({"claims": [{"in": "A", "figure": "3"}]})
    empty = Report(id="Z", sha256="0" * 64, text="Nothing.")
    ledger = reckon(
        made.event, (*made.reports, empty), (*made.extractions, Extraction(report="Z", extractor="x")), made.links
    )
    assert numbers(ledger) == {"killed": 3, "injured": None}
