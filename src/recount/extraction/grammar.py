"""The grammar extractor: the first and the default one. Its rules and tables are loaded when it first reads."""

from __future__ import annotations

from recount.model import Extraction, Report

from .extractor import Extractor


class Grammar:
    """Reads a report by its language's tables."""

    name = "grammar 1"

    def extract(self, report: Report) -> Extraction:
        """Claims, statements and victims; the cost grows with the length of the text only."""
        from .by_grammar import by_grammar

        return by_grammar(report, self.name)


GRAMMAR: Extractor = Grammar()
