"""Bulletins that an editor has written as Markdown."""
