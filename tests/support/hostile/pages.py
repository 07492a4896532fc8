"""Web pages made to harm."""

from __future__ import annotations

from tests.support.hostile.kinds import Kinds

PAGE = "<html><meta charset=utf-8><table><tr><td>规章<td>1</table>"


def deep(count: int, begin: str, inside: str, end: str) -> str:
    """Return so many elements, as deep in each other as a page may be."""
    depth = max(1, min(count, 200))
    return (begin * depth + inside + end * depth) * (count // depth)


def _doubling(count: int) -> str:
    """Return rules whose variables each hold the one before twice."""
    each = "".join(f"--a{number}:var(--a{number - 1}) var(--a{number - 1});" for number in range(1, count))
    return f":root{{--a0:none;{each}}}i{{display:var(--a{count - 1})}}"


PAGES: Kinds = {
    "html of line breaks": (2_000_000, lambda n: PAGE + "<br>" * n),
    "html of paragraphs": (2_600_000, lambda n: PAGE + "<p>" * n),
    "html of paragraphs with text": (700_000, lambda n: PAGE + "<p>规章1" * n),
    "html of open bold elements": (500_000, lambda n: PAGE + "<b>" * n),
    "html of attributes": (2_000_000, lambda n: PAGE + "<p " + " ".join(f"a{i}" for i in range(n)) + ">"),
    "html of attributes on elements": (200_000, lambda n: PAGE + "<p a b c d e f g h i j>" * n),
    "html with a style that is not closed": (8_000_000, lambda n: PAGE + "<style>" + "a{" * (n // 2)),
    "html with comments in a style": (4_000_000, lambda n: PAGE + "<style>" + "/*" * n + "</style>"),
    "html with many rules": (300_000, lambda n: PAGE + "<style>" + "td.a{display:none}" * n + "</style><p class=a>"),
    "html with many selectors": (900_000, lambda n: PAGE + "<style>" + "td .a," * n + "p{display:none}</style>"),
    "html with styles of their own": (
        100_000,
        lambda n: PAGE + "".join(f"<i style='color:#{i:06x}'>1</i>" for i in range(n)),
    ),
    "html hidden in each other": (
        60_000,
        lambda n: PAGE + "<style>i{color:white}b{color:#fefefe}</style>" + "<i><b>1</b></i>" * n,
    ),
    "html of cells with long spans": (190_000, lambda n: "<table>" + "<tr><td rowspan=1000>1<td>2" * (n // 2)),
    "html of cells in one row with long spans": (190_000, lambda n: "<table><tr>" + "<td rowspan=1000>1" * n),
    "html of rows under long spans": (
        190_000,
        lambda n: "<table><tr>" + "<td rowspan=1000>1" * 900 + "<tr><td>2" * (n - 900),
    ),
    "html of tables": (30_000, lambda n: "<table><tr><td>1<td>2</table>" * n),
    "html of cells": (190_000, lambda n: "<table>" + "<tr><td>1<td>2<td>3<td>4" * (n // 4)),
    "html of tables of one cell": (190_000, lambda n: PAGE + "<table><tr><td>1</table>" * n),
    "html of tables of one cell in each other": (200, lambda n: PAGE + "<table><tr><td>" * n + "1"),
    "html of long digits": (8_000_000, lambda n: "<table><tr><td>规章<td>" + "1" * n + "<td>2<td>3</table>"),
    "html of comments": (2_000_000, lambda n: PAGE + "<!-- -->" * n),
    "html that opens comments": (2_000_000, lambda n: PAGE + "<!--" * n),
    "html of entities": (4_000_000, lambda n: PAGE + "&amp;" * n),
    "html hidden deep in each other": (
        100_000,
        lambda n: PAGE + "<style>i{color:white}</style>" + deep(n, "<i>", "1", "</i>"),
    ),
    "html of colours deep in each other": (
        100_000,
        lambda n: PAGE + deep(n, "<font color=red>", "1", "</font>"),
    ),
    "html of doubtful text deep in each other": (
        100_000,
        lambda n: PAGE + "<style>@media (x){b{display:none}}</style>" + deep(n, "<b>", "1" * 99, "</b>"),
    ),
    "html of raised text deep in each other": (
        100_000,
        lambda n: PAGE + deep(n, "<sup>", "1" * 99, "</sup>"),
    ),
    "html of turned text deep in each other": (
        100_000,
        lambda n: PAGE + deep(n, "<bdo dir=rtl>", "1" * 99, "</bdo>"),
    ),
    "html of hidden elements in each other": (
        100_000,
        lambda n: PAGE + deep(n, "<div hidden>", "1", "</div>"),
    ),
    "html of rules about what stands around": (
        5_000,
        lambda n: (
            PAGE
            + "<style>"
            + "".join(f".a .b{i % 50} i{{display:none}}" for i in range(n))
            + "</style>"
            + ("<p class='a b1'>" + "<i>1</i>" * 20) * (n // 20)
        ),
    ),
    "html of long selectors": (
        200_000,
        lambda n: PAGE + "<style>" + "td " * (n // 3) + "i{display:none}</style>" + "<i>1</i>" * 100,
    ),
    "html of closed details in each other": (
        100_000,
        lambda n: PAGE + deep(n // 2, "<details><summary>1", "", "</details>"),
    ),
    "html of pictures deep in cells": (
        100_000,
        lambda n: "<table>" + deep(n, "<tr><td><b>", "<img>" * 20, "</b>"),
    ),
    "html of fields": (200_000, lambda n: PAGE + "<input value=1>" * n),
    "html of classes": (4_000_000, lambda n: PAGE + "<style>.a{color:red}</style><p class='" + "a " * (n // 2) + "'>1"),
    "html of hidden elements beside each other": (250_000, lambda n: PAGE + "<i hidden></i>1" * n),
    "html of blocks in a row": (
        250_000,
        lambda n: PAGE + "<style>i{display:block}</style><p>" + "<i></i>1" * n,
    ),
    "html of notes in a row": (250_000, lambda n: PAGE + "<sup>1</sup>1" * n),
    "html of marks that combine in turns": (
        2_000_000,
        lambda n: "<table><tr><td>规章" + "&#x300;&#x316;" * (n // 14) + "<td>1</table>",
    ),
    "html of letters that become many": (4_000, lambda n: PAGE + ("<p>" + "\ufdfa" * 600) * n),
    "html of options": (300_000, lambda n: PAGE + "<select>" + "<option>1" * n + "</select>"),
    "html of readings above": (150_000, lambda n: PAGE + "<ruby>规<rt>1</rt></ruby>" * n),
    "html of columns that are set": (
        300_000,
        lambda n: "<table><colgroup>" + "<col span=1000>" * n + "<tr><td>规章<td>1</table>",
    ),
    "html of captions": (300_000, lambda n: "<table>" + "<caption>规章</caption>" * n + "<tr><td>规章<td>1</table>"),
    "html of nots in each other": (
        100_000,
        lambda n: PAGE + "<style>" + ":not(" * n + "i" + ")" * n + "{display:none}</style><i>1</i>",
    ),
    "html of media in each other": (
        100_000,
        lambda n: PAGE + "<style>" + "@media all{" * n + "i{display:none}" + "}" * n + "</style><i>1</i>",
    ),
    "html of variables that multiply": (30, lambda n: PAGE + f"<style>{_doubling(n)}</style><i>1</i>"),
    "html of imports": (300_000, lambda n: PAGE + "<style>" + "@import 'a';" * n + "</style>"),
    "html of escapes in a style": (
        2_000_000,
        lambda n: PAGE + "<style>" + "\\64" * n + "{display:none}</style><i>1</i>",
    ),
    "html of a long picture": (
        8_000_000,
        lambda n: "<table><tr><td>规章<td><img src='data:image/png;base64," + "A" * n + "'></table>",
    ),
    "html of drawings": (100_000, lambda n: PAGE + "<svg>" + deep(n, "<g>", "<text>1</text>", "</g>") + "</svg>"),
    "html of a long span": (2_000_000, lambda n: "<table><tr><td colspan=" + "9" * n + ">规章<td>1</table>"),
    "html of declarations": (600_000, lambda n: PAGE + "<i style='" + "color:red;" * n + "'>1</i>"),
}
