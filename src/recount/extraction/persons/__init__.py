"""Persons: individuals whom a report says were harmed."""
