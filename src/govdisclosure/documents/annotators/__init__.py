"""Comments put into documents, one module for each kind: the bytes of a document to those of a copy that has them."""
