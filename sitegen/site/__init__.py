"""Edition → artifacts: addresses, views, pages, feeds, search. Knows nothing of how bulletins are read."""
