"""The commands of `govdisclosure spec` that make files: documentation, schemas, type stubs, a first spec."""

from __future__ import annotations

import click

from govdisclosure.cli.commands import subcommand
from govdisclosure.cli.options import complete_formats, folder_option, format_argument, option, output_option
from govdisclosure.cli.printing import emit, emit_json
from govdisclosure.language import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.grid import Document

MOST_OF_A_PAGE = 10_000_000


@subcommand(
    "docs",
    zh="由规格生成格式说明（Markdown 和网页，中文和英文）；不写格式时为所有格式。",
    en="Generate the documentation of formats (by default all): Markdown and HTML, Chinese and English.",
    examples={"spec docs cn/2021 -o reference": say(zh="一个格式的说明", en="the pages of one format")},
)
@format_argument("names", say(zh="[格式]...", en="[ID]..."), nargs=-1)
@folder_option("output", say(zh="文件夹", en="DIR"))
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


@subcommand(
    "rules",
    zh="列出格式的全部规则（含由表头推出的、下限和文字规则）；-o 写成规则手册：.xlsx、.html、.json、.csv。",
    en="List all rules of formats, the implied ones, bounds and those about the text too; -o writes the rule book: "
    ".xlsx, .html, .json or .csv.",
    examples={
        "spec rules cn/2021": say(zh="每条规则一行", en="a line for each rule"),
        "spec rules cn/2019 cn/2021 -o rules.xlsx": say(zh="两个版本的规则手册", en="the rule book of two versions"),
    },
)
@format_argument("names", say(zh="格式...", en="SPEC..."), nargs=-1, required=True)
@output_option
def rules_command(names: tuple[str, ...], output: str | None) -> int:
    """Print a line for every rule, or write the book."""
    from govdisclosure.files import write_atomically
    from govdisclosure.reference import book_bytes, book_lines
    from govdisclosure.specfile import find_spec

    specs = [find_spec(name) for name in dict.fromkeys(names)]
    if output is None or output == "-":
        emit("\n".join(book_lines(specs)), None)
    else:
        write_atomically(output, book_bytes(specs, output))
    return 0


@subcommand(
    "schema",
    zh="输出 JSON Schema：规格语言的（供编辑器使用），写明格式时该格式报告 JSON 的，--theme 则为外观文件的。",
    en="Print a JSON Schema: of the spec language, for editors, with ID of the report JSON of that format, with "
    "--theme of theme files.",
    examples={"spec schema cn/2021 -o report.schema.json": say(zh="报告 JSON 的", en="that of report JSON")},
)
@format_argument("name", say(zh="[格式]", en="[ID]"), required=False)
@option("--theme", is_flag=True, zh="Word 文档外观文件的", en="That of themes of Word documents.")
@output_option
def schema_command(name: str | None, theme: bool, output: str | None) -> int:  # noqa: FBT001 - click's flag
    """Print one schema."""
    from govdisclosure.editor import report_schema, spec_schema, theme_schema
    from govdisclosure.specfile import find_spec

    if theme and name:
        raise click.UsageError(say(zh="--theme 不与格式同用。", en="--theme takes no ID"))
    emit_json(theme_schema() if theme else report_schema(find_spec(name)) if name else spec_schema(), output)
    return 0


@subcommand(
    "keys",
    zh="列出规格语言（--theme 则为外观文件）的键及其含义；--into 把说明文档中的各张表换成新的。",
    en="List the keys of the spec language, or with --theme of theme files; --into renews the tables of keys in a "
    "page of documentation.",
    examples={"spec keys": say(zh="全部的键", en="all keys")},
)
@option(
    "--into",
    metavar=say(zh="文件", en="PAGE"),
    zh="含有这些表的文档",
    en="A Markdown page that has such tables.",
)
@option("--theme", is_flag=True, zh="Word 文档外观文件的", en="Those of themes of Word documents.")
def keys_command(into: str | None, theme: bool) -> int:  # noqa: FBT001 - click's flag
    """Print the keys of every kind of object, or renew a page."""
    from govdisclosure.documents import THEME_KINDS
    from govdisclosure.editor import key_table, with_key_tables
    from govdisclosure.files import read_file, write_atomically
    from govdisclosure.spec import KINDS, meaning

    if into is None:
        emit(
            "\n".join(
                f"## {kind.__name__}\n\n{meaning(kind)}\n\n{key_table(kind)}"
                for kind in (THEME_KINDS if theme else KINDS)
            ),
            None,
        )
        return 0
    write_atomically(into, with_key_tables(read_file(into, MOST_OF_A_PAGE).decode()).encode())
    return 0


