"""Workbooks of Excel and OpenDocument: what is seen of their sheets."""
