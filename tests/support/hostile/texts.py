"""Plain text and Markdown made to harm."""

from __future__ import annotations

from tests.support.hostile.kinds import Kinds

HEAD = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"

TEXTS: Kinds = {
    "text of blanks": (8_000_000, lambda n: HEAD + "规章" + " " * n + "1"),
    "text of tabs": (8_000_000, lambda n: HEAD + "规章" + "\t" * n + "1"),
    "text of full-width blanks": (2_600_000, lambda n: HEAD + "规章" + "\u3000" * n + "1"),
    "text of blank lines": (8_000_000, lambda n: HEAD + "\n" * n + "规章\t1\t2\t3"),
    "text of lines of blanks": (400_000, lambda n: HEAD + "规章 1" + (" " * 20 + "\n") * n),
    "text of short lines": (400_000, lambda n: HEAD + "1\n" * n),
    "text of numbers": (49_000, lambda n: HEAD + "规章 1 2 3\n" * n),
    "text of labels": (49_000, lambda n: HEAD + "规章\n" * n),
    "text of unknown lines": (49_000, lambda n: HEAD + "甲\n" * n),
    "text of different lines": (49_000, lambda n: HEAD + "".join(f"甲乙丙{i} {i}\n" for i in range(n))),
    "text of rows": (48_000, lambda n: HEAD + "规章\t1\t2\t3\n" * n),
    "text of rows that differ": (48_000, lambda n: HEAD + "".join(f"规{i}章\t1\t2\t3\n" for i in range(n))),
    "text of tables": (20_000, lambda n: (HEAD + "规章\t1\t2\t3\n\n") * n),
    "text of digits": (8_000_000, lambda n: HEAD + "规章" + "1" * n),
    "text of digits in rows": (400_000, lambda n: HEAD + "规章\t" + "1" * n + "\t2\t3\n"),
    "text of words run together": (2_000_000, lambda n: HEAD + "规章12" * (n // 4)),
    "text of headings of two kinds": (49_000, lambda n: HEAD + "一、总体情况\n（一）主动公开\n" * (n // 2)),
    "text of strokes": (400_000, lambda n: "|\n" * n),
    "text of strokes in pairs": (400_000, lambda n: "||\n" * n),
    "text of cells behind strokes": (400_000, lambda n: "规章 |\n" * n),
    "text of strokes in a line": (8_000_000, lambda n: HEAD + "|" * n),
    "text of ordinals": (2_000_000, lambda n: "1." * n),
    "text of sentences": (2_000_000, lambda n: HEAD + "收到申请1件。" * (n // 7)),
    "text of headings": (49_000, lambda n: HEAD + "一、总体情况\n" * n),
    "text of years": (400_000, lambda n: HEAD + "2024年" * n),
    "markdown of strokes": (400_000, lambda n: "| a | b |\n| --- | --- |\n" + "| 1 | 2 |\n" * n),
    "markdown of tables of one cell": (49_000, lambda n: "| a |\n| --- |\n\n" * (n // 3)),
    "markdown of headings": (49_000, lambda n: HEAD + "# 规章\n" * n),
    "markdown of rules": (200_000, lambda n: "| a | b |\n| --- | --- |\n" * n),
    "markdown of a long rule": (4_000_000, lambda n: "| a |\n" + "| --- " * (n // 6) + "x\n"),
    "markdown of dashes": (4_000_000, lambda n: "| a |\n|" + "-" * n + "x\n"),
    "markdown of comments": (1_000_000, lambda n: "| a | b |\n| --- | --- |\n" + "<!-- govdisclosure: " * (n // 20)),
    "markdown of strokes with slashes": (4_000_000, lambda n: "| a |\n| --- |\n|" + "\\" * n + "|\n"),
    "text of brackets": (2_000_000, lambda n: HEAD + "规章\t" + "（" * n + "\t1\n"),
    "text of notes": (400_000, lambda n: HEAD + "规章\t" + "（1）" * n + "\t1\t2\n"),
    "text of page numbers": (49_000, lambda n: HEAD + "- 1 -\n" * n),
    "text of dotted lines": (49_000, lambda n: HEAD + "一、总体情况" + "……" * 20 + "1\n" * n),
    "text of marks that combine": (2_000_000, lambda n: HEAD + "规章" + "\u0301" * n),
    "text of signs of direction": (2_000_000, lambda n: HEAD + "规章\t1" + "\u202e\u200b" * n),
    "text of percents": (49_000, lambda n: HEAD + "规章 1.5% 2 3\n" * n),
    "text of sentences about each other": (
        49_000,
        lambda n: HEAD + "一、总体情况\n" + "其中，收到申请1件，比上年增加2件，占总数的3%。\n" * n,
    ),
    "text of clauses in one sentence": (400_000, lambda n: "一、总体情况\n" + "新收1件，" * n + "\n" + HEAD),
    "text of forms of one character": (2_000_000, lambda n: HEAD + "規" * n),
    "text of carriage returns": (8_000_000, lambda n: HEAD + "\r" * n + "规章"),
    "markdown of links": (400_000, lambda n: "| a | b |\n| --- | --- |\n| " + "[" * n + " | 1 |\n"),
    "markdown of quotes in each other": (400_000, lambda n: ">" * n + " | a |\n"),
}
