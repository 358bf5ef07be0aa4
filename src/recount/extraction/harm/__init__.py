"""What befell whom: the words of harm of a sentence, and the counts that they govern."""
