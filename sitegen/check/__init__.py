"""The sums that every build must pass: text kept, nothing invented, links land, addresses kept, same bytes again.

Law 1 is checked at both ends: source against reading, and reading against the finished HTML read back by a parser.
"""

BUG = "this is a fault of sitegen, not of the bulletin: please report it with the bulletin"
