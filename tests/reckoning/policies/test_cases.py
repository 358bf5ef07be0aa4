"""Each policy against the worked cases of its codebook's rules, and against what must hold of all of them."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from recount.model import Component, Derivation, Step
from recount.reckoning.policies import Evidence, Judgement, Policy
from recount.reckoning.policies.cards import card
from recount.reckoning.policies.registry import SHIPPED

from .cases import GROUPS, cases, evidence, sources, step_words

POLICIES = {policy.name: type(policy) for policy in SHIPPED if policy.name != "told_first"}
CASES = [(name, case) for name in POLICIES for case in cases(name)]
FIGURES = (
    "0", "3", "12", "745", "about 700", "over 1,000", "at least 60", "nearly 1,500", "30 to 45", "up to 20", "no",
    "dozens", "hundreds", "several", "scores",
)  # fmt: skip
QUIET = settings(max_examples=150, deadline=None, derandomize=True)


def made(name: str, parameters: dict[str, Any]) -> Policy:
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in parameters.items()}
    policy: Policy = POLICIES[name](**values)
    return policy


def judged(name: str, case: dict[str, Any]) -> Judgement:
    return made(name, case.get("with", {})).judge(evidence(case))


@pytest.mark.parametrize(("policy", "case"), CASES, ids=lambda one: one if isinstance(one, str) else one["name"])
def test_a_worked_case(policy: str, case: dict[str, Any]) -> None:
    found = judged(policy, case)
    assert (found.low, found.best, found.high) == (case.get("low"), case.get("best"), case.get("high"))
    if "none" in case:
        assert found.none_because is not None
        assert case["none"] in found.none_because
        assert found.why.says == found.none_because
    else:
        assert found.none_because is None
    assert list(found.used) == case.get("used", [])
    reasons = {one.snapshot: one.because for one in found.set_aside}
    wanted = case.get("aside", {})
    assert set(reasons) == set(wanted)
    for id, words in wanted.items():
        assert words in reasons[id]
    assert [step_words(step) for step in found.why.steps] == case.get("steps", [])
    for words in case.get("says", ()):
        assert words in found.why.says
    beside = {part.name: [part.low, part.high] for part in found.components}
    ends = {name: [None if end == "" else end for end in pair] for name, pair in case.get("components", {}).items()}
    assert beside == ends
    assert [step_words(step) for part in found.components for step in part.why.steps] == case.get("beside_steps", [])
    check(evidence(case), found)


@pytest.mark.parametrize("policy", POLICIES)
def test_every_policy_has_cases_with_and_without_a_number(policy: str) -> None:
    rows = cases(policy)
    assert len({case["name"] for case in rows}) == len(rows) > 5
    assert any("none" in case for case in rows)
    assert any("none" not in case for case in rows)


@pytest.mark.parametrize("policy", POLICIES)
def test_every_policy_tells_its_rule_its_reference_and_its_parameters(policy: str) -> None:
    told = card(made(policy, {}))
    assert told.name == policy
    assert told.rule.endswith(".")
    assert told.reference
    assert all(parameter.says for parameter in told.parameters)
    module = __import__(POLICIES[policy].__module__, fromlist=["x"])
    assert "Reference: " in (module.__doc__ or "")


def check(given: Evidence, found: Judgement) -> None:
    """What must hold of every judgement."""
    numbers = [number for number in (found.low, found.best, found.high) if number is not None]
    assert numbers == sorted(numbers)
    assert (found.none_because is None) == bool(numbers)
    works_out(given, found.why, {"low": found.low, "best": found.best, "high": found.high})
    for part in found.components:
        works_out(given, part.why, {"low": part.low, "high": part.high})
    aside = [one.snapshot for one in found.set_aside]
    assert len({*found.used, *aside}) == len(found.used) + len(aside)
    own = {source.snapshot for source in given.sources}
    if found.used or aside:
        assert own <= {*found.used, *aside}
    assert {term.id for step in found.why.steps for term in step.terms} <= set(found.used)
    assert set(found.why.premises) <= {*found.used, *aside, *own}
    assert found.why.says.endswith(".")


def works_out(given: Evidence, why: Derivation, fields: dict[str, int | None]) -> None:
    values = {step.gives: step.value for step in why.steps}
    assert values == {name: value for name, value in fields.items() if value is not None}
    ends = ends_of(given)
    for step in why.steps:
        assert step.value == again(step)
        for term in step.terms:
            assert term.end == "coded" or ends[term.id][term.end] == term.value
            assert term.id in why.premises


def again(step: Step) -> int:
    signed = [-term.value if term.minus else term.value for term in step.terms]
    assert signed
    if step.work == "sum":
        return max(0, sum(signed)) // step.share
    return min(signed) if step.work == "least" else max(signed)


def ends_of(given: Evidence) -> dict[str, dict[str, int | None]]:
    rows = [given.sources, given.by, *(row for _, row in (*given.groups, *given.wider, *given.beside))]
    rows += [at.sources for at in given.places]
    found: dict[str, dict[str, int | None]] = {
        s.snapshot: {"low": s.low, "high": s.high, "number": s.number} for row in rows for s in row
    }
    return found | {person.person: {"number": 1} for person in given.identified}


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """A toll with up to eight sources, and what stands beside it."""
    count = iter(range(1000))

    def rows(most: int) -> list[dict[str, Any]]:
        return [row(f"f{next(count)}") for _ in range(draw(st.integers(0, most)))]

    def row(id: str) -> dict[str, Any]:
        made: dict[str, Any] = {"id": id, "figure": draw(st.sampled_from(FIGURES))}
        optional: dict[str, st.SearchStrategy[Any]] = {
            "by": st.sampled_from(("Ministry", "Hospital", "Monitor", "Army", "Network", "residents")),
            "on": st.sampled_from(("2025-03-06", "2025-03-08", "2025-03-09")),
            "until": st.sampled_from(("2025-03-07", "2025-03-10")),
            "maybe": st.just(True),
            "party": st.just("government"),
            "kind": st.sampled_from(("monitor", "ministry", "armed_group", "un_body", "agency")),
            "later": st.just("“more”"),
            "one_day": st.just(True),
            "withdrawn": st.just(True),
        }
        for key, values in optional.items():
            if draw(st.integers(0, 9)) < (8 if key == "by" else 4 if key in ("on", "until", "kind") else 1):
                made[key] = draw(values)
        return made

    toll = draw(st.sampled_from(("people", "people", "civilians", "civilians", "soldiers", "children (civilians)")))
    outcome = draw(st.sampled_from(("killed", "killed", "killed", "injured", "displaced")))
    table: dict[str, Any] = {"toll": toll, "outcome": outcome, "sources": rows(8), "by": rows(2)}
    if toll == "people":
        table["groups"] = {name: rows(3) for name in ("civilians", "soldiers", "fighters", "children")}
        table["identified"] = draw(st.lists(st.sampled_from(("Ali A", "Ben B", "")), max_size=4))
    elif toll == "civilians":
        table["groups"] = {name: rows(2) for name in ("children (civilians)", "women (civilians)")}
        table["wider"] = {"people": rows(3)}
        table["beside"] = {"soldiers": rows(2), "fighters": rows(2)}
    table["places"] = [
        {"place": "Baniyas", "within": ["Tartus"], "sources": rows(2)},
        {"place": "Both", "together": ["Baniyas", "Jableh"], "held": ["Tartus", "Latakia"], "sources": rows(2)},
        {"place": "Tartus", "within": [], "sources": rows(2)},
    ]  # fmt: skip
    return table


@pytest.mark.parametrize("policy", POLICIES)
@QUIET
@given(table=tables())
def test_every_judgement_holds(policy: str, table: dict[str, Any]) -> None:
    given = evidence(table)
    check(given, made(policy, {}).judge(given))


@pytest.mark.parametrize("policy", POLICIES)
@QUIET
@given(table=tables(), dice=st.randoms(use_true_random=False))
def test_the_order_of_sources_never_matters(policy: str, table: dict[str, Any], dice: random.Random) -> None:
    def mixed(rows: list[Any]) -> list[Any]:
        return dice.sample(rows, len(rows))

    other = {**table, "sources": mixed(table["sources"])}
    for key in ("groups", "wider", "beside"):
        other[key] = {name: mixed(rows) for name, rows in table.get(key, {}).items()}
    other["places"] = [{**row, "sources": mixed(row["sources"])} for row in table["places"]]
    assert gist(made(policy, {}).judge(evidence(table))) == gist(made(policy, {}).judge(evidence(other)))


def gist(found: Judgement) -> tuple[Any, ...]:
    """A judgement without the order in which it names what it used."""

    def loose(why: Derivation) -> tuple[Any, ...]:
        steps = tuple(changed(step, terms=tuple(sorted(step.terms, key=lambda t: (t.id, t.end)))) for step in why.steps)
        return why.rule, why.says, frozenset(why.premises), steps

    parts = tuple((part.name, part.low, part.high, loose(part.why)) for part in found.components)
    aside = frozenset((one.snapshot, one.because) for one in found.set_aside)
    return found.low, found.best, found.high, loose(found.why), frozenset(found.used), aside, parts


@pytest.mark.parametrize("policy", POLICIES)
@QUIET
@given(table=tables(), again=st.integers(1, 3))
def test_more_outlets_behind_a_claimant_make_no_number_and_no_voice(
    policy: str, table: dict[str, Any], again: int
) -> None:
    first = [{**row, "reports": 1 + again} for row in table["sources"][:1]]
    more = {**table, "sources": [*first, *table["sources"][1:]]}
    one, other = made(policy, {}).judge(evidence(table)), made(policy, {}).judge(evidence(more))
    assert (one.low, one.best, one.high, one.used) == (other.low, other.best, other.high, other.used)


@pytest.mark.parametrize("policy", POLICIES)
@QUIET
@given(table=tables())
def test_no_number_is_one_that_nobody_said_or_that_no_sum_gives(policy: str, table: dict[str, Any]) -> None:
    given = evidence(table)
    found = made(policy, {}).judge(given)
    said = {value for ends in ends_of(given).values() for value in ends.values()} | {2, 10, 12, 24, 100}
    for step in found.why.steps:
        if step.work != "sum":
            assert step.value in said, "nothing is averaged"
        assert step.share == 1 or policy == "ucdp"


@pytest.mark.parametrize("policy", POLICIES)
def test_another_outcome_or_group_is_never_taken_in(policy: str) -> None:
    rows = [{"id": "a", "by": "Ministry", "figure": "30"}, {"id": "b", "by": "Hospital", "figure": "40"}]
    case = {"toll": "children", "outcome": "displaced", "sources": rows}
    alone = made(policy, {}).judge(evidence(case))
    far = Evidence(
        "displaced", GROUPS["children"], "children displaced", sources(rows),
        groups=((GROUPS["women"], sources([{"id": "c", "by": "Network", "figure": "900"}])),),
        wider=((GROUPS["people"], sources([{"id": "d", "by": "Network", "figure": "5"}])),),
    )  # fmt: skip
    beside = made(policy, {}).judge(far)
    assert (alone.low, alone.best, alone.high) == (beside.low, beside.best, beside.high)
    for name in ("low", "best", "high"):
        assert getattr(beside, name) not in (5, 900)


def test_the_checks_see_a_wrong_judgement() -> None:
    case = {"sources": [{"id": "a", "by": "Ministry", "figure": "30"}]}
    right = made("range_all", {}).judge(evidence(case))
    check(evidence(case), right)
    step = right.why.steps[0]
    wrong = changed(right.why, steps=(changed(step, value=31), *right.why.steps[1:]))
    with pytest.raises(AssertionError):
        works_out(evidence(case), wrong, {"low": 31, "high": 30})
    with pytest.raises(AssertionError):
        works_out(evidence(case), right.why, {"low": 30, "high": None})


def test_a_component_is_never_part_of_the_estimate() -> None:
    case = {"sources": [{"id": "a", "by": "Ministry", "figure": "30"}], "identified": ["Ali A", "Ben B"]}
    with_names, without = (
        judged("identified_and_total", case),
        judged("identified_and_total", {**case, "identified": []}),
    )
    assert (with_names.low, with_names.high) == (without.low, without.high)
    assert [part.name for part in with_names.components] == ["identified", "pending"]
    assert all(isinstance(part, Component) for part in with_names.components)
