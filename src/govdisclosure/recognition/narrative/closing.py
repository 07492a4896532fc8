"""What a web page prints around its text: where it is from and when, links, buttons and the site's own imprint.

Leaving such a line in a report is harmless and losing a line of the report is not: only lines that can be nothing else
are told, and only right below the title and at the very end of the page.
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


_FOOT = re.compile(
    r"\W*(?:(?:相关|本页)?附件(?:下载|列表)|扫[一码描].{0,20}|(?:相关|友情)(?:链接|文章|阅读|推荐|信息|稿件)|网站(?:地图|声明|导航)|联系我们|关于我们"
    r"|隐私(?:声明|保护)|(?:【.{2,8}】\s*)+)\W*"
)
"""With what the foot of a page begins; after it come links, which may be called anything."""
_SOURCE = re.compile(
    r"\W*(?:信息)?(?:来源|时间|日期|作者|编辑|责任编辑|发布(?:时间|日期|机构|单位|人)|浏览(?:次数|量|数)?|点击(?:次数|量|数)?"
    r"|阅读(?:次数|量|数)?|访问(?:次数|量)?|字[体号]|索引号|信息索引|主题分类|成文日期|公开方式)\s*[:：]"
)


def foot_lines(texts: Sequence[str]) -> int:
    """Return how many of the last lines are the foot of a page: from a line on that can be nothing else.

    >>> foot_lines(["无。", "附件下载", "扫一扫在手机上查看当前页面", "某省人民政府"])
    3
    >>> foot_lines(["附件下载", "详见附件。"])
    0
    """
    sentence = next((number for number in range(len(texts), 0, -1) if "。" in texts[number - 1]), 0)
    first = next((number for number in range(sentence, len(texts)) if _FOOT.fullmatch(texts[number])), len(texts))
    return len(texts) - first


def source_lines(texts: Sequence[str]) -> int:
    """Return how many of the first lines below a title say where the page is from, or are buttons beside that.

    >>> source_lines(["来源：某县人民政府 时间：2025-03-10", "微信", "根据条例编制本报告。"])
    2
    """
    first = next((n for n, text in enumerate(texts) if not _SOURCE.match(text) and not _BUTTONS.fullmatch(text)), None)
    head = texts[:first]
    short = all(len(text) <= MAX_CLOSING and "。" not in text for text in head)
    return len(head) if short and any(map(_SOURCE.match, head)) else 0


def _is_closing(text: str) -> bool:
    if _IMPRINT.search(text):
        return "。" not in text
    return _LINKS.match(text) is not None or (_BUTTONS.fullmatch(text) is not None and _BUTTON.search(text) is not None)
