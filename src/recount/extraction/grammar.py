"""The grammar extractor: shallow syntax and word tables; the first and the default one."""

from __future__ import annotations

from recount.model import Extraction, Report

from .extractor import Extractor
from .language import language
from .persons.persons import find_victims
from .sayings.statements import find_statements
from .tolls.claims import find_claims
from .view.view import look_at
from .weighing.confidence import weigh


class Grammar:
    """Reads a report by its language's tables."""

    name = "grammar 1"

    def extract(self, report: Report) -> Extraction:
        """Claims first, then statements and victims; the cost grows with the length of the text only."""
        spoken = language(report.language)
        view = look_at(report, spoken)
        statements = find_statements(report, view.tokens, spoken)
        claims = weigh(find_claims(view, statements), spoken)
        victims = find_victims(report, view.tokens, claims, spoken)
        return Extraction(report=report.id, extractor=self.name, claims=claims, victims=victims, statements=statements)


GRAMMAR: Extractor = Grammar()
