"""What is different between two versions, in words and as data: from the edits, which lint has checked."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from govdisclosure.errors import UsageError
from govdisclosure.form import Form, RowsOrColumns, expand, path_name, table_name
from govdisclosure.language import Words, say, using
from govdisclosure.spec import Edit, Spec, Verb
from govdisclosure.specfile import address
from govdisclosure.versions.crosswalks import chain, crosswalk

COMPARABLE: tuple[Verb, ...] = ("relabel", "move", "split", "merge")
"""The verbs after which figures can still be compared across the change."""

VERB_WORDS: dict[Verb, Words] = {
    "add": Words("新增", "added"),
    "drop": Words("取消", "dropped"),
    "split": Words("拆分", "split"),
    "merge": Words("合并", "merged"),
    "move": Words("移动", "moved"),
    "relabel": Words("改名", "renamed"),
    "replace": Words("替换", "replaced"),
}
_AXIS_WORDS: dict[RowsOrColumns, Words] = {"rows": Words("行", "row"), "columns": Words("列", "column")}


@frozen
class Difference:
    """One edit between two versions that follow each other."""

    older: str
    newer: str
    edit: Edit
    before: tuple[str, ...]
    """The names, in the form's words, of what the edit takes."""
    after: tuple[str, ...]
    """The names of what it makes."""

    @property
    def comparable(self) -> bool:
        """Whether figures can be compared across the edit."""
        return self.edit.verb in COMPARABLE

    def sentence(self, language: str) -> str:
        """Return the edit in words."""
        with using(language):
            stop = say(zh="；", en="; ")
            names = stop.join(self.before or self.after)
            if self.before and self.after and self.after != self.before:
                names += f" → {stop.join(self.after)}"
            verb, why = VERB_WORDS[self.edit.verb], self.edit.why[language]
            limit = "" if self.comparable else say(zh="（不可比）", en=" (not comparable)")
            return say(zh=f"{verb}：{names}{limit}。{why}", en=f"{verb}: {names}{limit}. {why}")

    def to_data(self, language: str) -> dict[str, Any]:
        """Return the edit as JSON data."""
        return {
            "from": self.older,
            "to": self.newer,
            "verb": self.edit.verb,
            "at": list(self.edit.at),
            "into": [] if self.edit.verb in ("add", "drop", "relabel") else list(self.edit.made),
            "comparable": self.comparable,
            "before": list(self.before),
            "after": list(self.after),
            "why": self.edit.why[language],
        }


@frozen
class SpecDiff:
    """The differences between two versions, oldest first; `undeclared` are those that no edit accounts for."""

    older: str
    newer: str
    differences: tuple[Difference, ...]
    undeclared: tuple[str, ...]

    def to_data(self, language: str) -> dict[str, Any]:
        """Return the differences as the data of `spec diff --format json`."""
        changes = [difference.to_data(language) for difference in self.differences]
        return {
            "from": self.older,
            "to": self.newer,
            "changes": changes,
            "not_comparable": [
                {"from": c["from"], "to": c["to"], "at": place, "why": c["why"]}
                for c in changes
                if not c["comparable"]
                for place in dict.fromkeys((*c["at"], *c["into"]))
            ],
            "undeclared": list(self.undeclared),
        }


def diff(first: Spec, second: Spec, language: str) -> SpecDiff:
    """Return what is different between two versions of a family; the newer one may be given first.

    >>> from govdisclosure import load_spec
    >>> found = diff(load_spec("cn/2019"), load_spec("cn/2021"), "en")
    >>> [difference.edit.at for difference in found.differences if difference.edit.verb == "split"]
    [('applications/rows:outcome.other',)]
    """
    try:
        steps = chain(first, second)
    except UsageError:
        # Formats without a common past: all that can be said is where their trees differ.
        undeclared = tuple(difference.message for difference in crosswalk(first, second).differences)
        return SpecDiff(first.id, second.id, (), undeclared)
    differences: list[Difference] = []
    undeclared_steps: list[str] = []
    for start, end, direction in sorted(steps, key=lambda step: step[2] == "forward"):
        older, newer = (start, end) if direction == "forward" else (end, start)
        undeclared_steps += [difference.message for difference in crosswalk(older, newer).differences]
        differences += _differences(older, newer, language)
    return SpecDiff(first.id, second.id, tuple(differences), tuple(undeclared_steps))


def _differences(older: Spec, newer: Spec, language: str) -> list[Difference]:
    old, new = expand(older), expand(newer)
    edits = newer.change.edits if newer.change else ()
    found = []
    for edit in edits:
        before = () if edit.verb == "add" else tuple(place_name(old, text, language) for text in edit.at)
        after = tuple(place_name(new, text, language) for text in edit.made)
        found.append(Difference(older.id, newer.id, edit, before, after))
    return found


def place_name(form: Form, text: str, language: str) -> str:
    """Return the name of an address in the form's words; the address itself where the form has no such place."""
    table, axis, path = address(text)
    if table not in form.tables:
        return text
    name = table_name(form.spec, table, language)
    if axis is None:
        return name
    inner = path_name(form.tables[table].axis(axis), path, language)
    if inner is None:
        return text
    word = _AXIS_WORDS[axis]
    with using(language):
        return say(zh=f"{name}，“{inner}”{word}", en=f"{name}, {word} '{inner}'")


def diff_text(found: SpecDiff, language: str) -> str:
    """Return the differences as lines of text."""
    lines = [f"{found.older} → {found.newer}"]
    lines += [f"  - {difference.sentence(language)}" for difference in found.differences]
    if found.undeclared:
        lines.append(say(zh="没有编辑说明的差别：", en="differences that no edit accounts for:"))
        lines += [f"  - {message}" for message in found.undeclared]
    return "\n".join(lines) + "\n"
