"""Documents spoiled byte by byte: whatever comes out of that, reading it says so in a `ReadError` or reads it."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO

import govdisclosure as gd
from govdisclosure.reading import read_bytes
from tests.support.printing import balanced
from tests.support.styles import STYLES


def originals() -> dict[str, bytes]:
    """Return one document of every style."""
    dice = random.Random(1)
    return {name: style(balanced("cn/2021", dice), dice) for name, style in STYLES.items()}


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Return a document with some of its bytes changed, or those of a part inside it."""
    if data.startswith(b"PK") and dice.random() < 0.7:
        return _inside(data, dice)
    return _changed(data, dice)


def _inside(data: bytes, dice: random.Random) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = dice.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _changed(part, dice) if name == chosen else part)
    return out.getvalue()


def _changed(data: bytes, dice: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(dice.choice((1, 1, 3, 20))):
        if not found:
            break
        place = dice.randrange(len(found))
        match dice.randrange(6):
            case 0:
                found[place] = dice.randrange(256)
            case 1:
                del found[place : place + dice.randrange(1, 200)]
            case 2:
                found[place:place] = dice.randbytes(dice.randrange(1, 20))
            case 3:
                found[place:place] = found[place : place + dice.randrange(1, 400)]
            case 4:
                del found[place:]
            case _:
                signs = (
                    b"<table>",
                    b"</td>",
                    b"99999999999",
                    b'rowspan="1000000000"',
                    b"\t",
                    b"|",
                    b"\x00",
                    b"<!--",
                    b"&#x",
                )
                found[place:place] = dice.choice(signs)
    return bytes(found)


def read_or_refuse(data: bytes) -> str:
    """Read a document and return `read`, or `refused`; anything but a `ReadError` is raised."""
    try:
        read_bytes(data)
    except gd.ReadError:
        return "refused"
    return "read"
