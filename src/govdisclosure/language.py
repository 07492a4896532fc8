"""The language in which the library speaks: Chinese or English.

Labels of a format come in the languages of its spec; this module is about the sentences around them. A sentence is
written once, in both languages, at the place where it is said::

    say(zh="没有找到表格。", en="No table was found.")

The language is the one chosen by `using`, else the locale's.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

LANGUAGES = ("zh", "en")

_chosen: ContextVar[str | None] = ContextVar("govdisclosure_language", default=None)


def current() -> str:
    """Return the language of messages, `"zh"` or `"en"`.

    >>> with using("zh"):
    ...     current()
    'zh'
    """
    return _chosen.get() or _of_locale()


@contextmanager
def using(language: str | None) -> Iterator[None]:
    """Speak `language` inside the block; `None` leaves the choice to the locale."""
    token = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(token)


def say(*, zh: str, en: str) -> str:
    """Return the one of the two sentences that is in the current language.

    >>> with using("en"):
    ...     say(zh="没有找到表格。", en="No table was found.")
    'No table was found.'
    """
    return zh if current() == "zh" else en


class Words(NamedTuple):
    """A word or sentence in both languages, for tables of words; as text it is the one in the current language.

    >>> with using("en"):
    ...     str(Words("表格", "table"))
    'table'
    """

    zh: str
    en: str

    def __str__(self) -> str:
        return say(zh=self.zh, en=self.en)


def _of_locale() -> str:
    # POSIX order of precedence; on Windows the variables are usually unset and the C library is asked.
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "zh" if value.lower().startswith("zh") else "en"
    if sys.platform == "win32":
        import locale

        return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"
    return "en"
