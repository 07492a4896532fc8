"""The functions of Arrow on columns; they are made when they are imported, so that no type hints know them."""

from __future__ import annotations

from typing import Any

import pyarrow.compute

pc: Any = pyarrow.compute
