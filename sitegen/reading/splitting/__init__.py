"""Several printed pages in one file: where each begins, and what at its border belongs to it."""
