"""Every kind of document made to harm: ten times the document takes about ten times the steps to open."""

import contextlib

import pytest

import govdisclosure as gd
from govdisclosure.reading import read_bytes
from tests.support.counting import steps
from tests.support.hostile import DOCUMENTS

FEW = 30
ALONE = ("xlsx of large merged cells", "pdf of a grid", "pdf of ruling lines")
"""Of these each piece has to do with all others, and limits of positions hold them."""
KINDS = [name for name, (size, _) in DOCUMENTS.items() if size > 1 and name not in ALONE]


@pytest.mark.parametrize("name", KINDS)
def test_steps_grow_with_the_document(name: str) -> None:
    """No pass over a document goes back over what it has seen, whether the document is read or refused."""

    def read(times: int) -> int:
        made = DOCUMENTS[name][1](times)
        data = made.encode() if isinstance(made, str) else made

        def attempt() -> None:
            with contextlib.suppress(gd.ReadError):
                read_bytes(data)

        return steps(attempt)

    read(1)
    assert read(10 * FEW) < 12 * read(FEW) + 20_000
