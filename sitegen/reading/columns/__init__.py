"""Columns that a converter has read straight across: where lines stop continuing each other."""
