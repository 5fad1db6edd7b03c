"""Feeds: one model of what stands in them, written as RSS 2.0, Atom and JSON Feed."""
