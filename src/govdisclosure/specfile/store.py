"""Where formats are found: those that come with the library, folders of one's own, and installed packages."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from filecmp import cmp
from functools import lru_cache, partial
from pathlib import Path
from types import ModuleType
from typing import NamedTuple
from weakref import WeakValueDictionary

from attrs import frozen

from govdisclosure import plugins
from govdisclosure.errors import Fault, FormatWarning, SpecError, UsageError, unexpected
from govdisclosure.files import reason
from govdisclosure.language import current, say
from govdisclosure.likeness import nearest
from govdisclosure.spec import Period, Spec, as_period, period_of
from govdisclosure.specfile.children import find_parent
from govdisclosure.specfile.folders import Candidate, candidates_in
from govdisclosure.specfile.load import build, read_text
from govdisclosure.specfile.syntax import Parsed, parse

ENTRY_POINTS = "govdisclosure.specs"
"""The group of entry points by which a package offers formats: each names a folder, or a package that is one."""

_Files = Mapping[str, Path] | None
"""The file of every format by its id; None where nobody has looked for them yet."""
_folders: ContextVar[tuple[Path, ...]] = ContextVar("govdisclosure_spec_folders", default=())


@lru_cache(maxsize=1)
def bundled_folder() -> Path:
    """Return the folder of the bundled formats: inside the package, or beside `src` in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "specs"
    return installed if installed.is_dir() else package.parent.parent / "specs"


def is_bundled(spec: Spec) -> bool:
    """Whether a format comes with the library."""
    return bundled_folder() in Path(spec.origin).parents


def spec_folders() -> tuple[Path, ...]:
    """Return the folders of one's own that are looked into now."""
    return _folders.get()


@contextmanager
def using_folders(folders: Iterable[str | Path]) -> Iterator[None]:
    """Look for formats in these folders too, before the bundled ones, inside the block."""
    found = tuple(dict.fromkeys(Path(folder) for folder in folders))
    for folder in found:
        if not folder.is_dir():
            raise UsageError(say(zh=f"规格文件夹 {folder} 不存在。", en=f"there is no folder of specs at {folder}"))
    token = _folders.set((*found, *_folders.get()))
    try:
        yield
    finally:
        _folders.reset(token)


@lru_cache(maxsize=1)
def plugin_folders() -> tuple[Path, ...]:
    """Return the folders that installed packages offer; a broken package is one warning and nothing else."""
    folders = []
    for name, thing in plugins.offered(ENTRY_POINTS):
        try:
            folder = Path(thing.__file__ or "").parent if isinstance(thing, ModuleType) else Path(str(thing))
            next(folder.iterdir(), None)  # fails, with a reason, where there is no such folder
        except OSError as error:
            plugins.warn(name, error)
        else:
            folders.append(folder)
    return tuple(folders)


def spec_ids() -> tuple[str, ...]:
    """Return the ids of every format that can be found, sorted."""
    return tuple(sorted(spec_files()))


def spec_files() -> Mapping[str, Path]:
    """Return the file of every format that can be found, by its id."""
    return _look(_candidates(), current()).files


@frozen
class _Look:
    """The files of formats by their ids, and a sentence about each file that is left out."""

    files: Mapping[str, Path]
    left_out: tuple[str, ...]


# What follows of files is asked for with every document, and done again only if one of them was changed.


@lru_cache(maxsize=4)
def _look(candidates: tuple[Candidate, ...], _language: str) -> _Look:
    """Return the formats among some files; the first of an id is used."""
    found: dict[str, Path] = {}
    left_out: list[str] = []
    for name, path, _ in candidates:
        reason = _unusable(path, found.get(name))
        if reason:
            left_out.append(say(zh=f"{path} 未采用：{reason}", en=f"{path} is left out: {reason}"))
        else:
            found.setdefault(name, path)
    return _Look(found, tuple(left_out))


