"""What `govdisclosure check` writes: a writer for each name that `--format` takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from attrs import frozen

from govdisclosure.cli.batch import LEAST, Batch
from govdisclosure.cli.options import emit, emit_bytes, json_text


@frozen
class Wanted:
    """What was asked for: the format, where to, the least severity that fails, and the rows of a list filled in."""

    form: str
    output: str | None
    fail_on: str
    quiet: bool = False
    entries: tuple[dict[str, Any], ...] = ()


def write_results(batch: Batch, wanted: Wanted) -> None:
    """Write the results in the format asked for."""
    written = WRITERS[wanted.form](batch, wanted)
    if isinstance(written, bytes):
        emit_bytes(written, wanted.output)
    elif written:
        emit(written, wanted.output)


def _json(batch: Batch, wanted: Wanted) -> str:
    data: dict[str, Any] = {"reports": [{"file": name, **result.to_data()} for name, result in batch.results]}
    if batch.unread:
        data["errors"] = [{"file": file.name, "message": file.message} for file in batch.unread]
    return json_text(data, wanted.output)


def _sarif(batch: Batch, wanted: Wanted) -> str:
    from govdisclosure.export import sarif

    return json_text(sarif(batch.results, _version(), batch.unread), wanted.output)


def _ess(batch: Batch, _: Wanted) -> bytes:
    from govdisclosure.export import ess_report
    from govdisclosure.report import write_json

    return (write_json(ess_report(batch.results, _version(), _moment())) + "\n").encode()


def _junit(batch: Batch, wanted: Wanted) -> bytes:
    from govdisclosure.export import junit_xml

    return junit_xml(batch.results, batch.unread, LEAST[wanted.fail_on], remarks=wanted.fail_on == "remark")


def _list(batch: Batch, wanted: Wanted) -> bytes:
    from govdisclosure.export import csv_bytes, entries_of, xlsx_bytes

    rows = entries_of(batch.results, wanted.entries, batch.unread)
    return csv_bytes(rows) if (wanted.output or "").lower().endswith(".csv") else xlsx_bytes(rows)


def _text(batch: Batch, wanted: Wanted) -> str:
    from govdisclosure.export import result_text, summary

    parts = [] if wanted.quiet else [result_text(name, result) for name, result in batch.results]
    if wanted.quiet or len(batch.results) + len(batch.unread) > 1:
        parts.append(summary([result for _, result in batch.results], batch.unread))
    return "\n".join(parts) if batch.results or wanted.quiet else ""


WRITERS: Mapping[str, Callable[[Batch, Wanted], str | bytes]] = {
    "text": _text,
    "json": _json,
    "xlsx": _list,
    "sarif": _sarif,
    "junit": _junit,
    "ess": _ess,
}


def _version() -> str:
    from importlib.metadata import version

    return version("govdisclosure")


def _moment() -> datetime:
    from govdisclosure.documents import moment

    return moment(datetime.now(UTC))
