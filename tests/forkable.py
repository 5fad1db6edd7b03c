"""Imported by the process from which others are forked: all that they would need a second each to make themselves."""

from tests.compiled import load_all

load_all()
