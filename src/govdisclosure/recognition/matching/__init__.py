"""Tables of a document to the cells of a form: names, rows, columns, numbers."""
