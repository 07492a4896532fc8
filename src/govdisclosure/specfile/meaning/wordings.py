"""What is wrong with rules about the text: their wordings, and whether these have the number that the formula needs."""

from __future__ import annotations

from collections.abc import Iterator

from govdisclosure.errors import Fault
from govdisclosure.language import Words, say
from govdisclosure.spec import Rule, Says, Spec, Table
from govdisclosure.specfile.meaning.common import unknown
from govdisclosure.specfile.syntax import Path
from govdisclosure.statements import WordingError, expanded, template, word_lists

SECTION = Words("部分", "section")


def wording_faults(spec: Spec, rule: Rule, counted: bool, unread: frozenset[str], path: Path) -> Iterator[Fault]:  # noqa: FBT001 - one of two kinds of rules
    """Yield what is wrong with the wordings of a rule; `counted` says whether its formulas have the number `n`."""
    if rule.says is None:
        if rule.alternatives:
            yield Fault(say(zh="or 需要 says", en="`or` without says"), path=(*path, "or"), key=True)
        return
    for key in ("each", "when", "tolerance"):
        if getattr(rule, key) is not None:
            message = say(zh=f"有 says 的规则不能有 {key}", en=f"{key} has no meaning in a rule with says")
            yield Fault(message, path=(*path, key), key=True)
    if rule.severity == "error":
        message = say(
            zh="文字与表格不符，最多是 warning（核实性）：请写 severity: warning 或 info",
            en="what the text says is at most a warning: write severity: warning or info",
        )
        yield Fault(message, path=path, key=True)
    sections = [section.key for section in spec.sections]
    for number, section in enumerate(rule.says.sections):
        where = (*path, "says", "sections", number)
        yield from unknown(where, SECTION, section, sections, unread)
    yield from _templates(spec, rule.says, counted, (*path, "says"))


def _templates(spec: Spec, says: Says, counted: bool, path: Path) -> Iterator[Fault]:  # noqa: FBT001 - as above
    words = word_lists(spec.narrative)
    if not says.wordings and not says.none:
        yield Fault(say(zh="says 没有任何措辞", en="says has no wording"), path=path, key=True)
    for key, wordings, needed in (("wordings", says.wordings, counted), ("none", says.none, False)):
        if key == "none" and wordings and not counted:
            message = say(zh="公式里没有 n，不能有 none", en="none says that n is 0, and the formula has no n")
            yield Fault(message, path=(*path, key), key=True)
        for number, wording in enumerate(wordings):
            try:
                has_number = template(wording, words).counted
            except WordingError as error:
                yield Fault(str(error), path=(*path, key, number))
                continue
            if has_number is not needed:
                yield Fault(_number_fault(needed), path=(*path, key, number))
    for key, listed in (("beside", says.beside), ("unless", says.unless)):
        try:
            expanded(listed, words)
        except WordingError as error:
            yield Fault(str(error), path=(*path, key))


def absence_faults(spec: Spec, table: Table) -> Iterator[Fault]:
    """Yield what is wrong with the wordings that say that a table is left out."""
    words = word_lists(spec.narrative)
    for number, wording in enumerate(table.absent):
        path: Path = ("tables", table.key, "absent", number)
        try:
            counted = template(wording, words).counted
        except WordingError as error:
            yield Fault(str(error), path=path)
            continue
        if counted:
            yield Fault(_number_fault(needed=False), path=path)


def _number_fault(needed: bool) -> str:  # noqa: FBT001 - one of two sentences
    if needed:
        return say(zh="公式里有 n，措辞要有 {n}", en="the formula has n, so the wording needs {n}")
    return say(zh="这里的措辞不能有 {n}", en="this wording cannot have {n}: no number of it is used")
