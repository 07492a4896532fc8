"""`govdisclosure spec`: work on formats."""

from __future__ import annotations

import click

from govdisclosure.cli.options import common, emit, json_text, output_option
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
    from govdisclosure.specfile import all_specs, is_bundled

    rows = [
        {
            "id": spec.id,
            "for_years": str(spec.for_years),
            "status": spec.status,
            "title": spec.title[current()],
            "origin": say(zh="内置", en="bundled") if is_bundled(spec) else spec.origin,
        }
        for spec in all_specs()
    ]
    if form == "json":
        emit(json_text(rows, None), None)
        return 0
    width = max((len(row["id"]) for row in rows), default=0)
    for row in rows:
        line = f"{row['id']:{width}}  {row['for_years']:10}  {row['status']:11}  {row['title']}  {row['origin']}"
        emit(line, None)
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
    from govdisclosure.specfile import dump_spec, find_spec

    spec = find_spec(name)
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
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help=say(zh="输出形式", en="How to write the result."),
)
def lint_command(files: tuple[str, ...], form: str) -> int:
    """Lint every file and print all that was found."""
    from govdisclosure.lint import lint_file, to_data, to_line

    found = {name: lint_file(name) for name in files}
    faults = [one for findings in found.values() for one in findings]
    if form == "json":
        emit(json_text({"findings": [to_data(one) for one in faults]}, None), None)
    elif form == "sarif":
        from importlib.metadata import version

        from govdisclosure.export import lint_sarif

        emit(json_text(lint_sarif(files, faults, version("govdisclosure")), None), None)
    else:
        for name, findings in found.items():
            emit("\n".join(map(to_line, findings)) or f"{name}: " + say(zh="没有问题", en="clean"), None)
    return 2 if any(one.severity == "error" for one in faults) else 0


@command.command(
    "analyse",
    help=say(
        zh="说明一个格式的规则能做什么：能否同时成立，推出什么，哪些多余，哪些格填错时能发现、能定位。",
        en="Say what the rules of a format can do: whether they can hold, what they imply or repeat, in which cells an "
        "error is found or located.",
    ),
)
@click.argument("name", metavar="SPEC")
@_FORMAT
@output_option
def analyse_command(name: str, form: str, output: str | None) -> int:
    """Print the analysis of one format."""
    from govdisclosure.lint import analyse, analysis_data, analysis_text
    from govdisclosure.specfile import find_spec

    found = analyse(find_spec(name))
    emit(json_text(analysis_data(found), output) if form == "json" else analysis_text(found), output)
    return 0


@command.command(
    "diff",
    help=say(
        zh="说明两个版本之间的差别，以及哪些不可比。",
        en="Say what is different between two versions, and what cannot be compared.",
    ),
)
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@_FORMAT
@output_option
def diff_command(first: str, second: str, form: str, output: str | None) -> int:
    """Print the edits between two versions."""
    from govdisclosure.specfile import find_spec
    from govdisclosure.versions import diff, diff_text

    language = current()
    found = diff(find_spec(first), find_spec(second), language)
    emit(json_text(found.to_data(language), output) if form == "json" else diff_text(found, language), output)
    return 0


@command.command(
    "docs",
    help=say(
        zh="由规格生成格式说明（Markdown 和网页，中文和英文）；不写 ID 时为所有格式。",
        en="Generate the documentation of formats (by default all): Markdown and HTML, Chinese and English.",
    ),
)
@click.argument("names", nargs=-1, metavar="[ID]...")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(),
    metavar="DIR",
    help=say(zh="目标文件夹", en="The folder to write to."),
)
def docs_command(names: tuple[str, ...], output: str) -> int:
    """Write the pages of formats into a folder."""
    from govdisclosure.reference import pages, write_pages
    from govdisclosure.specfile import all_specs, find_spec

    specs = tuple(map(find_spec, names)) or all_specs()
    written = pages(specs)
    write_pages(output, written)
    click.echo(
        say(zh=f"{output}：写入 {len(written)} 个文件。", en=f"{output}: {len(written)} files written"), err=True
    )
    return 0


