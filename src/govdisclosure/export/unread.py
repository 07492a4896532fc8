"""Files that were to be checked and could not be read: no result, and never a silence."""

from __future__ import annotations

from attrs import frozen


@frozen
class Unread:
    """A file that could not be read, the code of what is wrong with it, and the reason in words."""

    name: str
    code: str
    message: str
