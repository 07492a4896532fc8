"""`govdisclosure blank`: the empty form of a format."""

from __future__ import annotations

import click

from govdisclosure.cli.commands import subcommand
from govdisclosure.cli.options import format_argument
from govdisclosure.cli.writing_options import put, writing_options
from govdisclosure.language import say


@subcommand(
    "blank",
    help=say(
        zh="把格式的空表写成文档，按后缀：.docx .json，或边填边合计、校验的 .xlsx（填报表）和 .html（浏览器中填写）。",
        en="Write the empty form of a format SPEC as OUT, by its suffix: .docx .json, or .xlsx and .html (for a "
        "browser), which add up and check themselves as they are filled in.",
    ),
    examples={
        "blank cn/2021 form.html": say(zh="在浏览器中填写的表", en="a form to be filled in with a browser"),
        "blank cn/2021 form.xlsx": say(zh="会自己校验的填报表", en="a form that checks itself as it is filled in"),
        "blank cn/2021 form.docx": say(zh="供打印的空表", en="a form to print"),
    },
)
@format_argument("spec", say(zh="格式", en="SPEC"))
@click.argument("out", metavar=say(zh="输出", en="OUT"))
@writing_options
def command(
    spec: str,
    out: str,
    format_name: str | None,
    fragment: bool,  # noqa: FBT001 - click's flag
    theme: str | None,
    labels: str,
    force: bool,  # noqa: FBT001 - the same
) -> int:
    """Write an empty form."""
    from govdisclosure.writing import BLANKS, blank_bytes, format_of

    chosen = format_of(out, format_name, BLANKS)
    put(blank_bytes(spec, chosen, language=labels, fragment=fragment, theme=theme), out, force=force)
    return 0
