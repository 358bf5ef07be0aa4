"""The gazetteer: countries, provinces and towns by name, from GeoNames (see README.md beside this file)."""

from .search import Entry, Gazetteer, How, Match, gazetteer

__all__ = ["Entry", "Gazetteer", "How", "Match", "gazetteer"]
