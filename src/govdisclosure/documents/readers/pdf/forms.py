"""The forms of a PDF: drawings that pages and other forms draw, each as often as they like. And marked contents.

PDFium takes a page apart in one call that nobody can interrupt. A few hundred bytes whose forms draw each other, or
each the next one ten times, would take it all time and memory, so their size is reckoned up beforehand. Of every
marked content it keeps all that it lies in, so their depth is counted too.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from attrs import define, field

from govdisclosure.errors import ReadError
from govdisclosure.files import check_limit, limits
from govdisclosure.language import say

# A name may spell its letters in hexadecimal.
_FORM = re.compile(
    rb"/(?:S|#53)(?:u|#75)(?:b|#62)(?:t|#74)(?:y|#79)(?:p|#70)(?:e|#65)\s*"
    rb"(?:/(?:F|#46)(?:o|#6[fF])(?:r|#72)(?:m|#6[dD])\b|\d+\s+\d+\s+R)"
)
_PICTURE = re.compile(rb"/Image\b")
_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\b")
_OBJECT = re.compile(rb"obj\b(?<=\sobj)")
"""How the head of an object ends, which is quickly found; its number stands before that."""
_NUMBER = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\Z")
_BEFORE = 100
"""Bytes before the end of a head in which the number of the object stands."""
_STREAM = re.compile(rb"stream\r?\n?")
_REFERENCE = re.compile(rb"\s*(\d{1,10})\s+\d{1,5}\s+R\b")
_NAMED = re.compile(rb"/([^\s/<>\[\]()%{}]+)\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()%{}]+)\s+Do\b")
_MARK = re.compile(rb"\b(?:BDC|BMC|EMC)\b")
"""Where a marked content begins, with properties or without, and where one ends (ISO 32000-1, 14.6)."""
_EACH = 500
"""Bytes that drawing a form once more counts for."""


def check_forms(data: bytes) -> None:
    """Raise `ReadError` if a stream, or a page with all its forms, comes to too much, or if a form draws itself."""
    draws = _FORM.search(data) is not None
    forms, marked = _Forms(), 0
    for number, head, packed in _objects(data):
        content = _content(head, packed)
        if content is not None:
            check_limit("text_bytes", len(content), "一个数据流展开后的字节数", "bytes of a stream once it is unpacked")
            marked = _still_marked(content, marked)
        if draws:
            forms.add(number, head, content)
    if draws:
        forms.name()
        total = max((forms.size(number, ()) for number in list(forms.streams)), default=0)
        check_limit("text_bytes", total, "展开后的页面内容字节数", "bytes on a page with all that it draws")


def _still_marked(content: bytes, depth: int) -> int:
    """Return how many marked contents are open behind a stream, with those before it; refuse too many in each other."""
    opened, closed = content.count(b"BDC") + content.count(b"BMC"), content.count(b"EMC")
    check_limit("page_objects", opened + closed, "一个数据流中的标记数", "marks in a stream")
    if depth + opened <= limits().nested:
        return max(0, depth + opened - closed)
    for sign in _MARK.finditer(content):
        depth = max(0, depth - 1) if sign[0] == b"EMC" else depth + 1
        check_limit("nested", depth, "标记内容的嵌套层数", "marked contents of the PDF in each other")
    return depth


def _content(head: bytes, packed: bytes | None) -> bytes | None:
    """Return what the stream of an object holds; None if it has none, or is a picture."""
    is_picture = _PICTURE.search(head) is not None and not _FORM.search(head)
    return None if packed is None or is_picture else _unpacked(packed, head)


def _objects(data: bytes) -> Iterator[tuple[int, bytes, bytes | None]]:
    """Yield the number, the dictionary and the stream, if any, of all objects of a file, replaced ones included."""
    places = list(_heads(data))
    ends = (*(start for start, _ in places[1:]), len(data))
    for (start, begun), end in zip(places, ends, strict=False):  # a file without objects ends all the same
        begin = _STREAM.search(data, begun, end)
        head = data[begun : begin.start() if begin else end]
        number = _NUMBER.search(data, max(0, start - _BEFORE), start + 1)
        stream = data[begin.end() : data.rfind(b"endstream", begin.end(), end)] if begin else None
        yield int(number[1]) if number else 0, head, stream


def _heads(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the last digit before each `obj` stands, and where that ends."""
    last = 0
    for match in _OBJECT.finditer(data):
        digit = last + len(data[last : match.start()].rstrip()) - 1
        if digit >= last and data[digit : digit + 1].isdigit():
            yield digit, match.end()
        last = match.end()


