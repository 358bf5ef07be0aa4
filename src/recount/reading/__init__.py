"""Reading: files, folders, saved pages and JSON lines become reports; what cannot be read is set aside, never lost."""

from .gather import read

__all__ = ["read"]
