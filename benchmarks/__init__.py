"""Accuracy and speed, each one command (`make bench` runs all)."""
