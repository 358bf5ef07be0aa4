"""Weighing: how sure a claim is, learnt from which rules were right on annotated reports."""
