"""A casebook full of words that nobody could guess, with who may see each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from recount.casebook import StoredCasebook
from recount.model import Decision, Edit, Level, Subject


class Names(NamedTuple):
    """The secret words of one world. The other world's are of other lengths, and sort the other way round."""

    doctor: tuple[str, str] = ("Quenby", "Varrowick")
    monitor: str = "Tollmarsh"
    teacher: tuple[str, str] = ("Ilspeth", "Dromgarren")
    smith: tuple[str, str] = ("Orlan", "Peskavine")
    mill: str = "Brackwithe"
    watchman: str = "Hollowspen"
    lamp: str = "Cindermoth"
    whispers: tuple[str, ...] = ("Umberlace", "Fenwhistle", "Gritwell", "Saltorrow", "Wickenby", "Marrowden")
    ages: tuple[int, int] = (97, 41)
    vault: tuple[str, ...] = ("Quillmarch", "Tarnessey", "Bellowick", "Ostrigan", "Vexley", "Dunmorrah")


OTHERS = Names(
    doctor=("Hobday", "Corvanick"),
    monitor="Brindleford",
    teacher=("Aspeth", "Borrengartha"),
    smith=("Ferrick", "Bodriganne"),
    mill="Thistlecombe",
    watchman="Yarrowmere",
    lamp="Glimmerstoke",
    whispers=("Ashgrove", "Nettlecombe", "Pikestaff", "Juniperley", "Ravelston", "Crowhurst"),
    ages=(88, 53),
    vault=("Ivorstone", "Larkmeadow", "Fallowfield", "Copperidge", "Underhallow", "Sandringlow"),
)


class Given(NamedTuple):
    """A level that is given: to what, found by a word in it, and which words it hides."""

    level: Level
    kind: str
    word: str


LEVELS: dict[str, Level] = {
    "doctor": "restricted",
    "monitor": "confidential",
    "teacher": "restricted",
    "smith": "confidential",
    "mill": "restricted",
    "watchman": "restricted",
    "lamp": "confidential",
    "whispers": "restricted",
    "vault": "confidential",
}
"""Who may see each of the secret words."""


def canaries(names: Names) -> Iterator[tuple[str, Level]]:
    """Each secret word with the level from which on it may be seen."""
    for field, level in LEVELS.items():
        words = getattr(names, field)
        yield from ((word, level) for word in ([words] if isinstance(words, str) else words))


