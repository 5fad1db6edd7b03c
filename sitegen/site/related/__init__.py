"""Articles that tell of the same things, told by pairs of characters."""
