"""What `govdisclosure check` writes: a writer for each name that `--format` takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from attrs import frozen

from govdisclosure.cli.batch import LEAST, Batch
from govdisclosure.cli.printing import emit_bytes, emit_json, emit_prose, screen_width


@frozen
class Wanted:
    """What was asked for: the format, where to, the least severity that fails, and the rows of a list filled in."""

    form: str
    output: str | None
    fail_on: str
    quiet: bool = False
    full: bool = False
    entries: tuple[dict[str, Any], ...] = ()


def write_results(batch: Batch, wanted: Wanted) -> None:
    """Write the results in the format asked for."""
    WRITERS[wanted.form](batch, wanted)


def _json(batch: Batch, wanted: Wanted) -> None:
    data: dict[str, Any] = {"reports": [{"file": name, **result.to_data()} for name, result in batch.results]}
    if batch.unread:
        data["errors"] = [{"file": file.name, "message": file.message} for file in batch.unread]
    emit_json(data, wanted.output)


def _sarif(batch: Batch, wanted: Wanted) -> None:
    from govdisclosure.export import sarif

    emit_json(sarif(batch.results, _version(), batch.unread), wanted.output)


def _ess(batch: Batch, wanted: Wanted) -> None:
    from govdisclosure.export import ess_report
    from govdisclosure.report import write_json

    emit_bytes((write_json(ess_report(batch.results, _version(), _moment())) + "\n").encode(), wanted.output)


def _junit(batch: Batch, wanted: Wanted) -> None:
    from govdisclosure.export import junit_xml

    remarks = wanted.fail_on == "remark"
    emit_bytes(junit_xml(batch.results, batch.unread, LEAST[wanted.fail_on], remarks=remarks), wanted.output)


def _html(batch: Batch, wanted: Wanted) -> None:
    from govdisclosure.export import html_page

    emit_bytes(html_page(batch.results, batch.unread, _version(), _moment()), wanted.output)


def _list(batch: Batch, wanted: Wanted) -> None:
    from govdisclosure.export import csv_bytes, entries_of, xlsx_bytes

    rows = entries_of(batch.results, wanted.entries, batch.unread)
    is_csv = (wanted.output or "").lower().endswith(".csv")
    emit_bytes(csv_bytes(rows) if is_csv else xlsx_bytes(rows), wanted.output)


def _text(batch: Batch, wanted: Wanted) -> None:
    from govdisclosure.export import result_text, summary

    width = screen_width()
    shown = () if wanted.quiet else batch.results
    parts = [result_text(name, result, full=wanted.full, width=width) for name, result in shown]
    if wanted.quiet or len(batch.results) + len(batch.unread) > 1:
        parts.append(summary([result for _, result in batch.results], batch.unread))
    if batch.results or wanted.quiet:
        emit_prose("\n".join(parts), wanted.output)


WRITERS: Mapping[str, Callable[[Batch, Wanted], None]] = {
    "text": _text,
    "json": _json,
    "html": _html,
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
