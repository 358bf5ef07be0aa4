"""The parts of the checker in replay.py. They know only the JSON of a dossier, and import nothing from recount."""
