"""`govdisclosure spec`: work on formats."""

from __future__ import annotations

import click

from govdisclosure.cli.options import common, emit, json_text
from govdisclosure.errors import SpecError
from govdisclosure.language import current, say

command = common(click.Group("spec", help=say(zh="处理格式规格。", en="Work on formats.")))

_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=say(zh="输出形式", en="How to write the result."),
)


@command.command("list", help=say(zh="列出所有可用的格式。", en="List the formats that can be found."))
@_FORMAT
def list_command(form: str) -> int:
    """Print a line for every format."""
    from govdisclosure.spec.store import load_spec, spec_ids

    specs = [load_spec(name) for name in spec_ids()]
    if form == "json":
        data = [
            {"id": s.id, "for_years": str(s.for_years), "status": s.status, "title": s.title[current()]} for s in specs
        ]
        emit(json_text(data, None), None)
        return 0
    width = max((len(spec.id) for spec in specs), default=0)
    for spec in specs:
        emit(f"{spec.id:{width}}  {spec.for_years!s:10}  {spec.status:11}  {spec.title[current()]}", None)
    return 0


@command.command(
    "show",
    help=say(
        zh="显示一个格式：章节、画好的表格和规则。", en="Show a format: its sections, its tables as drawn, its rules."
    ),
)
@click.argument("name", metavar="ID")
@click.option("--full", is_flag=True, help=say(zh="以 YAML 显示完整的规格", en="Print the whole spec as YAML."))
def show_command(name: str, full: bool) -> int:  # noqa: FBT001 - click's flag
    """Print one format."""
    from govdisclosure.cli.show import spec_text
    from govdisclosure.spec.dump import dump_spec
    from govdisclosure.spec.store import load_spec

    spec = load_spec(name)
    emit(dump_spec(spec) if full else spec_text(spec, current()), None)
    return 0


@command.command(
    "lint",
    help=say(
        zh="检查规格文件；有错误时退出码为 2，只有提醒时为 0。",
        en="Check spec FILEs (or ids); exit code 2 on faults, 0 on warnings only.",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_FORMAT
def lint_command(files: tuple[str, ...], form: str) -> int:
    """Load every file and print all faults."""
    from govdisclosure.spec.store import load_spec

    found = []
    for name in files:
        try:
            load_spec(name)
        except SpecError as error:
            found += [
                {
                    "file": f.file,
                    "line": f.line,
                    "column": f.column,
                    "severity": "error",
                    "code": f.code,
                    "message": f.message,
                }
                for f in error.faults
            ]
            if form == "text":
                emit(str(error), None)
        else:
            if form == "text":
                emit(f"{name}: " + say(zh="没有问题", en="no faults"), None)
    if form == "json":
        emit(json_text({"faults": found}, None), None)
    return 2 if found else 0


for _inner in (list_command, show_command, lint_command):
    common(_inner)
