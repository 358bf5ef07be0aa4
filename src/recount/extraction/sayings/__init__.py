"""Sayings: who said what: attribution, sources by their fullest names, statements."""
