"""`govdisclosure collect`: many documents to a panel."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

import click

from govdisclosure.cli.commands import subcommand
from govdisclosure.cli.options import folder_option, option, spec_option
from govdisclosure.cli.progress import bar_of
from govdisclosure.language import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.panel import Collected


MOST_NAMED = 20
"""How many files that were not read are named on the screen."""


@subcommand(
    "collect",
    zh="把许多文件（文件夹、通配符、ZIP、WARC）读入一个面板，即放 Parquet 表的文件夹。中断后再运行一次即接着做。",
    en="Read many documents (folders, patterns, ZIP, WARC) into a folder PANEL of Parquet tables. Run it again to "
    "go on after an interruption.",
    exits={
        0: say(zh="全部读入", en="everything was read"),
        1: say(
            zh="有单位未报、重复或无法识别",
            en="some unit has not reported, or more than once, or unrecognisably",
        ),
        2: say(zh="用法有误", en="wrong usage"),
        3: say(zh="有文件读不了，或者名册有误", en="some file could not be read, or the roster is faulty"),
    },
    examples={
        "collect reports -o panel": say(zh="一个文件夹", en="a folder"),
        "collect reports -o panel --roster roster.csv": say(zh="按名册看谁还没报", en="and who has not reported yet"),
    },
)
@click.argument("paths", nargs=-1, required=True, metavar=say(zh="文件...", en="PATH..."))
@folder_option("panel", say(zh="面板", en="PANEL"))
@option(
    "--manifest",
    metavar="CSV",
    zh="文件清单：列 path（压缩包内写 archive!member）、organisation、year、parent（上级单位；没有名册时即作名册）",
    en="A list of files with columns path (`archive!member` inside an archive), organisation, year, parent "
    "(without a roster, the list is one).",
)
@option(
    "--roster",
    metavar="CSV",
    zh="应报单位名册：列 code、name、parent（或 统一社会信用代码、单位名称、上级单位），可有 aliases（别名）",
    en="The units that must report: columns code, name, parent, and aliases if there are any.",
)
@spec_option
@option(
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    zh="同时读几个文件",
    en="How many documents to read at a time.",
)
def command(
    paths: tuple[str, ...], panel: str, manifest: str | None, roster: str | None, spec: str | None, jobs: int | None
) -> int:
    """Collect, and say what came of it."""
    from govdisclosure.panel import collect

    with _progress(paths) as progress:
        found = collect(paths, panel, manifest=manifest, roster=roster, spec=spec, jobs=jobs, progress=progress)
    click.echo(_text(found))
    if not found.complete:
        _name_unread(found)
        return 3
    return 1 if set(found.reporting) - {"reported"} else 0


def _text(found: Collected) -> str:
    from govdisclosure.panel import FILE_STATUS_WORDS, UNIT_STATUS_WORDS

    lines = []
    for title, counts, words in (
        (say(zh="文件", en="files"), found.files, FILE_STATUS_WORDS),
        (say(zh="名册", en="roster"), found.reporting, UNIT_STATUS_WORDS),
    ):
        if counts:
            shown = say(zh="，", en=", ").join(
                f"{word} {counts[status]}" for status, word in words.items() if counts.get(status)
            )
            lines.append(f"{title} {sum(counts.values())}: {shown}")
    return "\n".join(lines)


def _name_unread(found: Collected) -> None:
    """Say on the error output which files were not read and why, the first of them if there are many."""
    for file, reason in islice(found.unread(), MOST_NAMED):
        click.echo(f"{file}: {reason}", err=True)
    if sum(found.files.get(status, 0) for status in ("unreadable", "no_report")) > MOST_NAMED:
        where = found.panel / "files"
        more = say(zh=f"其余的在 {where} 的 reason 栏", en=f"the others are in {where}, column reason")
        click.echo(more, err=True)


@contextmanager
def _progress(paths: Iterable[str]) -> Iterator[Callable[[int, str], None]]:
    """Show how far the work has come: a bar on a terminal, else a line for every thousand documents."""
    from govdisclosure.panel import number_of

    bar = bar_of(number_of(paths)) if sys.stderr is not None and sys.stderr.isatty() else None
    if bar is None:
        yield _lines
        return
    try:
        yield lambda done, _: bar.update(bar.task_ids[0], completed=done)
    finally:
        bar.stop()


def _lines(done: int, _: str) -> None:
    if done % 1000 == 0:
        click.echo(say(zh=f"已处理 {done} 个文件", en=f"{done} documents"), err=True)
