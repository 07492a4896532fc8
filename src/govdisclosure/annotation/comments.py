"""What is said on a document: findings, suspects and problems of a result, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from govdisclosure.documents import Annotation, Comment, Review
from govdisclosure.export import counts_in_words
from govdisclosure.findings import CheckResult, Finding
from govdisclosure.grid import Document, TextBlock, squeezed
from govdisclosure.language import say
from govdisclosure.localisation import Located
from govdisclosure.phrasing import SEVERITY
from govdisclosure.report import Problem, Report

MAX_WAYS = 5
"""Sets of cells of one component that are shown; more are too many to look through in a document."""
MAX_PLACES = 1_000
"""Places with comments; what is said beyond them is in the result."""


@frozen
class _Said:
    """A comment, its place in words (empty for the document as a whole), and the text that it is about."""

    place: str
    comment: Comment
    quote: str = ""


def review_of(result: CheckResult, document: Document) -> Review:
    """Return what a result says, in the order of the document it is about, in the current language."""
    order = {place: number for number, place in reversed([*enumerate(document.places())])}
    said = [*_suspects(result), *_findings(result, document), *_problems(result)]
    places: dict[tuple[str, str], list[Comment]] = {}
    for one in sorted(said, key=lambda one: order.get(one.place, -1)):
        places.setdefault((one.place, one.quote), []).append(one.comment)
    annotations = [
        Annotation(n, place, tuple(comments), quote) for n, ((place, quote), comments) in enumerate(places.items(), 1)
    ]
    return Review(_title(result), tuple(_whole(result, len(annotations))), tuple(annotations[:MAX_PLACES]))


def _title(result: CheckResult) -> str:
    report = result.report
    facts = [report.organisation, str(report.period) if report.period else None, report.spec.id]
    named = "  ".join(fact for fact in facts if fact)
    return say(zh=f"核对结果：{named}", en=f"Result of checking: {named}")


def _whole(result: CheckResult, annotations: int) -> Iterator[str]:
    """Yield what is said of the report as a whole."""
    yield counts_in_words(result)
    if result.findings and not result.location.is_clean:
        yield result.location.message
    if annotations > MAX_PLACES:
        yield say(
            zh=f"批注太多，只列出前 {MAX_PLACES} 处。", en=f"Too many comments: the first {MAX_PLACES} are shown."
        )


def _suspects(result: CheckResult) -> Iterator[_Said]:
    for component in result.location.components if result.findings else ():
        yield from _ways(component, result.report)


def _ways(component: Located, report: Report) -> Iterator[_Said]:
    """Yield what each cell of the likeliest sets should be."""
    ways = len(component.suspects)
    for number, suspect in enumerate(component.suspects[:MAX_WAYS], 1):
        title = say(zh="应改", en="to correct")
        if ways > 1:
            title = say(zh=f"可能的改法 {number}/{ways}", en=f"possible correction {number} of {ways}")
        if (more := len(suspect.cells) - 1) > 0:
            title += say(zh=f"，与另外 {more} 格一起", en=f", together with {more} more")
        for cell, line in zip(suspect.cells, suspect.lines(), strict=True):
            yield _Said(report.place(cell.index), Comment("suspect", title, line))


def _findings(result: CheckResult, document: Document) -> Iterator[_Said]:
    """Yield what failed, or was explained; what could not be decided is counted, and its blanks are problems."""
    for finding in result.findings:
        if finding.status != "undecided":
            place, quote = _place_of(finding, document)
            tone = finding.severity if finding.status == "fail" else "info"
            words = finding.worded()
            parts = (words.place, words.arithmetic, words.advice, words.source, finding.id)
            text = say(zh="。", en=". ").join(part.rstrip("。.") for part in parts if part)
            yield _Said(place, Comment(tone, words.kind, text), quote)


def _place_of(finding: Finding, document: Document) -> tuple[str, str]:
    """Return where a finding belongs: the clause that it quotes, else the first of its cells that has a place."""
    if finding.statement:
        clause = squeezed(finding.statement.clause)
        blocks = (block for block in document.blocks if isinstance(block, TextBlock))
        place = next((block.place for block in blocks if clause in squeezed(block.text)), "")
        if place:
            return place, finding.statement.clause
    return next((cell.place for cell in finding.cells if cell.place and cell.ref.of == "this"), ""), ""


def _problems(result: CheckResult) -> Iterator[_Said]:
    for problem in result.problems:
        place = problem.place or _first_cell(problem, result.report)
        yield _Said(place, Comment(problem.severity, str(SEVERITY[problem.severity]), problem.message))


def _first_cell(problem: Problem, report: Report) -> str:
    """Return the place of the first cell that a problem is about; nothing if it names no table."""
    asked = (problem.table, problem.row, problem.column)
    named = (
        place
        for index, cell in enumerate(report.form.cells)
        if all(name in (None, own) for name, own in zip(asked, (cell.table, cell.row, cell.column), strict=True))
        if (place := report.place(index))
    )
    return next(named, "") if problem.table else ""