@define
class _Forms:
    """The streams that may draw forms, and what the names that they use stand for."""

    streams: dict[int, list[bytes]] = field(factory=lambda: defaultdict(list))
    dictionaries: dict[int, list[bytes]] = field(factory=lambda: defaultdict(list))
    forms: set[int] = field(factory=set)
    named: dict[bytes, set[int]] = field(factory=lambda: defaultdict(set))
    """What each name stands for anywhere: pages inherit their names, and forms without any use those of the page."""
    _sizes: dict[int, int] = field(factory=dict)

    def add(self, number: int, head: bytes, content: bytes | None) -> None:
        """Take an object of a file, by its number, its dictionary and what its stream holds."""
        self.dictionaries[number].append(head)
        if content is None:
            return
        if _FORM.search(head):
            self.forms.add(number)
            self.streams[number].append(content)
        elif b"/ObjStm" in head:
            self._unpack(content, head)
        elif b"/Subtype" not in head and b"/Length1" not in head:  # no picture and no font
            self.streams[number].append(content)

    def name(self) -> None:
        """Find what names stand for, once all objects are known."""
        self.named = self._meant(head for heads in self.dictionaries.values() for head in heads)

    def _unpack(self, content: bytes, head: bytes) -> None:
        """Take the dictionaries out of a stream of objects."""
        first = re.search(rb"/First\s+(\d{1,9})", head)
        if first is None:
            return
        start = int(first[1])
        pairs = [int(number) for number in re.findall(rb"\d{1,10}", content[:start])]
        places = [*pairs[1::2], len(content)]
        for number, low, high in zip(pairs[::2], places, places[1:], strict=False):
            self.dictionaries[number].append(content[start + low : start + high])

    def size(self, number: int, above: tuple[int, ...]) -> int:
        """Return the bytes that a stream comes to with all that it draws."""
        if number in above:
            raise ReadError(
                say(zh="PDF 中有包含自身的图形，不读。", en="a drawing of the PDF contains itself; it is not read")
            )
        found = self._sizes.get(number)
        if found is not None:
            return found
        names = self._names(number) if number in self.forms else self.named
        total = sum(map(len, self.streams[number]))
        for name in (name for content in self.streams[number] for name in _DRAWN.findall(content)):
            drawn = names.get(name, set()) - (set() if number in self.forms else {number})
            total += _EACH + max((self.size(form, (*above, number)) for form in drawn), default=0)
        self._sizes[number] = total
        return total

    def _names(self, number: int) -> dict[bytes, set[int]]:
        """Return the forms that the names of a form's resources stand for."""
        resources = [each for head in self.dictionaries[number] for each in self._value(head, b"/Resources")]
        if not resources:
            return self.named
        return self._meant(drawn for each in resources for drawn in self._value(each, b"/XObject"))

    def _meant(self, dictionaries: Iterable[bytes]) -> dict[bytes, set[int]]:
        """Return the forms that names in dictionaries stand for."""
        found: dict[bytes, set[int]] = defaultdict(set)
        for name, target in (pair for each in dictionaries for pair in _NAMED.findall(each)):
            if int(target) in self.forms:
                found[name].add(int(target))
        return found

    def _value(self, head: bytes, key: bytes) -> list[bytes]:
        """Return what a key of a dictionary stands for, itself or by reference."""
        place = head.find(key)
        if place < 0:
            return []
        rest = head[place + len(key) :]
        reference = _REFERENCE.match(rest)
        return self.dictionaries[int(reference[1])] if reference else [_dictionary(rest)]


def _dictionary(text: bytes) -> bytes:
    """Return the dictionary that a text begins with.

    >>> _dictionary(b" << /A << /B 1 >> >> /C 2")
    b' << /A << /B 1 >> >>'
    """
    depth = 0
    for match in re.finditer(rb"<<|>>", text):
        depth += 1 if match[0] == b"<<" else -1
        if depth <= 0:
            return text[: match.end()]
    return text


def _unpacked(content: bytes, head: bytes) -> bytes:
    """Return a stream as it was before it was packed, once or more; what is packed in another way stays as it is."""
    most = limits().text_bytes
    for _ in _PACKED.findall(head):
        try:
            content = zlib.decompressobj().decompress(content.lstrip(b"\r\n"), most + 1)
        except zlib.error:
            return content
        if len(content) > most:
            break
    return content
