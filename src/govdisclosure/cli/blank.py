"""`govdisclosure blank`: the empty form of a format."""

from __future__ import annotations

import click
from attrs import evolve

from govdisclosure.cli.commands import subcommand
from govdisclosure.cli.options import format_argument, option
from govdisclosure.cli.writing_options import put, writing_options
from govdisclosure.language import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.form import Form
    from govdisclosure.report import Report
    from govdisclosure.rosters import Roster
    from govdisclosure.spec import Spec


@subcommand(
    "blank",
    zh="把格式的空表写成文档，按后缀：.docx .pdf .json，或边填边合计、校验的 .xlsx（填报表）和 .html（浏览器中填写）。",
    en="Write the empty form of a format SPEC as OUT, by its suffix: .docx .pdf .json, or .xlsx and .html (for a "
    "browser), which add up and check themselves as they are filled in.",
    examples={
        "blank cn/2021 form.html": say(zh="在浏览器中填写的表", en="a form to be filled in with a browser"),
        "blank cn/2021 form.xlsx": say(zh="会自己校验的填报表", en="a form that checks itself as it is filled in"),
        "blank cn/2021 form.docx": say(zh="供打印的空表", en="a form to print"),
        "blank cn/2021 county.xlsx --units roster.csv": say(
            zh="全县一本，一个单位一张表", en="one workbook for a county, a sheet for every unit"
        ),
        "blank cn/2021 form.xlsx --prior last-year.docx": say(
            zh="带入上年的结转和现行有效数", en="with what last year's report carries over"
        ),
    },
)
@format_argument("spec", say(zh="格式", en="SPEC"))
@click.argument("out", metavar=say(zh="输出", en="OUT"))
@option(
    "--rows",
    multiple=True,
    metavar=say(zh="项目", en="KEY"),
    zh="由各报告自己列出的行：给每一行的名称；格式有几处这样的行时写“TABLE/rows:PATH=名称”。可多次给出",
    en="A row that each report names itself, by its name; where the format has several such places, "
    "TABLE/rows:PATH=NAME. Can be given more than once.",
)
@option(
    "--spare",
    type=click.IntRange(0, 1000),
    default=10,
    metavar=say(zh="数", en="N"),
    zh="填报表（.xlsx）中，没有用 --rows 给出名称的地方留几个空行，名称由填报人填写；默认 10",
    en="In a workbook, how many empty rows there are where --rows names none: their labels are typed too; "
    "10 by default.",
)
@option(
    "--units",
    metavar=say(zh="名册", en="ROSTER"),
    zh="按名册（列 code、name、parent）做一本 .xlsx：一个单位一张表，另有汇总、校验总览和明细；collect、check 逐份读回",
    en="A roster (columns code, name, parent): one .xlsx with a sheet for every unit, live sums, an overview of "
    "all checks, and details; `collect` and `check` read it back as many reports.",
)
@option(
    "--prior",
    multiple=True,
    metavar=say(zh="文件", en="FILE"),
    zh="上年报告（.xlsx 和 .html）：单位、年度和按规则带入的数作为建议值填好，用浅蓝色标出，可改；"
    "年度间的规则一并校验。有 --units 时给文件夹或多个文件（可重复），按单位对应",
    en="Last year's report (for .xlsx and .html): the organisation, the year and the figures that rules carry over "
    "are filled in as proposals, on pale blue, to be kept or changed; rules between the years are checked too. "
    "With --units a folder or files (repeatable), matched by unit.",
)
@writing_options
def command(
    spec: str,
    out: str,
    rows: tuple[str, ...],
    spare: int,
    units: str | None,
    prior: tuple[str, ...],
    format_name: str | None,
    fragment: bool,  # noqa: FBT001 - click's flag
    theme: str | None,
    labels: str,
    force: bool,  # noqa: FBT001 - the same
) -> int:
    """Write an empty form."""
    from govdisclosure.form import expand
    from govdisclosure.rosters import read_roster
    from govdisclosure.specfile import find_spec
    from govdisclosure.writing import BLANKS, blank_bytes, format_of

    chosen = format_of(out, format_name, BLANKS)
    found = find_spec(spec)
    keys = _keys(expand(found), rows)
    roster = read_roster(units) if units else None
    before = _priors(roster, found, prior) if roster else _prior(prior)
    data = blank_bytes(
        found,
        chosen,
        language=labels,
        fragment=fragment,
        theme=theme,
        keys=keys,
        spare=spare,
        prior=before,
        units=roster,
    )
    put(data, out, force=force, source=units or (prior[0] if prior else "-"))
    return 0


def _prior(names: tuple[str, ...]) -> Report | None:
    """Return the report of the year before, if one is named; raise `UsageError` if there are several."""
    if len(names) > 1:
        raise click.UsageError(
            say(zh="没有 --units 时只能有一份 --prior。", en="without --units, --prior is one report")
        )
    from govdisclosure.reading import read

    return read(names[0]).report if names else None


def _priors(roster: Roster, spec: Spec, names: tuple[str, ...]) -> dict[str, Report]:
    """Return the reports of the year before by the codes of their units, and say which fit none and which are more."""
    from govdisclosure.inputs import inputs
    from govdisclosure.reading import read_input

    found: dict[str, Report] = {}
    for document in inputs(names):
        report = read_input(document).report
        unit = roster.unit_of(document.name, report.organisation, (spec,))
        if unit is None or unit.code in found:
            why = say(zh="名册中没有这个单位", en="its unit is not in the roster")
            if unit is not None:
                why = say(zh=f"{unit.name} 已有一份", en=f"there is another of {unit.name}")
            click.echo(say(zh=f"{document.name}：没有用到：{why}", en=f"{document.name} was not used: {why}"), err=True)
        else:
            # The roster says what the unit is called now.
            found[unit.code] = evolve(report, organisation=unit.name)
    return found


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
