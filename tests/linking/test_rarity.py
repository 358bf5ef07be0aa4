"""Rare words weigh, common words do not."""

from __future__ import annotations

import pytest

from recount.linking.rarity import background, weigh
from recount.linking.words import words


def test_the_background_knows_common_words() -> None:
    rates = background()
    assert rates["the"] > 0.9
    assert "zamboanga" not in rates
    assert all(0 < rate <= 1 for rate in rates.values())


def test_a_rare_name_weighs_more_than_a_common_word() -> None:
    weights = weigh(words("Police said the man from Zamboanga was shot and the ferry sank."))
    assert weights["zamboanga"] > weights["ferry"]
    assert not weights.keys() & {"the", "said", "police"}
    assert sum(value**2 for value in weights.values()) == pytest.approx(1)


@pytest.mark.parametrize("text", ["", "a b c", "the man said"])
def test_a_text_without_rare_words_has_no_weights(text: str) -> None:
    assert weigh(words(text)) == {}
