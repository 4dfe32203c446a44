"""A small newsroom on Wagtail, to try newslint's gate in."""
