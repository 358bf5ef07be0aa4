"""Asking a language model: an extractor whose every word is checked against the report before it is taken."""
