"""Grouping: which reports tell of one happening, and what is known of each happening."""
