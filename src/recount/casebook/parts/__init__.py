"""Parts of a kept casebook: one event, or those that decisions touch, of which nothing else is read.

`listing` has the list of all events, `one` one event as linking alone made it, `part` the events that decisions touch,
as decided; `finding` finds these, and `known` has what the whole knows of those whom a part names.
"""
