"""A module a command, and `options` that several take; `cli` brings them together."""
