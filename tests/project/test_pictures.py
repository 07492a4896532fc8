"""The pictures of the documentation: there for every shape, and small."""

from pathlib import Path

import pytest

from tests.support.pictures import FOLDER, MOST_BYTES, SHAPES


@pytest.mark.parametrize("kind", SHAPES)
def test_every_shape_has_a_small_picture(kind: str) -> None:
    """Both pages on shapes show it."""
    name = f"shape-{kind}.png"
    data = (FOLDER / name).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) < MOST_BYTES
    for page in ("shapes.md", "shapes.zh.md"):
        assert f"images/{name}" in Path(FOLDER.parent, page).read_text("utf-8")
