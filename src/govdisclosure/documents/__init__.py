"""One module per document format, each only bytes to grids and text; nothing here knows of specs or reports."""
