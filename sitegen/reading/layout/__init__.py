"""Which label each line of a page has: observations of the lines, weighed over the whole page."""
