"""Addresses of the site, for ever, and what they are made of."""
