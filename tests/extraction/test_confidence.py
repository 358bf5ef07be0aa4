"""Confidence: a claim's rules weighed; calibrated on annotated reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from recount.extraction import extract
from recount.extraction.language import language
from recount.extraction.weighing.confidence import Weights, weights
from recount.extraction.weighing.features import features
from recount.model import Report

MakeReport = Callable[..., Report]

TEXT = "At least 12 people were killed in Northport on Sunday, the Harbour Monitor said. Two girls were among the dead."


def test_every_claim_has_a_confidence_and_its_cues(make_report: MakeReport) -> None:
    claims = extract(make_report(TEXT)).claims
    assert len(claims) == 2
    for claim in claims:
        assert claim.confidence is not None
        assert 0 < claim.confidence < 1
        assert {"figure", "outcome", "scope"} <= {cue.kind for cue in claim.cues}


def test_features_tell_rules_and_what_is_lacking(make_report: MakeReport) -> None:
    claims = extract(make_report("Ten people were killed.")).claims
    found = features(claims[0], claims)
    assert {"no claimant", "no place", "outcome killed", "modifier exact", "among 0"} <= set(found)
    assert found == sorted(set(found))


@pytest.mark.parametrize(
    ("found", "confidence"),
    [(["good"], 0.88), (["bad"], 0.12), (["unknown"], 0.5), ([], 0.5), (["good"] * 9, 0.99), (["bad"] * 9, 0.01)],
)
def test_weights_are_summed_and_bounded(found: list[str], confidence: float) -> None:
    assert Weights({"good": 2.0, "bad": -2.0}, 1.0, 0.0).confidence(found) == confidence


def test_the_line_calibrates() -> None:
    assert Weights({"good": 2.0}, 0.5, -1.0).confidence(["good"]) == 0.5


def test_the_table_of_the_language_weighs_rules_that_exist(make_report: MakeReport) -> None:
    known = weights(language("en"))
    assert known is not None
    claims = extract(make_report(TEXT)).claims
    assert any(feature in known.feature for claim in claims for feature in features(claim, claims))