def _candidates() -> tuple[Candidate, ...]:
    """Return the files in folders of one's own, among the bundled ones, in packages."""
    folders = (*_folders.get(), bundled_folder(), *plugin_folders())
    return tuple([found for folder in folders for found in candidates_in(folder)])


def _unusable(path: Path, taken: Path | None) -> str:
    """Say why a file cannot be found under its id, or nothing."""
    if not os.path.isfile(path):  # noqa: PTH113 - quicker
        return say(zh="不是文件，或者是失效的链接", en="it is no file, or a link that leads nowhere")
    if path.suffix == ".yml":
        return say(zh="格式文件的后缀是 .yaml", en="the file of a format ends in .yaml")
    if taken and not path.samefile(taken) and not cmp(path, taken, shallow=False):
        return say(zh=f"同一标识的格式已有：{taken}", en=f"there is a format of that id already, {taken}")
    return ""


def load_spec(name: str | Path | Spec) -> Spec:
    """Return a format by its id, or from the path of a `.yaml` file; warn if it is not official.

    Raises `SpecError` with every fault of the file, and `UsageError` if there is no such format.

    >>> load_spec("cn/2021").title["zh"]
    '政府信息公开工作年度报告'
    """
    spec = find_spec(name)
    if spec.status != "official" and not isinstance(name, Spec):
        warnings.warn(not_official(spec), FormatWarning, stacklevel=2)
    return spec


def not_official(spec: Spec) -> str:
    """Say that a format does not rest on an official text alone."""
    return say(
        zh=f"格式 {spec.id} 的状态是 {spec.status}，其内容尚未全部依正式文本核实。",
        en=f"the format {spec.id} is {spec.status}: not all of it rests on an official text",
    )


def find_spec(name: str | Path | Spec) -> Spec:
    """Return a format as `load_spec` does, without a warning."""
    if isinstance(name, Spec):
        return name
    if not isinstance(name, (str, Path)):
        raise unexpected(name, zh="格式的标识或规格文件", en="the id of a format, or a spec file")
    return _find(name, ())


def _find(name: str | Path, descendants: tuple[str, ...], files: _Files = None) -> Spec:
    return _named(name, path_of(name, files), descendants, files)


def _named(name: str | Path, path: Path, descendants: tuple[str, ...] = (), files: _Files = None) -> Spec:
    """Return the format in a file, whose id is the name by which it was found."""
    spec = _load_path(path, descendants, files)
    if spec.id != name and path != Path(name):
        message = say(zh=f"文件名是 {name}，id 却是 {spec.id}", en=f"the file is named {name}, its id is {spec.id}")
        raise SpecError(Fault(message, file=str(path)))
    return spec


def path_of(name: str | Path, files: _Files = None) -> Path:
    """Return the file that an id means, or the path itself; raise `UsageError` if there is no such format.

    `files` are the files of all formats, where somebody has looked for them already.
    """
    if isinstance(name, Path) or name.endswith((".yaml", ".yml")):
        return Path(name)
    known = spec_files() if files is None else files
    path = known.get(name)
    if path is None:
        offer = nearest(name, known) or say(zh="；已有：", en="; there are: ") + ", ".join(sorted(known))
        raise UsageError(say(zh=f"没有名为 {name} 的格式", en=f"there is no format {name}") + offer)
    return path


def load_text(text: str, file: str = "<text>") -> Spec:
    """Return the spec that a YAML text says; raise `SpecError` with every fault, in the order of the file."""
    return load_parsed(parse(text, file))


def load_parsed(parsed: Parsed) -> Spec:
    """Return the spec of a parsed file; raise `SpecError` with every fault, in the order of the file."""
    return build(parsed, *find_parent(parsed.data, _find, ()))


