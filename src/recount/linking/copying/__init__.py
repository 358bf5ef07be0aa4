"""How copies are found: words that count, passages aligned, an index of who holds which words, credits."""
