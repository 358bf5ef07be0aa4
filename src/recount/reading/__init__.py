"""Reading: files, folders, saved pages and JSON lines become reports; what cannot be read is set aside, never lost."""

from .fitting import fits
from .gather import read, read_each, settled
from .naming import beginnings, content_key, settled_ids, told_apart
from .source import Keep

__all__ = [
    "Keep",
    "beginnings",
    "content_key",
    "fits",
    "read",
    "read_each",
    "settled",
    "settled_ids",
    "told_apart",
]
