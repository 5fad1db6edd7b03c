"""What templates may see; frozen values, no behaviour."""
