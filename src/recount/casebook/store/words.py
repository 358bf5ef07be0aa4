"""Full-text search: the words of a text and of a question, the same on both databases.

Both are given plain words, cut here and freed of case and accents: neither database's own idea of a word counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import func, literal_column, select, text
from sqlalchemy.engine import Connection

from recount.model import UsageError

from . import schema
from .lookup import there

LONGEST = 200_000
"""Characters of a report that are indexed; a long news report has 50,000."""
LONGEST_WORD = 60
_WORD = re.compile(r"[^\W_]+")
_ASKED = re.compile(r'"([^"]*)"|(\S+)')


def words_of(*texts: str) -> list[str]:
    """The words of texts, without case and accents; those beyond `LONGEST` characters of each are left out."""
    return [
        word[:LONGEST_WORD]
        for one in texts
        for word in _WORD.findall(
            "".join(
                char
                for char in unicodedata.normalize("NFKD", one[:LONGEST]).casefold()
                if not unicodedata.combining(char)
            )
        )
    ]


def index(connection: Connection, rows: Iterable[tuple[int, list[str]]]) -> None:
    """Put reports' words into the index, by the reports' numbers."""
    into = "to_tsvector('simple', :words)" if connection.dialect.name != "sqlite" else ":words"
    statement = text(f"INSERT INTO {schema.WORDS} (rowid, words) VALUES (:number, {into})")  # noqa: S608
    values = [{"number": number, "words": " ".join(words)} for number, words in rows]
    if values:
        connection.execute(statement, values)


def unindex(connection: Connection, rows: Iterable[tuple[int, list[str]]]) -> None:
    """Take reports' words out of the index, by the reports' numbers, so that no trace of them stays in it."""
    gone = [{"number": number, "words": " ".join(words)} for number, words in rows]
    if connection.dialect.name != "sqlite":
        for row in gone:
            connection.execute(text(f"DELETE FROM {schema.WORDS} WHERE rowid = :number"), row)  # noqa: S608
        return
    into = f"INSERT INTO {schema.WORDS} ({schema.WORDS}, rowid, words) VALUES ('delete', :number, :words)"  # noqa: S608
    for row in gone:
        connection.execute(text(into), row)
    tidy(connection)


def tidy(connection: Connection) -> None:
    """Merge the index into one piece, which holds nothing of what was taken out."""
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"INSERT INTO {schema.WORDS} ({schema.WORDS}) VALUES ('optimize')"))  # noqa: S608


def search(connection: Connection, asked: str, limit: int, until: int | None = None) -> tuple[int, list[str]]:
    """How many documents hold all that is asked, and the keys of the newest `limit`, by their days and keys.

    `until` is the entry of the log after which no document counts, None for the last.
    Words stand alone, "in quotation marks" for words in a row, with * at the end for all that begin so.
    Raises UsageError where nothing is asked.
    """
    phrases = _phrases(asked)
    if not phrases:
        raise UsageError("search", "no word was given", "give a word or more, such as recount search Homs hospital")
    if connection.dialect.name == "sqlite":
        query = " AND ".join(f'"{" ".join(words)}"{"*" if open_end else ""}' for words, open_end in phrases)
        where = text(f"{schema.WORDS} MATCH :query").bindparams(query=query)
    else:
        query = " & ".join(
            "(" + " <-> ".join(_term(word, open_end and word is words[-1]) for word in words) + ")"
            for words, open_end in phrases
        )
        where = text("words @@ to_tsquery('simple', :query)").bindparams(query=query)
    reports = schema.reports
    found = select(literal_column("rowid")).select_from(text(schema.WORDS)).where(where).subquery()
    hits = reports.c.number.in_(select(found.c.rowid)) & there(reports.c.added, until)
    count = connection.execute(select(func.count()).select_from(reports).where(hits)).scalar_one()
    order = (reports.c.published.desc(), reports.c.key)
    keys = connection.execute(select(reports.c.key).where(hits).order_by(*order).limit(limit)).scalars()
    return count, list(keys)


def _term(word: str, open_end: bool) -> str:
    return f"'{word}'{':*' if open_end else ''}"


def _phrases(asked: str) -> list[tuple[list[str], bool]]:
    """What is asked, as runs of words, and whether the last word of each is only a beginning."""
    runs = [(quoted or word) for quoted, word in _ASKED.findall(asked)]
    return [(words, run.endswith("*")) for run in runs if (words := words_of(run))]
