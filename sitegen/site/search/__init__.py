"""The search index: from articles to the files that a reader's browser loads."""
