"""An Office archive with parts changed and added: their relations and content types are looked after.

Source: ECMA-376, part 2 (Open Packaging Conventions).
"""

from __future__ import annotations

import posixpath
from typing import Any

from attrs import define, field

from govdisclosure.documents.archive import Archive, parse_xml
from govdisclosure.documents.relations import relations_part, target
from govdisclosure.files import check_limit

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_CONTENT_TYPES = "[Content_Types].xml"
_NO_TYPES = f'<Types xmlns="{_TYPES[1:-1]}"/>'.encode()
RELATION = f"{{{_OFFICE}}}id"
"""The attribute by which an element refers to another part."""


@define
class Package:
    """The parts of an archive, with those that are to be changed or added."""

    archive: Archive
    _changed: dict[str, bytes] = field(factory=dict)

    def packed(self) -> bytes:
        """Return the archive with the changes in it."""
        return self.archive.rewritten(self._changed)

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self._changed or name in self.archive.names

    def read(self, name: str) -> bytes:
        """Return a part as it is now."""
        return self._changed[name] if name in self._changed else self.archive.read(name)

    def xml(self, name: str) -> Any:
        """Return the root of an XML part as it is now."""
        return parse_xml(self.read(name), name)

    def put(self, name: str, content: Any) -> None:
        """Change a part, or add one; `content` is bytes or the root of an XML part."""
        self._changed[name] = content if isinstance(content, bytes) else _serialised(content)

    def related(self, part: str, kind: str) -> str | None:
        """Return the first part that a part refers to by a kind of relation; None if it refers to none that is here."""
        listed = relations_part(part)
        for relation in self.xml(listed) if self.has(listed) else ():
            if (relation.get("Type") or "").endswith(f"/{kind}") and self.has(name := target(part, relation)):
                return name
        return None

    def add(self, part: str, kind: str, name: str, content: Any, content_type: str) -> str:
        """Add a part under a name that is free, to which another refers, and return the id of the relation."""
        stem, suffix = posixpath.splitext(name)
        free = next(each for n in range(1, 1_000_000) if not self.has(each := f"{stem}{n}{suffix}"))
        self.put(free, content)
        self._declare(free, content_type)
        return self._relate(part, kind, free)

    def _declare(self, name: str, content_type: str) -> None:
        listed = self.read(_CONTENT_TYPES) if self.has(_CONTENT_TYPES) else _NO_TYPES
        check_limit("parts", listed.count(b"PartName"), "压缩包所列部分的个数", "parts that an archive lists")
        root = parse_xml(listed, _CONTENT_TYPES)
        root.append(root.makeelement(f"{_TYPES}Override", PartName=f"/{name}", ContentType=content_type))
        self.put(_CONTENT_TYPES, root)

    def _relate(self, part: str, kind: str, name: str) -> str:
        listed = relations_part(part)
        root = (
            self.xml(listed) if self.has(listed) else parse_xml(f'<Relationships xmlns="{_RELATIONS}"/>'.encode(), "")
        )
        taken = {relation.get("Id") for relation in root}
        free = next(each for n in range(1, 1_000_000) if (each := f"rIdFindings{n}") not in taken)
        kinds = {"Id": free, "Type": f"{_OFFICE}/{kind}", "Target": f"/{name}"}
        root.append(root.makeelement(f"{{{_RELATIONS}}}Relationship", kinds))
        self.put(listed, root)
        return free


def _serialised(root: Any) -> bytes:
    from lxml import etree  # type: ignore[import-untyped]  # pyright: ignore[reportAttributeAccessIssue]

    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