def _load_path(path: Path, descendants: tuple[str, ...], files: _Files) -> Spec:
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        why = reason(error)
        raise UsageError(say(zh=f"不能打开规格文件 {path}：{why}", en=f"cannot open the spec {path}: {why}")) from None
    state = path, status.st_mtime_ns, status.st_size
    parsed = _parsed(*state)
    parent, orphaned = find_parent(parsed.data, partial(_find, files=files), descendants)
    return build(parsed, parent, orphaned) if orphaned else _built(*state, parent)


@lru_cache(maxsize=64)
def _parsed(path: Path, _modified: int, _size: int) -> Parsed:
    return parse(read_text(path), str(path))


@lru_cache(maxsize=64)
def _built(path: Path, modified: int, size: int, parent: Spec | None) -> Spec:
    """Return the spec of a file in a certain state, over its parent, which differs from folder to folder."""
    spec = build(_parsed(path, modified, size), parent)
    known = _KNOWN.setdefault(path, spec)
    if known != spec:
        _KNOWN[path] = known = spec
    return known


_KNOWN: WeakValueDictionary[Path, Spec] = WeakValueDictionary()
"""The formats in use, by their files: one that is read again and says the same is the same object, so that what is kept
of a format (its form, its sentences) is found without a comparison of all that it says."""


def all_specs() -> tuple[Spec, ...]:
    """Load every format that can be found, in the order of their ids; a faulty one is one warning and left out."""
    loaded = _loaded(_candidates(), current())
    for message in loaded.left_out:
        warnings.warn(message, FormatWarning, stacklevel=2)
    return loaded.specs


class _Loaded(NamedTuple):
    """The formats of some files, and a sentence about each file that is left out."""

    specs: tuple[Spec, ...]
    left_out: tuple[str, ...]


@lru_cache(maxsize=4)
def _loaded(candidates: tuple[Candidate, ...], language: str) -> _Loaded:
    """Return the formats among some files, in the order of their ids."""
    look = _look(candidates, language)
    specs, left_out = [], [*look.left_out]
    for name, path in sorted(look.files.items()):
        try:
            specs.append(_named(name, path, files=look.files))
        except (SpecError, UsageError) as error:
            first = str(error).partition("\n")[0]
            left_out.append(
                say(zh=f"格式 {name} 有错误，未采用：{first}", en=f"the format {name} is faulty and left out: {first}")
            )
    return _Loaded(tuple(specs), tuple(left_out))


def spec_for(family: str, year: int | str | Period) -> Spec:
    """Return the format of a family for a report year; outside all report years the nearest, with a warning.

    `year` may be a quarter or a month, too: `"2024Q1"`, `"2024-03"`. Drafts are passed over.
    Raises `UsageError` if the family is unknown.

    >>> spec_for("cn", 2020).id, spec_for("cn", 2024).id
    ('cn/2019', 'cn/2021')
    """
    wanted = _period(year)
    specs = [spec for spec in all_specs() if spec.family == family and spec.status != "draft"]
    if not specs:
        families = sorted({name.partition("/")[0] for name in spec_ids()})
        message = say(zh=f"没有类别 {family}", en=f"there is no family {family}")
        raise UsageError(message + (nearest(family, families) or f" ({', '.join(families)})"))
    chosen = min(specs, key=lambda spec: (spec.for_years.distance(wanted), -spec.for_years.first.first))
    if wanted not in chosen.for_years:
        message = say(
            zh=f"没有适用于 {wanted.named}的 {family} 格式，取最近的 {chosen.id}（{chosen.for_years}）。",
            en=f"no format of {family} is for {wanted}; the nearest is {chosen.id} ({chosen.for_years})",
        )
        warnings.warn(message, FormatWarning, stacklevel=2)
    return chosen


def _period(year: int | str | Period) -> Period:
    known = isinstance(year, Period) or hasattr(year, "__index__")
    wanted = period_of(year) if isinstance(year, str) else as_period(year) if known else None
    if wanted is None:
        raise unexpected(year, zh="年份（整数）", en="a year, as a whole number")
    return wanted
