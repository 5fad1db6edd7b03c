"""Days and names that a text tells: dates, people, places, institutions."""
