"""Letters, lines and sentences: what is true of printed text whatever it tells."""