@subcommand(
    "stubs",
    zh="为格式生成类型存根，使类型检查器认识其表、行、列；不写格式时为所有格式。",
    en="Generate type stubs, so that type checkers know the tables, rows and columns of formats (all by default).",
    examples={"spec stubs cn/2027 --specs formats -o formats.pyi": say(zh="自备格式的", en="of a format of one's own")},
)
@format_argument("names", say(zh="[格式]...", en="[ID]..."), nargs=-1)
@output_option
def stubs_command(names: tuple[str, ...], output: str | None) -> int:
    """Print the stubs of some formats."""
    from govdisclosure.editor import stubs
    from govdisclosure.specfile import all_specs, find_spec

    emit(stubs(map(find_spec, names) if names else all_specs()), output)
    return 0


@subcommand(
    "new",
    zh="给出新格式的起始文件，名为 系列/年；不写 -o 时显示在屏幕上。",
    en="Give the starting file of a new format FAMILY/YEAR; printed without -o.",
    examples={
        "spec new cn/2028 --extends cn/2021 -o formats/cn/2028.yaml": say(
            zh="明年的表，由现在的改起", en="the form of next year, from the present one"
        ),
        "spec new shop/2028 --from report.html": say(
            zh="由空表或填好的表起草", en="a draft from a blank or filled form"
        ),
    },
)
@click.argument("name", metavar=say(zh="系列/年", en="FAMILY/YEAR"))
@option(
    "--extends",
    metavar=say(zh="格式", en="ID"),
    shell_complete=complete_formats,
    zh="在此格式上作小改动",
    en="The format that the new one changes a little.",
)
@option(
    "--from",
    "document",
    metavar=say(zh="文件", en="FILE"),
    zh="由文件中的表格起草：表头照印，键待命名，数字所提示的合计写成注释",
    en="A document whose tables are drafted: headers as printed, keys to be named, sums that its figures suggest "
    "as comments.",
)
@output_option
def new_command(name: str, extends: str | None, document: str | None, output: str | None) -> int:
    """Print or write a starting file, and beside it the schema that editors look for."""
    from govdisclosure.editor import drafted, starter
    from govdisclosure.specfile import find_spec

    if document is not None and extends is not None:
        raise click.UsageError(say(zh="--extends 和 --from 不能并用。", en="--extends and --from exclude each other"))
    if document is None:
        text = starter(name, find_spec(extends) if extends else None)
    else:
        text = drafted(_opened(document), name)
    if output is None or output == "-":
        emit(text, output)
        return 0
    _write_starter(text, output)
    return 0


def _opened(document: str) -> Document:
    from govdisclosure.documents import open_document
    from govdisclosure.inputs import Input

    return open_document(Input(document).read())


def _write_starter(text: str, output: str) -> None:
    from pathlib import Path

    from govdisclosure.editor import SCHEMA_FILE, spec_schema
    from govdisclosure.errors import UsageError

    target = Path(output)
    if target.exists():
        raise UsageError(
            say(zh=f"{output} 已经存在，没有改动。", en=f"{output} is there already and was left as it is")
        )
    emit(text, output)
    schema = target.parent / SCHEMA_FILE
    if not schema.exists():
        emit_json(spec_schema(), str(schema))
    click.echo(
        say(zh=f"已写入 {output}；编辑器用的 {schema} 在它旁边。", en=f"wrote {output}, with {schema} for editors"),
        err=True,
    )
