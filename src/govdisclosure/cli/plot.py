"""`govdisclosure plot`: pictures of a panel."""

from __future__ import annotations

import click

from govdisclosure.cli.options import common
from govdisclosure.language import say


@click.command(
    "plot",
    help=say(
        zh="把 PANEL 画成图：各项合计的构成逐年变化、各规则不通过的次数、报送进度。只计已知的数。",
        en="Draw a PANEL: the parts of totals over the years, the rules that fail, who has reported. Only figures that "
        "are known count.",
    ),
)
@click.argument("panel", metavar="PANEL")
@click.option(
    "-o", "--output", "folder", required=True, metavar="DIR", help=say(zh="写入的文件夹", en="The folder to write.")
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["svg", "png", "html"]),
    default="svg",
    show_default=True,
    help=say(zh="图的形式", en="The kind of pictures."),
)
def command(panel: str, folder: str, form: str) -> int:
    """Draw, and list the files."""
    from govdisclosure.panel import plot

    for path in plot(panel, folder, form):
        click.echo(str(path))
    return 0


common(command)
