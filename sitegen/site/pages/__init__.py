"""The pages that readers turn: front, issue, printed page, article."""
