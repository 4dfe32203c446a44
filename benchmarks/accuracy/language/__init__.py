"""Measures newslint beside grammar checkers: what they find of damaged translation, and at what price."""
