"""What a newspaper is: lines, prose, articles, pages, issues, the edition. Knows no files and no web."""
