"""What editors write as YAML: read with places, by declared keys, and added to."""
