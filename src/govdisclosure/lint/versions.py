"""Lint of versions: the edits against the version before, the report years, and the place of the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath

from govdisclosure import codes
from govdisclosure.errors import Fault, SpecError, UsageError
from govdisclosure.language import say
from govdisclosure.spec import Spec, YearRange
from govdisclosure.specfile import Path, find_spec, spec_files
from govdisclosure.versions import crosswalk


def version_remarks(spec: Spec, file: str) -> Iterator[Fault]:
    """Yield what lint has to say about a spec among the other formats that can be found."""
    yield from _misplaced(spec, FilePath(file))
    yield from _years(spec)
    yield from _change(spec)


def _misplaced(spec: Spec, file: FilePath) -> Iterator[Fault]:
    """Compare the id with the file's place in a folder of formats, or in a folder named like the family."""
    parts = spec.id.split("/")
    place = next((name for name, path in spec_files().items() if path.resolve() == file.resolve()), None)
    if place is None:
        tail = file.absolute().with_suffix("").parts[-len(parts) :]
        if file.suffix != ".yaml" or tail[0] != parts[0]:
            return
        place = "/".join(tail)
    if place != spec.id:
        message = say(
            zh=f"按文件的位置，标识应为 {place}；按标识 {spec.id} 找不到这个文件",
            en=f"by the place of its file the id should be {place}; under {spec.id} the file is not found",
        )
        yield Fault(message, path=("spec", "id"), code=codes.MISPLACED_FILE)


def _years(spec: Spec) -> Iterator[Fault]:
    if spec.status != "official":
        return
    for name in spec_files():
        if name == spec.id or name.partition("/")[0] != spec.family:
            continue
        try:
            other = find_spec(name)
        except SpecError:
            continue  # its faults are told where it is linted itself
        if other.status == "official" and _overlap(spec.for_years, other.for_years):
            message = say(
                zh=f"报告年度 {spec.for_years} 与 {name}（{other.for_years}）重叠，两者都是 official",
                en=f"the report years {spec.for_years} overlap those of {name} ({other.for_years}); both are official",
            )
            yield Fault(message, path=("spec", "for_years"), code=codes.OVERLAPPING_YEARS)


def _overlap(one: YearRange, other: YearRange) -> bool:
    later = max(one.first, other.first, key=lambda period: period.first)
    return later in one and later in other


def _change(spec: Spec) -> Iterator[Fault]:
    """Compare the edits with the trees of both versions."""
    if spec.change is None:
        return
    start: Path = ("change", "from")
    if spec.change.previous == spec.id:
        message = say(zh="版本不能由自己改来", en="a version does not come out of itself")
        yield Fault(message, path=start, code=codes.UNKNOWN_VERSION)
        return
    try:
        older = find_spec(spec.change.previous)
    except UsageError as error:
        yield Fault(str(error), path=start, code=codes.UNKNOWN_VERSION)
        return
    except SpecError as error:
        message = say(
            zh=f"{spec.change.previous} 有错误：{error.faults[0]}",
            en=f"{spec.change.previous} has faults: {error.faults[0]}",
        )
        yield Fault(message, path=start, code=codes.UNKNOWN_VERSION)
        return
    yield from crosswalk(older, spec).differences
