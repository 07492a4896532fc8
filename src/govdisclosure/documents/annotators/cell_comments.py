"""Comments on the cells of a sheet: what they say, and the boxes in which Excel shows them.

Source: ECMA-376, part 1, 18.7 (comments), and part 4, 19.1 (VML, in which their boxes are still drawn).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govdisclosure.documents.annotators.package import RELATION, Package
from govdisclosure.documents.annotators.review import AUTHOR
from govdisclosure.documents.archive import parse_xml
from govdisclosure.documents.columns import column_number
from govdisclosure.grid import harmless

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_EMPTY_DRAWING = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>'
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="govdisclosure{number}" fillcolor="#ffffe1" '
    'o:insetmode="auto" style="position:absolute;width:{width}pt;height:{height}pt;z-index:{number};visibility:hidden">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 12, {top}, 4, {right}, 12, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_AFTER_DRAWING = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
"""What stands behind the reference to the boxes in a sheet."""
_COLUMNS, _SIGNS, _WIDTH, _LINE = 4, 20, 250, 15
"""The columns of a box, the Chinese signs on one of its lines, and its width and the height of a line in points."""


def add_comments(package: Package, part: str, sheet: Any, texts: Mapping[str, str]) -> None:
    """Put comments on the cells of a sheet, below what others said there; `sheet` is the root of its part."""
    name = package.related(part, "comments")
    root = package.xml(name) if name else parse_xml(_empty(), "")
    authors, listed = root.find("{*}authors"), root.find("{*}commentList")
    author = str(len(authors))
    authors.append(_with_text(authors, "author", AUTHOR))
    own = {comment.get("ref"): comment for comment in listed}
    for cell, text in texts.items():
        if cell in own:
            _say_more(own[cell], text)
        else:
            listed.append(_comment(listed, cell, author, text))
    if name:
        package.put(name, root)
    else:
        package.add(part, "comments", "xl/findings.xml", root, _COMMENTS_TYPE)
    _draw(package, part, sheet, {cell: text for cell, text in texts.items() if cell not in own})


def _empty() -> bytes:
    return f'<comments xmlns="{_MAIN}"><authors/><commentList/></comments>'.encode()


def _comment(listed: Any, cell: str, author: str, text: str) -> Any:
    comment = listed.makeelement(_named(listed, "comment"), ref=cell, authorId=author)
    comment.append(comment.makeelement(_named(listed, "text")))
    comment[0].append(_run(comment, text))
    return comment


def _say_more(comment: Any, text: str) -> None:
    """Put a text below that of a comment."""
    said = comment.find("{*}text")
    for plain in said.findall("{*}t"):
        said.replace(plain, _run(comment, plain.text or ""))
    said.append(_run(comment, f"\n{AUTHOR}:\n{text}"))


def _run(near: Any, text: str) -> Any:
    run = near.makeelement(_named(near, "r"))
    run.append(_with_text(near, "t", text))
    run[0].set(_SPACE, "preserve")
    return run


def _with_text(near: Any, name: str, text: str) -> Any:
    element = near.makeelement(_named(near, name))
    element.text = harmless(text)
    return element


def _named(near: Any, name: str) -> str:
    """Return a name in the namespace of an element."""
    return f"{str(near.tag).rpartition('}')[0]}}}{name}"


# the boxes ----------------------------------------------------------------------------------------------------------


def _draw(package: Package, part: str, sheet: Any, texts: Mapping[str, str]) -> None:
    """Draw a box for each comment; what is drawn already stays as it is."""
    shapes = "".join(_shape(number, cell, text) for number, (cell, text) in enumerate(texts.items(), 1)).encode()
    name = package.related(part, "vmlDrawing")
    drawn = package.read(name) if name else _EMPTY_DRAWING
    before, end, after = drawn.rpartition(b"</xml>")
    whole = before + shapes + end + after
    if name:
        package.put(name, whole)
        return
    relation = package.add(part, "vmlDrawing", "xl/drawings/findings.vml", whole, _DRAWING_TYPE)
    behind = next((place for place, each in enumerate(sheet) if _local(each) in _AFTER_DRAWING), len(sheet))
    sheet.insert(behind, sheet.makeelement(_named(sheet, "legacyDrawing"), {RELATION: relation}))


def _shape(number: int, cell: str, text: str) -> str:
    letters = cell.rstrip("0123456789")
    row, column = int(cell[len(letters) :]) - 1, column_number(letters) - 1
    lines = sum(1 + len(line) // _SIGNS for line in text.split("\n"))
    top = max(0, row - 1)
    return _SHAPE.format(
        number=number, row=row, column=column, width=_WIDTH, height=_LINE * lines,
        left=column + 1, right=column + 1 + _COLUMNS, top=top, bottom=top + max(3, lines),
    )  # fmt: skip


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
