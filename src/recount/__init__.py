"""Recount: many accounts, one auditable count.

The five stages and the casebook that runs them, as plain functions over the words in `recount.model`:

    from recount import Casebook, read

    casebook = Casebook()
    casebook.add(read(["reports/"]))
    dossier = casebook.dossier()

Each name is imported when it is first used, so that `import recount` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .casebook import Casebook
    from .extraction import extract
    from .linking import link
    from .publishing import dossier_html
    from .reading import read
    from .reckoning import reckon

__version__ = "0.1.0"

__all__ = ["Casebook", "dossier_html", "extract", "link", "read", "reckon"]

_ROOMS = {
    "Casebook": "casebook",
    "dossier_html": "publishing",
    "extract": "extraction",
    "link": "linking",
    "read": "reading",
    "reckon": "reckoning",
}


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(f"module 'recount' has no attribute {name!r}")
    return getattr(import_module(f"recount.{_ROOMS[name]}"), name)
