"""The errors of the library: the spec is wrong, the document cannot be read, or the caller is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy

from govdisclosure import codes
from govdisclosure.language import say


class Fault:
    """One thing that is wrong, and where: file, line and column (from 1), or a path inside the data.

    What looks at data knows the path; who has the file finds line and column by it, those of the value there, or of its
    `key`. `offset` is that of a character inside a text.
    """

    __slots__ = ("code", "column", "file", "key", "line", "message", "offset", "path", "severity")

    def __init__(
        self,
        message: str,
        *,
        file: str = "",
        line: int | None = None,
        column: int | None = None,
        path: tuple[str | int, ...] = (),
        key: bool = False,
        offset: int | None = None,
        code: codes.Code = codes.FAULT,
    ) -> None:
        self.message: str = message
        self.file: str = file
        self.line: int | None = line
        self.column: int | None = column
        self.path: tuple[str | int, ...] = path
        self.key: bool = key
        self.offset: int | None = offset
        self.code: str = code.id
        self.severity: codes.Severity = code.severity

    @property
    def place(self) -> str:
        """The file with line and column, as far as they are known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part not in ("", None))

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message

    def but(self, **changes: object) -> Fault:
        """Return the same fault with some of its attributes changed."""
        changed = copy(self)
        for name, value in changes.items():
            setattr(changed, name, value)
        return changed

    def of_file(self, file: str) -> Fault:
        """Return the same fault under another name of its file."""
        return self.but(file=file)

    def within(self, file: str) -> Fault:
        """Return the same fault as one of a part of a file."""
        return self.of_file(f"{file}: {self.file}" if self.file else file)

    def __repr__(self) -> str:
        return f"Fault({str(self)!r})"


class GovDisclosureError(Exception):
    """Anything that govdisclosure raises on purpose."""


class _FaultsError(GovDisclosureError, ValueError):
    """An error that reports every fault it found, not only the first."""

    def __init__(self, faults: Iterable[Fault] | Fault | str) -> None:
        if isinstance(faults, str):
            faults = Fault(faults)
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type[_FaultsError], tuple[tuple[Fault, ...]]]:
        """Say how to make the error again in another process, with all that its faults say."""
        return type(self), (self.faults,)


class SpecError(_FaultsError):
    """A format spec is wrong; `faults` has every fault with file, line and column."""


class ReadError(_FaultsError):
    """A document or a report JSON cannot be read; `faults` says what was found and where."""


class FormatWarning(UserWarning):
    """Something about a format that its user should know: not official, not for the year, or not usable."""


class UsageError(GovDisclosureError, ValueError):
    """The caller asked for something that does not exist or does not fit."""


class UnknownKeyError(UsageError, KeyError):
    """The caller asked for a table, row, column or cell that the format does not have."""

    def __str__(self) -> str:
        return str(self.args[0])  # a KeyError alone would show its sentence in quotes


def not_installed(library: str | None, extra: str) -> str:
    """Say that a library of an extra is missing, with the command that installs it."""
    command = f'pip install "govdisclosure[{extra}]"'
    return say(zh=f"缺少 {library}，请运行：{command}", en=f"{library} is missing; run: {command}")


def unexpected(given: object, *, zh: str, en: str) -> TypeError:
    """Return the error of a caller who gave a thing of the wrong type; `zh` and `en` say what was expected."""
    found = type(given).__name__
    return TypeError(say(zh=f"应为{zh}，实为 {found}。", en=f"expected {en}; found {found}"))
