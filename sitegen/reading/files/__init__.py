"""What an editor hands in: bulletins, overlays, corrections, pictures; found, decoded, checked."""
