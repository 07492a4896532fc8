"""`govdisclosure blank`: the empty form of a format."""

from __future__ import annotations

import click

from govdisclosure.cli.commands import subcommand
from govdisclosure.cli.options import format_argument
from govdisclosure.cli.writing_options import put, writing_options
from govdisclosure.language import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.form import Form


@subcommand(
    "blank",
    help=say(
        zh="把格式的空表写成文档，按后缀：.docx .pdf .json，"
        "或边填边合计、校验的 .xlsx（填报表）和 .html（浏览器中填写）。",
        en="Write the empty form of a format SPEC as OUT, by its suffix: .docx .pdf .json, or .xlsx and .html (for a "
        "browser), which add up and check themselves as they are filled in.",
    ),
    examples={
        "blank cn/2021 form.html": say(zh="在浏览器中填写的表", en="a form to be filled in with a browser"),
        "blank cn/2021 form.xlsx": say(zh="会自己校验的填报表", en="a form that checks itself as it is filled in"),
        "blank cn/2021 form.docx": say(zh="供打印的空表", en="a form to print"),
        "blank cn/2021 form.xlsx --prior last-year.docx": say(
            zh="带入上年的结转和现行有效数", en="with what last year's report carries over"
        ),
    },
)
@format_argument("spec", say(zh="格式", en="SPEC"))
@click.argument("out", metavar=say(zh="输出", en="OUT"))
@click.option(
    "--rows",
    multiple=True,
    metavar=say(zh="项目", en="KEY"),
    help=say(
        zh="由各报告自己列出的行：给每一行的名称；格式有几处这样的行时写“TABLE/rows:PATH=名称”。可多次给出",
        en="A row that each report names itself, by its name; where the format has several such places, "
        "TABLE/rows:PATH=NAME. Can be given more than once.",
    ),
)
@click.option(
    "--spare",
    type=click.IntRange(0, 1000),
    default=10,
    metavar=say(zh="数", en="N"),
    help=say(
        zh="填报表（.xlsx）中，没有用 --rows 给出名称的地方留几个空行，名称由填报人填写；默认 10",
        en="In a workbook, how many empty rows there are where --rows names none: their labels are typed too; "
        "10 by default.",
    ),
)
@click.option(
    "--prior",
    metavar=say(zh="文件", en="FILE"),
    help=say(
        zh="上年报告（.xlsx 和 .html）：单位、年度和按规则带入的数作为建议值填好，用浅蓝色标出，可改；"
        "年度间的规则一并校验",
        en="Last year's report (for .xlsx and .html): the organisation, the year and the figures that rules carry over "
        "are filled in as proposals, on pale blue, to be kept or changed; rules between the years are checked too.",
    ),
)
@writing_options
def command(
    spec: str,
    out: str,
    rows: tuple[str, ...],
    spare: int,
    prior: str | None,
    format_name: str | None,
    fragment: bool,  # noqa: FBT001 - click's flag
    theme: str | None,
    labels: str,
    force: bool,  # noqa: FBT001 - the same
) -> int:
    """Write an empty form."""
    from govdisclosure.form import expand
    from govdisclosure.reading import read
    from govdisclosure.specfile import find_spec
    from govdisclosure.writing import BLANKS, blank_bytes, format_of

    chosen = format_of(out, format_name, BLANKS)
    found = find_spec(spec)
    keys = _keys(expand(found), rows)
    before = read(prior).report if prior else None
    data = blank_bytes(
        found, chosen, language=labels, fragment=fragment, theme=theme, keys=keys, spare=spare, prior=before
    )
    put(data, out, force=force, source=prior or "-")
    return 0


def _keys(form: Form, rows: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the keys given to each open node; raise `UsageError` where it is not clear which, or a key is none."""
    from govdisclosure.errors import UsageError
    from govdisclosure.likeness import nearest
    from govdisclosure.report import fits_key

    places = tuple(form.open_nodes)
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        address, is_named, key = row.partition("=")
        if address not in places:
            if len(places) != 1 or (is_named and "/" in address):
                listed = " ".join(places) or say(zh="没有", en="none")
                raise UsageError(
                    say(
                        zh=f"--rows {row}：不知道是哪里的行；格式 {form.spec.id} 由报告自己列出的行：{listed}",
                        en=f"--rows {row}: which rows are meant? Those that reports in {form.spec.id} name: {listed}",
                    )
                    + nearest(address, places)
                )
            address, key = places[0], row
        if not fits_key(key, form.open_nodes[address]):
            kind = form.open_nodes[address].open
            raise UsageError(
                say(zh=f"--rows {row}：不是 {kind} 类型的名称", en=f"--rows {row}: no name of type {kind}")
            )
        found.setdefault(address, {})[key] = None
    return {address: tuple(keys) for address, keys in found.items()}
