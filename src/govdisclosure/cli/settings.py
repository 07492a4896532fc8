"""Settings of a project: `govdisclosure.toml`, or the section `tool.govdisclosure` of `pyproject.toml`.

The nearest file counts, from the current folder upwards. What the command line says goes before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from govdisclosure.errors import Fault, ReadError, UsageError
from govdisclosure.files import read_file
from govdisclosure.language import LANGUAGES, Words, say
from govdisclosure.likeness import nearest

FILE = "govdisclosure.toml"
FAIL_ON = ("error", "warning", "remark")
_MAX_BYTES = 64_000


class Settings(NamedTuple):
    """What a project has settled; an empty value settles nothing. `specs` are folders of formats."""

    specs: tuple[Path, ...] = ()
    lang: str | None = None
    family: str | None = None
    fail_on: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    @property
    def defaults(self) -> dict[str, dict[str, Any]]:
        """The defaults of options, by command and parameter."""
        check = {"fail_on": self.fail_on, "select": self.select, "ignore": self.ignore}
        return {"check": {name: value for name, value in check.items() if value}}


def settings_of(folder: Path) -> Settings:
    """Return the settings that count in a folder; raise `UsageError` with every fault of their file."""
    for place in (folder, *folder.parents):
        for path in (place / FILE, place / "pyproject.toml"):
            if path.is_file() and (section := _section(path)) is not None:
                return _settings(section, path)
    return Settings()


def _section(path: Path) -> Any:
    """Return what a file says; None if it is of another tool."""
    import tomllib  # late: most folders have no settings

    try:
        text = read_file(path, _MAX_BYTES).decode("utf-8-sig")
        data = tomllib.loads(text)
    except (ReadError, ValueError, RecursionError) as error:
        if path.name != FILE:
            return None  # whoever it belongs to will say so
        if isinstance(error, ReadError):
            raise UsageError(str(error)) from None
        raise UsageError(str(Fault(say(zh=f"不是 TOML：{error}", en=f"not TOML: {error}"), file=str(path)))) from None
    if path.name == FILE:
        return data
    tools = data.get("tool")
    return tools.get("govdisclosure") if isinstance(tools, dict) else None


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one for one in value)


_LIST = Words("文字的列表", "a list of texts")
_KEYS: Mapping[str, tuple[Callable[[object], bool], Words]] = {
    "specs": (_is_list, _LIST),
    "lang": (lambda value: value in LANGUAGES, Words("zh 或 en", "zh or en")),
    "family": (lambda value: isinstance(value, str) and bool(value), Words("格式系列，如 cn", "a family, such as cn")),
    "fail-on": (lambda value: value in FAIL_ON, Words("error、warning 或 remark", "error, warning or remark")),
    "select": (_is_list, _LIST),
    "ignore": (_is_list, _LIST),
}
"""What each key takes, and how that is said."""


def _settings(data: Any, path: Path) -> Settings:
    if faults := [Fault(message, file=str(path)) for message in _faults(data)]:
        raise UsageError("\n".join(map(str, faults)))
    return Settings(
        specs=tuple(path.parent / folder for folder in data.get("specs", ())),
        lang=data.get("lang"),
        family=data.get("family"),
        fail_on=data.get("fail-on"),
        select=tuple(data.get("select", ())),
        ignore=tuple(data.get("ignore", ())),
    )


def _faults(data: Any) -> Iterator[str]:
    if not isinstance(data, dict):
        yield say(zh="设置应为一节。", en="the settings should be a section")
        return
    for key, value in data.items():
        if key not in _KEYS:
            known = say(zh="；可用：", en="; known: ") + " ".join(_KEYS)
            yield say(zh=f"没有设置 {key}", en=f"no setting {key}") + (nearest(key, _KEYS) or known)
        elif not _KEYS[key][0](value):
            yield say(zh=f"{key} 应为{_KEYS[key][1]}", en=f"{key} should be {_KEYS[key][1]}")
