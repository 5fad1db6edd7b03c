"""The pages that lead to articles: archive, indexes, names."""
