"""The edition to take away: articles and issues in other forms than pages, one module a form, all from one model."""
