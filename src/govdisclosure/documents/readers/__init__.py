"""One module per kind of document, each from its bytes or text to paragraphs and grids."""
