"""Comparisons of newslint with other tools, for anyone to repeat. Not part of the package."""
