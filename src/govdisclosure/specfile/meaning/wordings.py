"""What is wrong with rules about the text: their wordings, and whether these have the number that the formula needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from govdisclosure.errors import Fault
from govdisclosure.language import Words
from govdisclosure.spec import Rule, Says, Spec, Table
from govdisclosure.specfile.meaning.common import fault_if, unknown
from govdisclosure.specfile.syntax import Path
from govdisclosure.statements import WordingError, expanded, template, word_lists

SECTION = Words("部分", "section")


def wording_faults(spec: Spec, rule: Rule, counted: bool, unread: frozenset[str], path: Path) -> Iterator[Fault]:  # noqa: FBT001 - one of two kinds of rules
    """Yield what is wrong with the wordings of a rule; `counted` says whether its formulas have the number `n`."""
    if rule.says is None:
        yield from fault_if(rule.alternatives, (*path, "or"), zh="or 需要 says", en="`or` without says", key=True)
        return
    for key in ("each", "when", "tolerance"):
        zh, en = f"有 says 的规则不能有 {key}", f"{key} has no meaning in a rule with says"
        yield from fault_if(getattr(rule, key) is not None, (*path, key), zh=zh, en=en, key=True)
    yield from fault_if(
        rule.severity == "error",
        path,
        zh="文字与表格不符，最多是 warning（核实性）：请写 severity: warning 或 info",
        en="what the text says is at most a warning: write severity: warning or info",
        key=True,
    )
    sections = [section.key for section in spec.sections]
    for number, section in enumerate(rule.says.sections):
        where = (*path, "says", "sections", number)
        yield from unknown(where, SECTION, section, sections, unread)
    yield from _templates(spec, rule.says, counted, (*path, "says"))


def _templates(spec: Spec, says: Says, counted: bool, path: Path) -> Iterator[Fault]:  # noqa: FBT001 - as above
    words = word_lists(spec.narrative)
    silent = not (says.wordings or says.none)
    yield from fault_if(silent, path, zh="says 没有任何措辞", en="says has no wording", key=True)
    yield from _wordings(says.wordings, words, (*path, "wordings"), counted=counted)
    none = (*path, "none")
    zh, en = "公式里没有 n，不能有 none", "none says that n is 0, and the formula has no n"
    yield from fault_if(says.none and not counted, none, zh=zh, en=en, key=True)
    yield from _wordings(says.none, words, none, counted=False)
    for key, listed in (("beside", says.beside), ("unless", says.unless)):
        try:
            expanded(listed, words)
        except WordingError as error:
            yield Fault(str(error), path=(*path, key))


def absence_faults(spec: Spec, table: Table) -> Iterator[Fault]:
    """Yield what is wrong with the wordings that say that a table is left out."""
    yield from _wordings(table.absent, word_lists(spec.narrative), ("tables", table.key, "absent"), counted=False)


def _wordings(
    wordings: Sequence[str], words: Mapping[str, tuple[str, ...]], path: Path, *, counted: bool
) -> Iterator[Fault]:
    """Yield what is wrong with each of some wordings; `counted` says whether they need a number, or cannot have one."""
    zh, en = "公式里有 n，措辞要有 {n}", "the formula has n, so the wording needs {n}"
    if not counted:
        zh, en = "这里的措辞不能有 {n}", "this wording cannot have {n}: no number of it is used"
    for number, wording in enumerate(wordings):
        where = (*path, number)
        try:
            yield from fault_if(template(wording, words).counted is not counted, where, zh=zh, en=en)
        except WordingError as error:
            yield Fault(str(error), path=where)
