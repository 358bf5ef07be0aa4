"""A report under analysis: its sentences with counts, harm, sayings and times, its lists, and where its news ends."""
