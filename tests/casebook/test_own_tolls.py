"""The event's own toll from the words of reports: extraction, linking and reckoning together."""

from __future__ import annotations

import datetime as dt
import hashlib

import msgspec
import pytest

from recount.casebook import Casebook
from recount.model import Event, Reading, Report
from recount.reckoning import reckon


def own(*texts: str) -> tuple[int | None, int | None]:
    """Killed and injured of the one event that reports of a town's shooting tell of, a day apart."""
    casebook = Casebook()
    reports = [
        Report(
            id=f"r{number}",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            text=text,
            published=dt.date(2025, 3, 9 + number),
        )
        for number, text in enumerate(texts)
    ]
    casebook.add(Reading(reports=tuple(reports)))
    event = Event(id="e-1", title="A shooting", reports=tuple(report.id for report in reports))
    links = msgspec.structs.replace(casebook.links(), events=(event,))
    killed, injured = reckon(event, reports, casebook.extractions, links, ()).own_tolls
    return killed.number, injured.number


MORE = "The street was closed for hours. Neighbors stood by the fence all night and spoke of a quiet block of houses. "


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Five people were shot, one fatally, in Aleppo on Sunday.", (1, 4)),
        ("Five people were shot in Aleppo on Sunday. A 20-year-old man died at a clinic.", (1, 4)),
        ("One person was killed and five others were shot in Aleppo on Sunday.", (1, 5)),
        ("A young father and his 7-month-old daughter were found dead in Aleppo on Sunday.", (2, None)),
        ("A man killed three people and then killed himself in Aleppo on Sunday.", (4, None)),
        ("The gunman killed four people in Aleppo on Sunday before he was shot dead by police.", (5, None)),
        ("Five people were killed in Aleppo on Sunday, including the gunman.", (5, None)),
        (f"A young girl was killed in Aleppo on Sunday. {MORE}Dale Moss, 44, then shot and killed himself.", (2, None)),
        (f"A man was killed in Aleppo on Sunday. {MORE}Dale Moss, 44, had shot and killed himself.", (1, None)),
        ("Her two sons were found dead in Aleppo on Sunday. In all, four people died.", (4, None)),
        (f"Nine people were wounded in Aleppo on Sunday. {MORE}Nearby a 21-year-old man was killed.", (None, 9)),
        (f"Nine people were wounded in Aleppo on Sunday. {MORE}Nearby one person was killed.", (1, 9)),
        (f"Nine people were wounded in Aleppo on Sunday. {MORE}A 21-year-old man died on Monday.", (1, 9)),
        (f"Nine people were wounded in Aleppo on Sunday. {MORE}Dale Moss, 44, was killed.", (1, 9)),
        (f"Nine people were shot in Aleppo on Sunday. {MORE}A 21-year-old man was killed.", (1, 8)),
        (f"Two people were wounded in Aleppo on Sunday. {MORE}Nearby a 21-year-old man was killed.", (1, 2)),
        ("Nine people were wounded in Aleppo on Sunday. A 21-year-old man was killed.", (1, 9)),
        (f"A 21-year-old man was killed in Aleppo on Sunday. {MORE}Nine people were wounded.", (1, 9)),
        ("Six children and two adults were killed in Aleppo on Sunday.", (8, None)),
        ("Four people were wounded in Aleppo on Sunday, and a fifth person may have been wounded too.", (None, 5)),
        ("A mother shot and killed her 5-year-old son in Aleppo on Sunday.", (1, None)),
        ("Police in Aleppo met a gunshot victim on Sunday. The victim is expected to live.", (None, 1)),
        ("Two people were killed and nine wounded on Sunday in separate shootings in Aleppo.", (None, None)),
        ("She is charged with the attempted murder of three neighbors in Aleppo on Sunday.", (None, None)),
    ],
)
def test_one_report(text: str, wanted: tuple[int | None, int | None]) -> None:
    assert own(text) == wanted


def test_the_wounded_who_died_move_over() -> None:
    first = "A 15-year-old girl was shot in the head in Aleppo on Sunday and is in critical condition."
    assert own(first) == (None, 1)
    second = "Rana Khoury, 15, who was shot in the head in Aleppo on Sunday, died on Monday."
    assert own(first, second) == (1, None)
