"""An event's parts and follow-ups on the page."""

from __future__ import annotations

from pathlib import Path

from recount.casebook import Casebook
from recount.publishing.page.build import dossier_html

_ATTACK = (
    "Twelve people were killed in Baniyas and five in Jableh on Saturday when gunmen attacked the coast of Syria, the "
    "Syrian Observatory for Human Rights said. Three soldiers were killed in an ambush on the road to Jableh."
)


def test_places_and_scenes_lead_to_their_words(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"DAMASCUS, 9 June 2024 - {_ATTACK}\n", encoding="utf-8")
    dossier = Casebook.of([tmp_path]).dossier()
    (event,) = dossier.links.events
    page = dossier_html(dossier)
    section = page[page.index("What it consists of</h2>") :]
    section = section[: section.index("</section>")]
    assert {part.title for part in event.parts} >= {"Baniyas", "Jableh"}
    for part in event.parts:
        assert part.title in section
    anchors = [bit.split('"')[0] for bit in section.split('href="#')[1:]]
    assert anchors
    assert all(f'id="{anchor}"' in page for anchor in anchors)
