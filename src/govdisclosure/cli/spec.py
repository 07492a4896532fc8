"""`govdisclosure spec`: work on formats."""

from __future__ import annotations

from collections.abc import Iterator

import click

from govdisclosure.cli.commands import Group
from govdisclosure.cli.options import form_option, format_argument, option, output_option
from govdisclosure.cli.printing import emit, emit_json, emit_prose, screen_width
from govdisclosure.cli.spec_files import (
    docs_command,
    keys_command,
    new_command,
    rules_command,
    schema_command,
    stubs_command,
)
from govdisclosure.language import current, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.errors import Fault

command: Group = Group("spec", help=say(zh="处理格式规格。", en="Work on formats."))


@command.command(
    "list",
    help=say(zh="列出所有可用的格式。", en="List the formats that can be found."),
    examples={
        "spec list": say(zh="内置的格式", en="the bundled formats"),
        "spec list --specs formats": say(zh="连同自备的", en="and one's own"),
    },
)
@form_option()
def list_command(form: str) -> int:
    """Print a line for every format."""
    from govdisclosure.phrasing import FORMAT_STATUS
    from govdisclosure.specfile import all_specs, is_bundled

    found = all_specs()
    rows = [
        {
            "id": spec.id,
            "for_years": str(spec.for_years),
            "status": spec.status,
            "title": spec.title[current()],
            "origin": say(zh="内置", en="bundled") if is_bundled(spec) else spec.origin,
        }
        for spec in found
    ]
    if form == "json":
        emit_json(rows, None)
        return 0
    width = max((len(row["id"]) for row in rows), default=0)
    for spec, row in zip(found, rows, strict=True):
        status = str(FORMAT_STATUS[spec.status])
        emit_prose(f"{row['id']:{width}}  {row['for_years']:10}  {status:11}  {row['title']}  {row['origin']}", None)
    return 0


@command.command(
    "show",
    help=say(
        zh="显示一个格式：章节、画好的表格和规则。", en="Show a format: its sections, its tables as drawn, its rules."
    ),
    examples={
        "spec show cn/2021": say(zh="表的样子", en="the form, drawn"),
        "spec show cn/2021 --full": say(zh="规格全文", en="the spec itself"),
    },
)
@format_argument("name", say(zh="格式", en="ID"))
@option("--full", is_flag=True, zh="以 YAML 显示完整的规格", en="Print the whole spec as YAML.")
def show_command(name: str, full: bool) -> int:  # noqa: FBT001 - click's flag
    """Print one format."""
    from govdisclosure.cli.show import spec_text
    from govdisclosure.specfile import dump_spec, find_spec

    spec = find_spec(name)
    if full:
        emit(dump_spec(spec), None)
    else:
        emit_prose(spec_text(spec, screen_width()), None)
    return 0


@command.command(
    "lint",
    help=say(zh="检查规格文件。", en="Check spec FILEs (or ids)."),
    exits={
        0: say(zh="没有错误，只有提醒时也是", en="no faults; also where there are warnings only"),
        2: say(zh="有错误", en="faults"),
    },
    examples={"spec lint formats/cn/2027.yaml": say(zh="逐条列出错误及其行列", en="every fault with line and column")},
)
@click.argument("files", nargs=-1, required=True, metavar=say(zh="文件...", en="FILE..."))
@form_option(("text", "json", "sarif"))
def lint_command(files: tuple[str, ...], form: str) -> int:
    """Lint every file and print all that was found."""
    from govdisclosure.lint import lint_file, to_data

    found = {name: lint_file(name) for name in files}
    faults = [one for findings in found.values() for one in findings]
    if form == "json":
        emit_json({"findings": [to_data(one) for one in faults]}, None)
    elif form == "sarif":
        from importlib.metadata import version

        from govdisclosure.export import lint_sarif

        emit_json(lint_sarif(files, faults, version("govdisclosure")), None)
    else:
        emit_prose("\n".join(_lint_lines(found)), None)
    return 2 if any(one.severity == "error" for one in faults) else 0


def _lint_lines(found: dict[str, list[Fault]]) -> Iterator[str]:
    from govdisclosure.lint import to_line

    for name, findings in found.items():
        yield from map(to_line, findings)
        if not findings:
            yield f"{name}: " + say(zh="没有问题", en="clean")


@command.command(
    "analyse",
    help=say(
        zh="说明一个格式的规则能做什么：能否同时成立，推出什么，哪些多余，哪些格填错时能发现、能定位。",
        en="Say what the rules of a format can do: whether they can hold, what they imply or repeat, in which cells an "
        "error is found or located.",
    ),
    examples={"spec analyse cn/2021": say(zh="2021 年格式的规则", en="the rules of the form of 2021")},
)
@format_argument("name", say(zh="格式", en="SPEC"))
@form_option()
@output_option
def analyse_command(name: str, form: str, output: str | None) -> int:
    """Print the analysis of one format."""
    from govdisclosure.lint import analyse, analysis_data, analysis_text
    from govdisclosure.specfile import find_spec

    found = analyse(find_spec(name))
    if form == "json":
        emit_json(analysis_data(found), output)
    else:
        emit_prose(analysis_text(found), output)
    return 0


@command.command(
    "diff",
    help=say(
        zh="说明两个版本之间的差别，以及哪些不可比。",
        en="Say what is different between two versions A and B, and what cannot be compared.",
    ),
    examples={"spec diff cn/2019 cn/2021": say(zh="2021 年改了什么", en="what changed in 2021")},
)
@format_argument("first", say(zh="旧", en="A"))
@format_argument("second", say(zh="新", en="B"))
@form_option()
@output_option
def diff_command(first: str, second: str, form: str, output: str | None) -> int:
    """Print the edits between two versions."""
    from govdisclosure.specfile import find_spec
    from govdisclosure.versions import diff, diff_text

    language = current()
    found = diff(find_spec(first), find_spec(second), language)
    if form == "json":
        emit_json(found.to_data(language), output)
    else:
        emit_prose(diff_text(found, language), output)
    return 0


for _made in (docs_command, rules_command, schema_command, keys_command, stubs_command, new_command):
    command.add_command(_made)
