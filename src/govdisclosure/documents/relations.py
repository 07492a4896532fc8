"""How the parts of an Office archive refer to each other. Source: ECMA-376, part 2, 9.3 (relationships)."""

from __future__ import annotations

import posixpath
from typing import Any

from govdisclosure.documents.archive import Archive


def relations_part(part: str) -> str:
    """Return the name of the part that lists the relations of a part.

    >>> relations_part("word/document.xml")
    'word/_rels/document.xml.rels'
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(archive: Archive, part: str) -> list[Any]:
    """Return the relations of a part to others."""
    listed = relations_part(part)
    return list(archive.xml(listed).iterchildren("{*}Relationship")) if listed in archive.names else []


def target(part: str, relation: Any) -> str:
    """Return the part that a relation of a part points to."""
    named = (relation.get("Target") or "").replace("\\", "/")
    return posixpath.normpath(posixpath.join("/" + posixpath.dirname(part), named)).lstrip("/")