def write(folder: Path, names: Names) -> dict[Level, Path]:
    """The reports on disk: those that all may see, and those that are added at a higher level."""
    first, last = names.doctor
    given, family = names.teacher
    homes: dict[Level, Path] = {"public": folder / "public", "restricted": folder / "r", "confidential": folder / "c"}
    for home in homes.values():
        home.mkdir(parents=True)
    soft = "\u00ad".join(family)
    wide = "".join(chr(ord(char) + 0xFEE0) for char in family)
    public = {
        f"{family.lower()}-market.txt": (
            f"At least 12 people were killed in Aleppo on Sunday when shells hit a market, Dr {first} {last}, a local "
            f"doctor, told reporters. Teacher {given} {family}, {names.ages[0]}, was shot dead at her door. {family} "
            f"had taught for ten years and {given} was loved.\n"
            f"“We carried {given} through the smoke until our arms gave out,” said {last}.\n"
            f"The {names.monitor} Monitoring Centre said 15 people were killed in Aleppo. Blacksmith "
            f"{names.smith[0]} {names.smith[1]}, {names.ages[1]}, was killed beside his forge.\n"
        ),
        "capitals.txt": (
            f"{given.upper()} {family.upper()} AMONG DEAD IN ALEPPO\n"
            f"Fifteen people were killed in Aleppo on Sunday, according to the {names.monitor} Monitoring Centre. "
            f"{given} {soft}, a {names.ages[0]}-year-old teacher, was killed. {first} {last} said that 12 people had "
            f"been killed in Aleppo on Sunday. Friends call her {given[0]}. {family} or {wide}; the {family}s mourn.\n"
            f"Another 27 people were killed at the {names.mill} mill in Homs on Monday, villagers near "
            f"{names.watchman} told an envoy.\n"
            f"The bridge at Homs was closed for the rest of the week and traders stayed at home.\n"
        ),
        "repeated.txt": (
            f"Another 27 people were killed at the {names.mill} mill in Homs on Monday, villagers near "
            f"{names.watchman} told one envoy.\n"
            f"The bridge at Homs was closed for the rest of the week and traders stayed at home.\n"
            f"“The {names.lamp} lamps were still burning when the roof came down on the sleepers,” said Idris Maloun.\n"
            "At least 27 people were killed in Homs on Monday, police said.\n"
        ),
        "quoted.txt": (
            f"Idris Maloun said: “The {names.lamp} lamps were still burning when the roof came down on sleepers.”\n"
            "Police said 28 people had been killed in Homs on Monday.\n"
        ),
        f"{family.lower()}-funeral.txt": (
            f"Crowds buried {family}, {given}, in Aleppo on Tuesday. Two men were wounded in Aleppo at the funeral, "
            f"police said. {given[0]}. {family} was a teacher. Relatives of Ms {family.lower()} wept.\n"
        ),
    }
    for name, text in public.items():
        (homes["public"] / name).write_text(text, encoding="utf-8")
    (homes["public"] / "page.html").write_text(
        f"<html><head><title>Market toll: {given} <i>{family}</i></title></head><body><article>"
        f"<h1>Market toll</h1><p>The killing of {given} <b>{family[:4]}</b>{family[4:]} shocked Aleppo, where 14 "
        f"people were killed on Sunday, {first}&nbsp;{last} said.</p><p>Officials said that the market in Aleppo would "
        "stay closed until the dead were buried and that nobody had claimed the attack.</p></article></body></html>",
        encoding="utf-8",
    )
    (homes["public"] / "plain.html").write_text(
        f"<html><body><!-- {' '.join(Names().teacher)} told us, do not name her --><article><p>Police said 13 "
        "people were killed in Aleppo on Sunday. A ministry gave no figure, and said that it would speak to reporters "
        "on Tuesday, once all "
        "hospitals in the city had sent their lists.</p></article></body></html>",
        encoding="utf-8",
    )
    slug = f"https://example.org/{given.lower()}%2D{family.lower()}-killed"
    rows = [
        "file,title,publisher,published,url",
        f"{family.lower()}-market.txt,Dead in market: {family},Harbour Wire,2025-03-10,{slug}",
        "capitals.txt,Fifteen dead,Coast Courier,2025-03-10,https://example.org/a",
        f"repeated.txt,,The {names.monitor} Monitoring Centre,2025-03-11,https://example.org/b",
        f'quoted.txt,"Another 27 people were killed at the {names.mill} mill in Homs on Monday, villagers near '
        f'{names.watchman} told an envoy",Levant Ledger,2025-03-11,https://example.org/c',
        f"{family.lower()}-funeral.txt,,Coast Courier,2025-03-12,",
        f"page.html,,Cedar Post,2025-03-10,https://example.org/{last}",
        "plain.html,Thirteen dead,Saltmarsh Daily,2025-03-10,https://example.org/d",
    ]
    (homes["public"] / "reports.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    _withheld(homes["restricted"], names.whispers)
    _withheld(homes["confidential"], names.vault)
    return homes


def _withheld(home: Path, words: tuple[str, ...]) -> None:
    body, person, place, teller, outlet, name = words
    row = {
        "doc_id": f"{name.lower()}-note",
        "title": f"What {body} saw",
        "publisher": f"{outlet} Gazette",
        "url": f"https://example.org/{name}",
        "date": "2025-03-10",
        "text": (
            f"At least 19 people were killed in Aleppo on Sunday, the {teller} Relief Society said. {person} Harn, 52, "
            f"was killed in {place} on Sunday. The {body} files name 21 people killed in Aleppo.\n"
            "Police said 13 people were killed in Aleppo on Sunday. A ministry gave no figure.\n"
        ),
    }
    other = row | {"text": f"A ministry gave no figure on Sunday. The {body} files were not read."}
    rows = [row, other]  # of one id, of which a notice tells
    (home / f"{name.lower()}.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in rows), encoding="utf-8")
    (home / f"{name.lower()}-scan.docx").write_bytes(b"PK\x03\x04 nothing to be read")


def build(place: str | Path, folder: Path, names: Names) -> StoredCasebook:
    """A casebook of the world, in which everything has its level."""
    homes = write(folder, names)
    stored = StoredCasebook.new(place)
    for level, home in homes.items():
        stored.add([home], level=level, reviewer="Nobody")
    for subject, level in subjects(stored, names):
        stored.decide(
            Decision(
                ruling="edit",
                subject=subject,
                reviewer="Nobody",
                reason="for protection",
                changes=(Edit("level", "public", level),),
            )
        )
    return stored


def subjects(stored: StoredCasebook, names: Names) -> Iterator[tuple[Subject, Level]]:
    """What has a level beside the reports that were added at one."""
    from recount.casebook.store.lookup import documents

    casebook = stored.recall()
    with stored.store.reading() as connection:
        keys = documents(connection).keys
    for one in casebook.links().claimants:
        if names.doctor[1] in one.name:
            yield Subject(kind="claimant", id=one.id), LEVELS["doctor"]
        if names.monitor in one.name:
            yield Subject(kind="claimant", id=one.id), LEVELS["monitor"]
    market = next(one for one in casebook.extractions if one.report.endswith("-market"))
    for victim in market.victims:
        field = "teacher" if names.teacher[1] in (victim.name or "") else "smith"
        yield Subject(kind="victim", report=keys[market.report], span=victim.mentions[0]), LEVELS[field]
    texts = {one.id: one.text for one in casebook.reports}
    capitals = next(one for one in casebook.extractions if one.report == "capitals")
    claim = next(one for one in capitals.claims if one.figure.words == "27")
    assert names.mill in texts["capitals"][claim.span.end : claim.span.end + 60]
    yield Subject(kind="claim", report=keys["capitals"], span=claim.span, outcome="killed"), LEVELS["mill"]
    repeated = next(one for one in casebook.extractions if one.report == "repeated")
    said = next(one for one in repeated.statements if names.lamp in one.span.exact)
    yield Subject(kind="statement", report=keys["repeated"], span=said.span), LEVELS["lamp"]
