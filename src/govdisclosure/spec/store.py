"""Where formats are found: those that come with the library, and folders of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from govdisclosure.errors import Fault, SpecError, UsageError
from govdisclosure.language import say
from govdisclosure.spec.load import load_file
from govdisclosure.spec.model import Spec
from govdisclosure.spec.syntax import nearest

_ID = re.compile(r"[a-z][a-z0-9_-]*(/[a-z0-9][a-z0-9_.-]*)+")
_folders: ContextVar[tuple[Path, ...]] = ContextVar("govdisclosure_spec_folders", default=())


def bundled_folder() -> Path:
    """Return the folder of the bundled formats: inside the package, or beside `src` in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "specs"
    return installed if installed.is_dir() else package.parent.parent / "specs"


@contextmanager
def using_folders(folders: Iterable[str | Path]) -> Iterator[None]:
    """Look for formats in these folders too, before the bundled ones, inside the block."""
    found = tuple(Path(folder) for folder in folders)
    for folder in found:
        if not folder.is_dir():
            raise UsageError(say(zh=f"规格文件夹 {folder} 不存在。", en=f"there is no folder of specs at {folder}"))
    token = _folders.set(found)
    try:
        yield
    finally:
        _folders.reset(token)


def spec_ids() -> tuple[str, ...]:
    """Return the ids of every format that can be found, sorted; a folder named first hides what comes later."""
    return tuple(sorted(_files()))


def _files() -> dict[str, Path]:
    found: dict[str, Path] = {}
    for folder in (*_folders.get(), bundled_folder()):
        for path in sorted(folder.rglob("*.yaml")):
            name = path.relative_to(folder).with_suffix("").as_posix()
            if _ID.fullmatch(name):
                found.setdefault(name, path)
    return found


def load_spec(name: str | Path | Spec) -> Spec:
    """Return a format by its id, or from the path of a `.yaml` file.

    Raises `SpecError` with every fault of the file, and `UsageError` if there is no such format.

    >>> load_spec("cn/2021").title["zh"]
    '政府信息公开工作年度报告'
    """
    if isinstance(name, Spec):
        return name
    if isinstance(name, str) and not name.endswith((".yaml", ".yml")):
        path = _files().get(name)
        if path is None:
            raise UsageError(
                say(zh=f"没有名为 {name} 的格式", en=f"there is no format {name}")
                + (nearest(name, spec_ids()) or say(zh="；", en="; there are: ") + ", ".join(spec_ids()))
            )
    else:
        path = Path(name)
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            say(zh=f"不能打开规格文件 {path}：{reason}", en=f"cannot open the spec {path}: {reason}")
        ) from None
    spec = _load(path, status.st_mtime_ns, status.st_size)
    if isinstance(name, str) and path != Path(name) and spec.id != name:
        message = say(zh=f"文件名是 {name}，id 却是 {spec.id}", en=f"the file is named {name}, its id is {spec.id}")
        raise SpecError(Fault(message, file=str(path)))
    return spec


@lru_cache(maxsize=64)
def _load(path: Path, _modified: int, _size: int) -> Spec:
    return load_file(path)


def all_specs() -> tuple[Spec, ...]:
    """Load every format that can be found, in the order of their ids."""
    return tuple(load_spec(name) for name in spec_ids())


def spec_for(family: str, year: int) -> Spec:
    """Return the format of a family for a report year; raise `UsageError` if no format covers it.

    >>> spec_for("cn", 2024).id
    'cn/2021'
    """
    specs = [load_spec(name) for name in spec_ids() if name.startswith(f"{family}/")]
    for spec in specs:
        if spec.status != "draft" and year in spec.for_years:
            return spec
    known = ", ".join(f"{spec.id} ({spec.for_years})" for spec in specs) or "–"
    raise UsageError(
        say(
            zh=f"没有适用于 {year} 年的 {family} 格式；已有：{known}",
            en=f"no format of the family {family} covers {year}; there are: {known}",
        )
    )
