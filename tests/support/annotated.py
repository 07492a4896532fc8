"""Checked documents of every kind with two wrong figures, and their annotated copies."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from random import Random
from typing import Any

from attrs import evolve, frozen
from lxml import etree  # type: ignore[import-untyped]

import govdisclosure as gd
from govdisclosure.annotation import annotated_bytes
from govdisclosure.inputs import Input
from govdisclosure.language import using
from govdisclosure.reading import read_bytes
from govdisclosure.writing import Format, write_bytes
from tests.support.drawing import Printer
from tests.support.filled import filled, spoiled
from tests.support.printing import blocks_of

STATED = "本年度共收到政府信息公开申请 12 件。其余按期办结。"
WRITTEN: dict[str, Format] = {"docx": "docx", "xlsx": "xlsx", "html": "html", "md": "md"}
KINDS = (*WRITTEN, "pdf")


def wrong_report() -> tuple[gd.Report, dict[int, int]]:
    """A report with two wrong cells and a sentence that its tables contradict, and what the cells should be."""
    report = evolve(filled(Random(3)), sections={"overview": STATED, "problems": "存在的问题如下。"})
    return spoiled(Random(5), report, 2)


@frozen
class Annotated:
    """A document, what a check of it found, and its annotated copy."""

    data: bytes
    result: gd.CheckResult
    copy: bytes

    def xml(self, part: str) -> Any:
        """Return the root of a part of the copy."""
        return etree.fromstring(zipfile.ZipFile(io.BytesIO(self.copy)).read(part))


def annotated(data: bytes, language: str = "zh") -> Annotated:
    """Check a document and annotate it."""
    with using(language):
        result = gd.check(read_bytes(data))
        return Annotated(data, result, annotated_bytes(result, Input("document", content=data), ""))


@cache
def document(kind: str) -> Annotated:
    """The wrong report as a document of a kind, annotated in Chinese."""
    report, _ = wrong_report()
    return annotated(Printer().print_all(blocks_of(report)) if kind == "pdf" else write_bytes(report, WRITTEN[kind]))
