"""Toll claims: what was counted, who says so, of which time, and which total it is part of."""
