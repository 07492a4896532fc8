"""What a web page prints after its last paragraph: links, buttons and the site's own imprint, which are no text.

Leaving such a line in a report is harmless and losing a line of the report is not: only lines that can be nothing else
are told, and only at the very end of the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from govdisclosure.grid import TextBlock

MAX_CLOSING = 200
"""Characters beyond which a line is not of this kind."""

_BUTTONS = re.compile(
    "(?:打印(?:本[页文]|此页)?|关闭(?:本页|此页|窗口|页面)?|返回(?:顶部|首页|列表|上一页)?|收藏(?:本页)?|字[体号]|[大中小]|分享[到至]?"
    "|微信|微博|新浪微博|QQ空间|QQ好友|二维码|TOP|\\W)+",
    re.IGNORECASE,
)
_BUTTON = re.compile("打印|关闭|返回|收藏|字[体号]|分享")
_LINKS = re.compile(r"\W*(?:上一[篇条页]|下一[篇条页])\W*[:：]")
_IMPRINT = re.compile("ICP备|公网安备|网站标识码|版权所有|Copyright", re.IGNORECASE)


def closing_lines(blocks: Sequence[TextBlock]) -> int:
    """Return how many of the last lines of a page are no text of it.

    >>> closing_lines([TextBlock("无。"), TextBlock("【打印本页】【关闭窗口】"), TextBlock("某ICP备05000000号")])
    2
    >>> closing_lines([TextBlock("某ICP备05000000号"), TextBlock("以上数据来自各单位。")])
    0
    """
    count = 0
    for block in reversed(blocks):
        text = block.text.strip()
        if not text or len(text) > MAX_CLOSING or not _is_closing(text):
            break
        count += 1
    return count


def _is_closing(text: str) -> bool:
    if _IMPRINT.search(text):
        return "。" not in text
    return _LINKS.match(text) is not None or (_BUTTONS.fullmatch(text) is not None and _BUTTON.search(text) is not None)
