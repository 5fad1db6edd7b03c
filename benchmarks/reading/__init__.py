"""Pages to train the reading with and to measure it by: invented articles, a page generator, training, tables."""
