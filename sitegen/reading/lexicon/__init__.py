"""The words that newspapers share, one list a file: no name or place of any one page."""
