"""What this library puts into its documents unseen, and looks for when it reads: the annex, and sheets of its own."""

ATTRIBUTE = "data-govdisclosure"
"""The attribute of the element around a report that holds the annex of a web page."""
NAMESPACE = "urn:govdisclosure:annex"
"""The namespace of the custom part of a Word document whose root element holds the annex as text."""
COMMENT = "govdisclosure:"
"""What a comment that holds the annex of a Markdown text begins with."""
IDENTITY = "_govdisclosure"
"""The sheet of a workbook that says what it holds: keys in its first column, values in the second."""
CALCULATION = "_calculation"
"""The sheet of a form on which its checks are worked out."""
SHEETS = frozenset({IDENTITY, CALCULATION})
"""The sheets that are hidden because nobody is meant to read them."""
