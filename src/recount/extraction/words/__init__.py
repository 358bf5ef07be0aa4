"""Words: tokens, classes, phrases and names of a text, before anything is known of harm."""
