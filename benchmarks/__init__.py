"""Measurements of sitegen, and what makes them. Nothing here is needed to build an edition."""
