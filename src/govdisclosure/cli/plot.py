"""`govdisclosure plot`: pictures of a panel."""

from __future__ import annotations

import click

from govdisclosure.cli.commands import subcommand
from govdisclosure.cli.options import folder_option, form_option
from govdisclosure.language import say


@subcommand(
    "plot",
    zh="把面板画成图：各项合计的构成逐年变化、各规则不通过的次数、报送进度。只计已知的数。",
    en="Draw a PANEL: the parts of totals over the years, the rules that fail, who has reported. Only figures that "
    "are known count.",
    examples={"plot panel -o plots": say(zh="全部的图", en="all pictures")},
)
@click.argument("panel", metavar=say(zh="面板", en="PANEL"))
@folder_option("folder", say(zh="文件夹", en="DIR"))
@form_option(("svg", "png", "html"), say(zh="图的形式", en="The kind of pictures."))
def command(panel: str, folder: str, form: str) -> int:
    """Draw, and list the files."""
    from govdisclosure.panel import plot

    for path in plot(panel, folder, form):
        click.echo(str(path))
    return 0