@command.command(
    "schema",
    help=say(
        zh="输出 JSON Schema：规格语言的（供编辑器使用），或写明 ID 时该格式报告 JSON 的。",
        en="Print a JSON Schema: of the spec language, for editors, or with ID of the report JSON of that format.",
    ),
)
@click.argument("name", required=False, metavar="[ID]")
@output_option
def schema_command(name: str | None, output: str | None) -> int:
    """Print one schema."""
    from govdisclosure.editor import report_schema, spec_schema
    from govdisclosure.specfile import find_spec

    emit(json_text(report_schema(find_spec(name)) if name else spec_schema(), output), output)
    return 0


@command.command(
    "keys",
    help=say(
        zh="列出规格语言的键及其含义；--into 把说明文档中的各张表换成新的。",
        en="List the keys of the spec language; --into renews the tables of keys in a page of documentation.",
    ),
)
@click.option("--into", metavar="PAGE", help=say(zh="含有这些表的文档", en="A Markdown page that has such tables."))
def keys_command(into: str | None) -> int:
    """Print the keys of every kind of object, or renew a page."""
    from pathlib import Path

    from govdisclosure.editor import key_table, with_key_tables
    from govdisclosure.files import write_atomically
    from govdisclosure.spec import KINDS, meaning

    if into is None:
        emit("\n".join(f"## {kind.__name__}\n\n{meaning(kind)}\n\n{key_table(kind)}" for kind in KINDS), None)
        return 0
    write_atomically(into, with_key_tables(Path(into).read_text(encoding="utf-8")).encode())
    return 0


@command.command(
    "stubs",
    help=say(
        zh="为格式生成类型存根，使类型检查器认识其表、行、列。",
        en="Generate type stubs, so that a type checker knows the tables, rows and columns of formats.",
    ),
)
@click.argument("names", nargs=-1, required=True, metavar="ID...")
@output_option
def stubs_command(names: tuple[str, ...], output: str | None) -> int:
    """Print the stubs of some formats."""
    from govdisclosure.editor import stubs
    from govdisclosure.specfile import find_spec

    emit(stubs(map(find_spec, names)), output)
    return 0


@command.command(
    "new",
    help=say(
        zh="给出新格式的起始文件；不写 -o 时显示在屏幕上。",
        en="Give the starting file of a new format FAMILY/YEAR; printed without -o.",
    ),
)
@click.argument("name", metavar="FAMILY/YEAR")
@click.option(
    "--extends", metavar="ID", help=say(zh="在此格式上作小改动", en="The format that the new one changes a little.")
)
@output_option
def new_command(name: str, extends: str | None, output: str | None) -> int:
    """Print or write a starting file, and beside it the schema that editors look for."""
    from govdisclosure.editor import starter
    from govdisclosure.specfile import find_spec

    text = starter(name, find_spec(extends) if extends else None)
    if output is None or output == "-":
        emit(text, output)
        return 0
    _write_starter(text, output)
    return 0


def _write_starter(text: str, output: str) -> None:
    from pathlib import Path

    from govdisclosure.editor import SCHEMA_FILE, spec_schema
    from govdisclosure.errors import UsageError
    from govdisclosure.files import write_atomically

    target = Path(output)
    if target.exists():
        raise UsageError(
            say(zh=f"{output} 已经存在，没有改动。", en=f"{output} is there already and was left as it is")
        )
    emit(text, output)
    schema = target.parent / SCHEMA_FILE
    if not schema.exists():
        write_atomically(schema, (json_text(spec_schema(), str(schema)) + "\n").encode())
    click.echo(
        say(zh=f"已写入 {output}；编辑器用的 {schema} 在它旁边。", en=f"wrote {output}, with {schema} for editors"),
        err=True,
    )


for _inner in command.commands.values():
    common(_inner)
