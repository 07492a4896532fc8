"""The document handed back: a copy of it in which every finding, suspect and problem stands where it belongs."""

from govdisclosure.annotation.annotating import annotate, annotated_bytes

__all__ = ["annotate", "annotated_bytes"]
