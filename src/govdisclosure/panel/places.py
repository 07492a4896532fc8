"""Which folder is a panel: asked of every folder that is checked, so without any library."""

from __future__ import annotations

import os
from pathlib import Path


def is_panel(path: str | os.PathLike[str]) -> bool:
    """Whether a folder is a panel: it has a table of files."""
    return any(Path(path, "files").glob("*.parquet"))
