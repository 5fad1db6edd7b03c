"""A theme: its files, its templates, its scripts and style sheets put together."""
