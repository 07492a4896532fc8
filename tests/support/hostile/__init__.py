"""Inputs made to harm; `python -m tests.support.hostile [WORDS]` runs a command on each one in a child process.

What is made here is large only once it is unpacked, or in number: tests make the same kinds smaller, and count steps.
"""

from collections.abc import Mapping

from tests.support.hostile.beside import BESIDE
from tests.support.hostile.data import DATA
from tests.support.hostile.gathered import GATHERED
from tests.support.hostile.kinds import Kinds, Trap
from tests.support.hostile.marked import MARKED
from tests.support.hostile.office import OFFICE
from tests.support.hostile.old_workbooks import OLD_WORKBOOKS
from tests.support.hostile.packs import PACKS
from tests.support.hostile.pages import PAGES
from tests.support.hostile.panels import PANELS
from tests.support.hostile.prints import PRINTS
from tests.support.hostile.programs import PROGRAMS
from tests.support.hostile.strange import STRANGE
from tests.support.hostile.texts import HEAD, TEXTS

__all__ = ["DOCUMENTS", "HEAD", "PANELS", "TRAPS"]

DOCUMENTS: Kinds = {**PAGES, **OFFICE, **OLD_WORKBOOKS, **PACKS, **PRINTS, **TEXTS, **DATA}
TRAPS: Mapping[str, Trap] = {**BESIDE, **MARKED, **GATHERED, **STRANGE, **PROGRAMS}
