"""PDFium's own functions, bound once more so that a call for each character of a page is cheap.

The bindings of pypdfium2 check and wrap every argument; here a handle is an address, and results are written into
buffers that are used again and again. PDFium knows no threads: whoever calls it holds `LOCK`.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from attrs import frozen

LOCK = threading.RLock()
"""Held while PDFium works."""

_INT, _HANDLE, _FLOAT, _UINT = ctypes.c_int, ctypes.c_void_p, ctypes.c_float, ctypes.c_uint


@frozen
class Calls:
    """The functions that are called for every character and every line."""

    unicode: Callable[[int, int], int]
    unmapped: Callable[[int, int], int]
    hyphen: Callable[[int, int], int]
    """Whether the font does not say which character a glyph is."""
    owner: Callable[[int, int], int | None]
    """The text object of a character; None for those that PDFium makes up between words."""
    ink: Callable[[int, int, int, int, int, int], int]
    """The box of what is printed: left, right, bottom, top."""
    space: Callable[[int, int, int], int]
    """The box of the room that a character has: left, top, right, bottom."""
    origin: Callable[[int, int, int, int], int]
    matrix: Callable[[int, int, int], int]
    font_size: Callable[[int, int], float]
    mode: Callable[[int], int]
    fill_colour: Callable[[int, int, int, int, int], int]
    count: Callable[[int], int]
    """The objects of a page."""
    item: Callable[[int, int], int]
    inner_count: Callable[[int], int]
    """The objects of a form."""
    inner_item: Callable[[int, int], int]
    type: Callable[[int], int]
    object_matrix: Callable[[int, int], int]
    draw_mode: Callable[[int, int, int], int]
    segments: Callable[[int], int]
    segment: Callable[[int, int], int]
    point: Callable[[int, int, int], int]
    kind: Callable[[int], int]
    closed: Callable[[int], int]


@lru_cache(maxsize=1)
def calls(raw: Any) -> Calls:
    """Return the functions of the library that pypdfium2 has loaded."""

    def bound(name: str, result: Any, *arguments: Any) -> Any:
        return ctypes.PYFUNCTYPE(result, *arguments)(address(getattr(raw, name)))

    character = (_HANDLE, _INT)
    four = (_HANDLE,) * 4
    return Calls(
        unicode=bound("FPDFText_GetUnicode", _UINT, *character),
        unmapped=bound("FPDFText_HasUnicodeMapError", _INT, *character),
        hyphen=bound("FPDFText_IsHyphen", _INT, *character),
        owner=bound("FPDFText_GetTextObject", _HANDLE, *character),
        ink=bound("FPDFText_GetCharBox", _INT, *character, *four),
        space=bound("FPDFText_GetLooseCharBox", _INT, *character, _HANDLE),
        origin=bound("FPDFText_GetCharOrigin", _INT, *character, _HANDLE, _HANDLE),
        matrix=bound("FPDFText_GetMatrix", _INT, *character, _HANDLE),
        font_size=bound("FPDFText_GetFontSize", ctypes.c_double, *character),
        mode=bound("FPDFTextObj_GetTextRenderMode", _INT, _HANDLE),
        fill_colour=bound("FPDFPageObj_GetFillColor", _INT, _HANDLE, *four),
        count=bound("FPDFPage_CountObjects", _INT, _HANDLE),
        item=bound("FPDFPage_GetObject", _HANDLE, *character),
        inner_count=bound("FPDFFormObj_CountObjects", _INT, _HANDLE),
        inner_item=bound("FPDFFormObj_GetObject", _HANDLE, _HANDLE, ctypes.c_ulong),
        type=bound("FPDFPageObj_GetType", _INT, _HANDLE),
        object_matrix=bound("FPDFPageObj_GetMatrix", _INT, _HANDLE, _HANDLE),
        draw_mode=bound("FPDFPath_GetDrawMode", _INT, _HANDLE, _HANDLE, _HANDLE),
        segments=bound("FPDFPath_CountSegments", _INT, _HANDLE),
        segment=bound("FPDFPath_GetPathSegment", _HANDLE, _HANDLE, _INT),
        point=bound("FPDFPathSegment_GetPoint", _INT, _HANDLE, _HANDLE, _HANDLE),
        kind=bound("FPDFPathSegment_GetType", _INT, _HANDLE),
        closed=bound("FPDFPathSegment_GetClose", _INT, _HANDLE),
    )


def address(handle: Any) -> int:
    """Return the address that a handle of pypdfium2 holds."""
    return ctypes.cast(handle, _HANDLE).value or 0


@frozen(eq=False)
class Buffer:
    """Room for the numbers that a call gives back, and where each of them lies."""

    values: Any
    places: tuple[int, ...]

    @classmethod
    def of(cls, kind: Any, count: int) -> Buffer:
        """Return room for numbers of a C type.

        >>> Buffer.of(ctypes.c_double, 4).values[:]
        [0.0, 0.0, 0.0, 0.0]
        """
        values = (kind * count)()
        first = ctypes.addressof(values)
        return cls(values, tuple(first + ctypes.sizeof(kind) * number for number in range(count)))
