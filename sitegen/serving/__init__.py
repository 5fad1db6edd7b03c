"""A preview of an edition on this machine, for its editors: made anew as files change, corrected by a click."""
