"""Text documents of Word and OpenDocument: paragraphs, and tables with their merged cells."""
