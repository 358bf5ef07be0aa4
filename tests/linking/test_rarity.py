"""Rare words weigh, common words do not, and only reports that share words are compared."""

from __future__ import annotations

from typing import Any

import pytest

from recount.linking.rarity import background, cosines, shared, weigh


def test_the_background_knows_common_words() -> None:
    rates = background()
    assert rates["the"] > 0.9
    assert "zamboanga" not in rates
    assert all(0 < rate <= 1 for rate in rates.values())


def test_a_rare_name_weighs_more_than_a_common_word(making: Any) -> None:
    (vector,) = weigh([making.report("a", "Police said the man from Zamboanga was shot and the ferry sank.")])
    assert vector.weights["zamboanga"] > vector.weights["ferry"] > vector.weights.get("said", 0.0)
    assert "zamboanga" in vector.rare
    assert "the" not in vector.rare
    assert sum(value**2 for value in vector.weights.values()) == pytest.approx(1)


def test_likeness_lies_between_none_and_all(making: Any) -> None:
    texts = [
        "Ferry Santa Filomena sank off Zamboanga",
        "Santa Filomena ferry sank off Zamboanga",
        "Shells hit Sweida",
        "",
    ]
    vectors = weigh([making.report(str(i), text) for i, text in enumerate(texts)])
    alike = cosines(vectors, 0.0)
    assert alike[0, 1] == pytest.approx(1)
    assert set(alike) == {(0, 1)}
    assert {"filomena", "zamboanga"} <= set(shared(vectors[0], vectors[1]))
    assert shared(vectors[0], vectors[2]) == []
    assert weigh([]) == []
