"""Protection: who may see what of a casebook, and the casebook without what is above a level.

`levels` tells which levels reviewers gave, `hidden` what is above one, `shown` makes the casebook that is shown.
"""
