"""What texts that are made up are made of."""

from hypothesis import strategies as st

# All that UTF-8 can say. A text of no named alphabet has the same, and takes a second to ask for it sign by sign.
ANY = st.characters(exclude_categories=["Cs"])
