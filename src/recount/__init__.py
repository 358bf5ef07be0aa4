"""Recount: many accounts, one auditable count."""

__version__ = "0.1.0"
