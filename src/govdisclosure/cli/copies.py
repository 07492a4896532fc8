"""`check --annotate`: where the copies of checked documents go, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from attrs import frozen

from govdisclosure.cli.printing import emit_bytes
from govdisclosure.errors import UsageError
from govdisclosure.findings import CheckResult
from govdisclosure.inputs import Input
from govdisclosure.language import say


@frozen
class Copies:
    """The file for the copy of each document; `-` is the standard output."""

    targets: Mapping[Input, str]

    @classmethod
    def of(cls, documents: Sequence[Input], out: str, *, force: bool) -> Copies:
        """Return where the copies go: of one document to `out`, or into it if that is a folder, as several do.

        Raises `UsageError` before anything is written if a file would be lost or is the original.
        """
        from govdisclosure.writing import must_not_lose

        folder = len(documents) > 1 or out.endswith(("/", "\\")) or Path(out).is_dir()
        if folder and (out == "-" or Path(out).is_file()):
            message = say(
                zh=f"有 {len(documents)} 份文件，--annotate 应为文件夹，而不是 {out}。",
                en=f"for {len(documents)} files --annotate takes a folder, and not {out}",
            )
            raise UsageError(message)
        names = [str(Path(out, name)) for name in _names(documents)] if folder else [out]
        targets = dict(zip(documents, names, strict=True))
        for document, target in targets.items():
            if target != "-":
                must_not_lose(target, document.path, force=force, own=False)
        return cls(targets)

    def write(self, document: Input, result: CheckResult) -> None:
        """Write the copy of a document; raise `UsageError` if it cannot be made or written."""
        from govdisclosure.annotation import annotated_bytes

        target = self.targets[document]
        copy = annotated_bytes(result, document, "" if target == "-" else target)
        if target != "-":
            _make_folder(Path(target).parent)
        emit_bytes(copy, target)


def _names(documents: Iterable[Input]) -> Iterator[str]:
    """Yield a name for the copy of each document, its own with a number behind it where another has it."""
    taken: set[str] = set()
    for document in documents:
        own = PurePath(document.member or document.path)
        name = own.name if document.path != "-" else say(zh="标准输入", en="standard-input")
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{own.stem}-{number}{own.suffix}"
        taken.add(name.casefold())
        yield name


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(say(zh=f"不能写入 {folder}：{reason}。", en=f"cannot write {folder}: {reason}")) from None
