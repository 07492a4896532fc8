"""`govdisclosure blank`: the empty form of a format."""

from __future__ import annotations

import click

from govdisclosure.cli.options import common
from govdisclosure.cli.writing_options import put, writing_options
from govdisclosure.language import say


@click.command(
    "blank",
    help=say(
        zh="把格式 SPEC（如 cn/2021）的空表写成 OUT：.docx .html .json，或 .xlsx（填报表，合计和校验自动计算）。",
        en="Write the empty form of a format SPEC (such as cn/2021) as OUT: .docx .html .json, or .xlsx, which adds up "
        "and checks itself as it is filled in.",
    ),
)
@click.argument("spec", metavar="SPEC")
@click.argument("out", metavar="OUT")
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


common(command)
