"""What is said on a terminal, in the editor's language: help, findings, work under way."""
