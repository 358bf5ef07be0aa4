"""The schema's history: one file in `versions/` for each step, as Alembic runs them."""
