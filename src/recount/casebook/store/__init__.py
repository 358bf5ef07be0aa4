"""The store: one schema for SQLite and PostgreSQL, what is kept in it, and what is told when it fails."""
