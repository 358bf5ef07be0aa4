"""Extraction: one report in, its toll claims, individual victims and statements out. Sees nothing but the report."""

from __future__ import annotations

from recount.model import Extraction, Report

from .extractor import Extractor

__all__ = ["Extractor", "extract"]


def extract(report: Report) -> Extraction:
    """All that the grammar takes from one report; the same report gives the same bytes."""
    from .grammar import GRAMMAR

    return GRAMMAR.extract(report)
