"""sitegen turns the text of printed newspaper pages into a digital newspaper edition."""

__version__ = "0.1.0"
