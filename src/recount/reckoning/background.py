"""Background figures: other episodes, whole wars and years. They have series of their own and touch nothing current."""

from __future__ import annotations

from recount.model import Series

from .account import shown
from .book import Book
from .say import Teller


def background(book: Book, tell: Teller) -> tuple[Series, ...]:
    """The series of background claims, one for each voice, toll and episode; no relation is drawn between them.

    Two episodes are told apart by the days that the claims' words fix; figures whose words fix none stand together.
    """
    return tuple(book.memo.piece("background", run.id, (run,), shown, run, tell) for run in book.background)
