"""What a line is on its page: masthead, head of an article, body, furniture."""
