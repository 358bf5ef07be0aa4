"""Counting: figures, and the noun phrases that they count."""
