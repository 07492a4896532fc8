"""What is fed to whom when inputs are found by following coverage, and where those that are found are kept."""

from __future__ import annotations

import os
import random
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen

import govdisclosure as gd
from govdisclosure.cli.settings import settings_of
from govdisclosure.export import read_entries
from govdisclosure.grid.model import Grid
from govdisclosure.lint.linting import lint_text
from govdisclosure.panel import check_panel, collect
from govdisclosure.reading import read_bytes
from govdisclosure.rosters import read_manifest, read_roster
from govdisclosure.writing import load_theme
from tests.support import printing as p
from tests.support.minimal import minimal_text, rule

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "tests" / "data" / "fuzzed"
"""An archive for each target: inputs that each reach something that no other one does."""
SHARED_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - quick


@frozen
class Target:
    """What reads an input, and the inputs from which others are made."""

    feed: Callable[[bytes], object]
    seeds: Callable[[], list[bytes]]

    def words(self) -> set[bytes]:
        """Return the words and signs of the seeds, of which inputs are put together."""
        found = {word for seed in self.seeds() for word in re.findall(rb"<[^<>]{1,40}>|[\w-]{2,30}|[^\w\s]{1,3}", seed)}
        return set(random.Random(0).sample(sorted(found), min(len(found), 400)))


def _by_file(name: str, reader: Callable[[Path], object]) -> Callable[[bytes], object]:
    """Return what writes an input into a file and reads that."""

    def read_input(data: bytes) -> object:
        with TemporaryDirectory(dir=SHARED_MEMORY) as folder:
            path = Path(folder, name)
            path.write_bytes(data)
            return reader(path)

    return read_input


def _blocks() -> p.Blocks:
    """Return a headline, a paragraph and the two smallest tables of a report."""
    blocks = p.blocks_of(p.balanced("cn/2021", random.Random(1)))
    grids = sorted((block for block in blocks if isinstance(block, Grid)), key=lambda grid: grid.height * grid.width)
    return [blocks[0], "本年收到申请1件。", *grids[:2]]


