"""Archives and compound files: what their parts are called, and what is said where they contradict themselves."""

from __future__ import annotations

import struct

import pytest

import govdisclosure as gd
from govdisclosure.documents import custom
from govdisclosure.documents.archive import Archive
from govdisclosure.documents.ole import Compound
from govdisclosure.documents.opening import read_document
from govdisclosure.files import Limits, using_limits
from govdisclosure.grid.model import Document
from govdisclosure.language import using
from tests.support.printing import zipped

SECTOR, FREE, END = 512, 0xFFFFFFFF, 0xFFFFFFFE


@pytest.mark.parametrize("name", ["报告.txt", "report.txt"])
def test_a_name_that_says_its_encoding_is_taken_as_it_is(name: str) -> None:
    """What says nothing is in UTF-8 or GBK."""
    assert Archive(zipped({name: "x"})).title_of(name) == name


def test_a_part_beyond_the_limit_is_not_called_damaged() -> None:
    """It names the limit, which the one who reads can raise."""
    with using("en"), using_limits(Limits(bytes=10)), pytest.raises(gd.ReadError, match="`bytes`"):
        Archive(zipped({"a.txt": "x" * 100})).taken("a.txt", read_document)


class Refusing:
    """A reader of another package that knows what is wrong with a document."""

    def claims(self, data: bytes) -> bool:
        """Whether a document is of its kind."""
        return bool(data)

    def read(self, data: bytes) -> Document:
        """Refuse it."""
        message = f"a form of {len(data)} years ago"
        raise gd.ReadError(message)


def test_what_a_reader_of_another_package_refuses_is_said_in_its_own_words() -> None:
    """Only what fails in it is said to be its fault."""
    with pytest.raises(gd.ReadError) as found:
        custom._reading("refusing", Refusing())(b"12345")
    assert str(found.value) == "a form of 5 years ago"


# compound files -----------------------------------------------------------------------------------------------------


def compound(next_table: int, first: int = 0) -> bytes:
    """Return a file of 120 sectors whose table is listed in a first sector, 0, which says where that list goes on."""
    head = bytearray(SECTOR)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<I", head, 44, 120)  # sectors of the table
    struct.pack_into("<I", head, 48, 2)  # the directory
    struct.pack_into("<I", head, 68, first)  # more of the list
    struct.pack_into("<109I", head, 76, *[FREE] * 109)
    listed = struct.pack("<128I", 1, *[FREE] * 126, next_table)
    table = struct.pack("<128I", FREE, FREE, END, 4, END, *[FREE] * 123)
    name = "Book".encode("utf-16-le")
    entry = (
        name.ljust(64, b"\0")
        + struct.pack("<H", len(name) + 2)
        + bytes(50)
        + struct.pack("<IQ", 3, 2 * SECTOR)
        + bytes(4)
    )
    content = b"a" * SECTOR + b"b" * SECTOR
    content = content.ljust(9 * SECTOR, b"c")
    return (bytes(head) + listed + table + entry.ljust(SECTOR, b"\0") + content).ljust(121 * SECTOR, b"\0")


@pytest.mark.parametrize("next_table", [END, 0, 10_000], ids=["ends", "in a circle", "beyond the file"])
def test_the_table_of_a_large_compound_file_is_listed_in_its_sectors(next_table: int) -> None:
    """The header has room for 109; a list that goes round or leads out of the file ends there."""
    found = Compound(compound(next_table))
    assert list(found.streams) == ["Book"]
    assert found._chain(3) == b"a" * SECTOR + b"b" * SECTOR


def test_a_compound_file_whose_table_is_listed_nowhere_has_no_streams() -> None:
    """The list should begin behind the end of the file."""
    assert Compound(compound(END, first=10_000)).streams == {}
