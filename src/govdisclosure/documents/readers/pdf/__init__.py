"""PDF: the characters and lines of pages, and the tables that they make."""
