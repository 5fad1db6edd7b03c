"""The proof sheet: a page beside its source, for the editor."""
