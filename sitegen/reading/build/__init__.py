"""Placed lines → what a page publishes: pieces of lines, articles, their kinds, and what is doubtful."""
