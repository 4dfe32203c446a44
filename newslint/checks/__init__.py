"""Rules that need code: one module each, one function `check(doc)` that yields hits. Checks never import each other."""
