"""Anchor ids: safe, unique names for the places of a page, made from ids that may hold anything."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_UNSAFE = re.compile(r"[^a-z0-9]+")


def slug(text: str, limit: int = 40) -> str:
    """Lower-case ASCII letters and digits joined by hyphens; with a hash behind it where that lost something."""
    plain = unicodedata.normalize("NFKD", text[:1000]).encode("ascii", "ignore").decode().lower()
    short = _UNSAFE.sub("-", plain).strip("-")[:limit].strip("-")
    if short == text:
        return short
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{short}-{digest}" if short else digest


class Anchors:
    """The anchors of one page: the same thing has the same anchor, two things never share one.

    A name is made from the thing's own id, so it stays the same when other reports join the dossier.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[str, ...], str] = {}
        self._taken: set[str] = set()

    def of(self, kind: str, *parts: str) -> str:
        """The anchor of the thing of this kind (`claim`, `why`, …) that the parts name."""
        key = (kind, *parts)
        if key not in self._made:
            base = "-".join([kind, *(slug(part) for part in parts)])
            name, n = base, 1
            while name in self._taken:
                n += 1
                name = f"{base}-{n}"
            self._taken.add(name)
            self._made[key] = name
        return self._made[key]

    def claim(self, claim: str) -> str:
        """The anchor of a claim's highlighted words."""
        report, _, local = claim.rpartition("#")
        return self.of("claim", report, local)
