"""What lint has to say about a spec, before it is known where in a file that stands."""

from __future__ import annotations

from attrs import frozen

from govdisclosure.codes import Code
from govdisclosure.specfile import Path


@frozen
class Remark:
    """A code, a sentence, and the path of what it is about; `key` means the key at the path and not what it holds."""

    code: Code
    path: Path
    message: str
    key: bool = False