def _stored(data: bytes) -> bytes:
    """Return an archive with its parts not packed, so that what is in them can be seen from outside."""
    return packed(unpacked(data))


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts of an archive; raise `BadZipFile` if it is none."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], way: int = zipfile.ZIP_STORED) -> bytes:
    """Return parts as an archive, as they are or packed in some way."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, way)
    return out.getvalue()


def _text(*pages: Callable[[p.Blocks], str]) -> Callable[[], list[bytes]]:
    return lambda: [page(_blocks()).encode() for page in pages]


def _office(name: str) -> list[bytes]:
    return [(ROOT / "tests" / "data" / "office" / name).read_bytes()]


def _json() -> list[bytes]:
    report = p.balanced("cn/2021", random.Random(1))
    whole = gd.to_data(report)
    small = {
        **whole,
        "tables": {name: whole["tables"][name] for name in ("fees", "licensing") if name in whole["tables"]},
    }
    return [gd.to_json(gd.from_data(small)).encode(), (ROOT / "tests/data/written/blank-total.json").read_bytes()]


@cache
def _panel() -> Path:
    """Return a panel of two reports, of which any file may be spoiled."""
    folder = Path(mkdtemp(dir=SHARED_MEMORY))
    for number, seed in enumerate(_json()):
        (folder / "in").mkdir(exist_ok=True)
        (folder / "in" / f"{number}.json").write_bytes(seed)
    collect([folder / "in"], folder / "panel", jobs=1)
    return folder / "panel"


def _tables() -> list[Path]:
    return sorted(path for path in _panel().rglob("*.parquet") if path.stat().st_size < 10_000)


def _spoiled_panel(data: bytes) -> object:
    """Check a panel of which one table is spoiled: the first byte says which, the others how."""
    which, way, column, row, *rest = (*data[:4], *bytes(4 - len(data[:4])), *data[4:])
    tables = _tables()
    spoiled = tables[which % len(tables)]
    whole = spoiled.read_bytes()
    try:
        spoiled.write_bytes(_spoiled(pq.read_table(BytesIO(whole)), way, column, row, bytes(rest)) or bytes(rest))
        return check_panel(_panel())
    finally:
        spoiled.write_bytes(whole)


def _spoiled(table: pa.Table, way: int, column: int, row: int, rest: bytes) -> bytes:
    """Return a table without a column, with another name, type, value, number of rows or note in it; else nothing."""
    column, row = column % table.num_columns, row % max(1, table.num_rows)
    text = rest.decode("utf-8", "replace")
    values = table.column(column).to_pylist()
    number = int.from_bytes(rest[:8], "little", signed=True)
    ways: list[Callable[[], pa.Table]] = [
        lambda: table.remove_column(column),
        lambda: table.rename_columns([text if n == column else name for n, name in enumerate(table.column_names)]),
        lambda: table.set_column(column, table.column_names[column], [[*map(str, values)]]),
        lambda: table.set_column(column, table.column_names[column], [[number] * len(values)]),
        lambda: table.set_column(column, table.column_names[column], [[*values[:row], None, *values[row + 1 :]]]),
        lambda: table.set_column(column, table.column_names[column], [[*values[:row], text, *values[row + 1 :]]]),
        lambda: table.set_column(column, table.column_names[column], [[*values[:row], number, *values[row + 1 :]]]),
        lambda: table.take([byte % table.num_rows for byte in rest] if table.num_rows else []),
        lambda: table.replace_schema_metadata(dict.fromkeys(table.schema.metadata or {"x": ""}, text)),
    ]
    out = BytesIO()
    try:
        pq.write_table(ways[way % len(ways)](), out)
    except (pa.ArrowException, ValueError, TypeError, OverflowError, IndexError):
        return b""
    return out.getvalue()


def _spec(data: bytes) -> object:
    return lint_text(data.decode("utf-8", "replace"))


def _document(data: bytes) -> object:
    return gd.check(read_bytes(data))


def _seed(*texts: str) -> Callable[[], list[bytes]]:
    return lambda: [text.encode() for text in texts]


DOCUMENTS: Mapping[str, Callable[[], list[bytes]]] = {
    "text": _text(
        lambda blocks: p.squared("\t", blocks),
        lambda blocks: p.squared(" | ", blocks),
        lambda blocks: "\n\n".join(block if isinstance(block, str) else p.laid_out(block) for block in blocks),
    ),
    "markdown": _text(p.markdown),
    "csv": lambda: [
        p.csv_file(_blocks()).encode(),
        b"spec,year,table,row,column,state,value\ncn/2021,2024,fees,fee,amount,number,1\n",
    ],
    "html": _text(p.html_page, lambda blocks: p.html_page(blocks, p.Markup(p.word_cell))),
    "docx": lambda: [_stored(p.docx(_blocks())), _stored(p.docx(_blocks(), p.tracked))],
    "xlsx": lambda: [_stored(p.xlsx(_blocks()))],
    "xls": lambda: _office("printed.xls"),
    "ods": lambda: [_stored(p.ods(_blocks()))],
    "odt": lambda: [_stored(one) for one in _office("report.odt")],
    "pdf": lambda: [p.pdf(_blocks(), height=600)],
    "json": _json,
}
"""A small document of each kind."""

TARGETS: Mapping[str, Target] = {
    **{name: Target(_document, seeds) for name, seeds in DOCUMENTS.items()},
    "spec": Target(_spec, _seed(minimal_text(), minimal_text(rules=rule("a + b == 2 * c")))),
    "roster": Target(_by_file("roster.csv", read_roster), _seed("code,name,parent\n1,示例市,\n2,示例市示例局,1\n")),
    "manifest": Target(
        _by_file("manifest.csv", read_manifest), _seed("path,organisation,year\na.txt,示例市示例局,2024\n")
    ),
    "explanations": Target(
        _by_file("answers.csv", lambda path: read_entries(os.fspath(path))),
        _seed("规则,位置,指纹,说明\napplications/balance,total,37a25382e706e07e,补充说明\n"),
    ),
    "theme": Target(_by_file("theme.yaml", load_theme), _seed("margins: {top: 2}\n")),
    "settings": Target(
        _by_file("govdisclosure.toml", lambda path: settings_of(path.parent)),
        _seed('lang = "zh"\nfail-on = "warning"\nselect = ["applications/*"]\n'),
    ),
    "panel": Target(
        _spoiled_panel,
        lambda: [
            bytes([number, way, column, 0]) + b"-1"
            for number, path in enumerate(_tables())
            for column in range(len(pq.read_schema(path)))
            for way in range(9)
        ],
    ),
}
"""What is fed to whom."""


def kept(name: str) -> list[bytes]:
    """Return the inputs that are kept of a target."""
    path = KEPT / f"{name}.zip"
    return list(unpacked(path.read_bytes()).values()) if path.exists() else []
