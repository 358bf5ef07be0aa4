"""Tolls: what befell those whom a figure counts, and every other field of a claim."""
