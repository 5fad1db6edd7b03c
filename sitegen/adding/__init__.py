"""What editors have → bulletins: a module a format, one model of pages and blocks, one way to names and files."""
