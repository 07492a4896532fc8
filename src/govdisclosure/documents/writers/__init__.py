"""One module per kind of document, each from grids and paragraphs to bytes."""
