"""Where, when and by whom: the circumstances of harm that the words of a report tell."""
