"""Lint of words: names that reading cannot tell apart, missing translations and sources, and what is unused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, TypeVar

import attrs
from attrs import frozen

from govdisclosure import codes
from govdisclosure.errors import Fault
from govdisclosure.form import TOTAL, resolve
from govdisclosure.language import say
from govdisclosure.spec import BLOCKS, KEYED, Localised, Node, Source, Spec, keys_of, normal
from govdisclosure.specfile import Path

Wanted = TypeVar("Wanted")
_NUMBER = re.compile(r"[-+−]?\s*([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")


def word_remarks(spec: Spec) -> Iterator[Fault]:
    """Yield what lint has to say about the words of a spec: labels, translations, sources, values and axes."""
    yield from _head(spec)
    yield from _mappings(spec)
    for path, text in localised(spec):
        yield from _translations(text, path, spec.languages)
    yield from _ambiguous(_section_names(spec))
    for names in _siblings(spec):
        yield from _ambiguous(names)
    yield from _useless(spec)
    yield from _values(spec)
    yield from _unused(spec)


def _head(spec: Spec) -> Iterator[Fault]:
    source = spec.source
    for name, zh, en in (("document", "文号", "a document"), ("certainty", "certainty（A、B 或 C）", "a certainty")):
        if getattr(source, name) is None:
            message = say(zh=f"规格的来源缺少{zh}", en=f"the source of the spec names no {en.partition(' ')[2]}")
            yield Fault(message, path=("spec", "source"), key=True, code=codes.MISSING_SOURCE)
    if spec.status == "official" and source.certainty == "C":
        message = say(
            zh="来源未经核实（certainty: C），状态却是 official；请写 provisional 或 draft",
            en="the source is not confirmed (certainty: C), but the status is official; write provisional or draft",
        )
        yield Fault(message, path=("spec", "source", "certainty"), code=codes.UNCONFIRMED_SOURCE)


def _mappings(spec: Spec) -> Iterator[Fault]:
    """Yield a remark where a place is said to be more certain than the text that it rests on."""
    for path, source in _within(spec, (), Source):
        if source.mapping and source.certainty and source.mapping < source.certainty:
            message = say(
                zh=f"对应关系（mapping: {source.mapping}）不能比依据本身（certainty: {source.certainty}）更确定",
                en=f"a place (mapping: {source.mapping}) cannot be more certain than its source "
                f"(certainty: {source.certainty})",
            )
            yield Fault(message, path=(*path, "mapping"), code=codes.CERTAIN_MAPPING)


# translations -------------------------------------------------------------------------------------------------------


def localised(spec: Spec) -> Iterator[tuple[Path, Localised]]:
    """Yield every text of a spec with the path at which a spec file says it."""
    return _within(spec, (), Localised)


def _within(thing: Any, path: Path, wanted: type[Wanted]) -> Iterator[tuple[Path, Wanted]]:
    """Yield everything of a kind inside an object of a spec, with its path in the file."""
    kind: type = type(thing)
    if isinstance(thing, wanted):
        yield path, thing
    elif isinstance(thing, tuple):
        for number, item in enumerate(thing):
            yield from _within(item, (*path, item.key if isinstance(item, KEYED) else number), wanted)
    elif attrs.has(kind):
        for key in keys_of(kind):
            block = ("spec",) if kind is Spec and key.name not in BLOCKS else ()
            yield from _within(getattr(thing, key.field), (*path, *block, key.name), wanted)


def _translations(text: Localised, path: Path, languages: tuple[str, ...]) -> Iterator[Fault]:
    said = dict(text.texts)
    missing = [language for language in languages if not said.get(language, "").strip()]
    if missing:
        names = ", ".join(missing)
        yield Fault(say(zh=f"缺少 {names} 的文字", en=f"no text in {names}"), path=path, code=codes.MISSING_TRANSLATION)
    for language in said:
        if language not in languages:
            message = say(
                zh=f"{language} 不在规格的 languages 之中", en=f"{language} is not among the languages of the spec"
            )
            yield Fault(message, path=(*path, language), key=True, code=codes.UNDECLARED_LANGUAGE)


# names that reading cannot tell apart -------------------------------------------------------------------------------


@frozen
class _Names:
    """What one thing among its siblings may be called: each text with its path, and whether that means a key."""

    what: str
    texts: tuple[tuple[Path, str, bool], ...]
    elsewhere: bool = False
    """Whether the thing stands elsewhere in the file, and is judged there."""


def _texts(
    path: Path, key: str, label: Localised | None, aliases_key: str, aliases: tuple[str, ...]
) -> Iterator[tuple[Path, str, bool]]:
    for language, text in label.texts if label else ():
        yield (*path, key, language), text, False
    for number, text in enumerate(aliases):
        yield (*path, aliases_key, number), text, False


def _section_names(spec: Spec) -> list[_Names]:
    return [
        _Names(section.key, tuple(_texts(("sections", number), "title", section.title, "aliases", section.aliases)))
        for number, section in enumerate(spec.sections)
    ]


def _siblings(spec: Spec) -> Iterator[list[_Names]]:
    """Yield the names of all nodes that stand side by side, the total drawn among them included."""
    fragments = {axis.key: axis for axis in spec.axes}
    outlines = {("tables", table.key, "rows") for table in spec.tables if table.stub == "outline"}
    for path, node in nodes(spec):
        whole = resolve(node, fragments)
        if not (node.nodes or _names_its_total(node)):
            continue
        names = [_node_names(inner, (*path, "nodes", inner.key), fragments, not node.nodes) for inner in whole.nodes]
        if whole.total and not (path[:3] in outlines and _is_own_line(whole)):
            texts = _texts(path, "total_label", node.total_label, "total_aliases", node.total_aliases)
            names.append(_Names(TOTAL, tuple(texts)))
        yield names


def _names_its_total(node: Node) -> bool:
    """Whether a node names the total of a fragment that it uses."""
    return bool(node.use and (node.total_label or node.total_aliases))


def _is_own_line(node: Node) -> bool:
    """Whether the total of a node is drawn on the line of its own label, where labels are drawn as an outline."""
    return node.total_at == "start" and node.label is not None


def _node_names(node: Node, path: Path, fragments: dict[str, Node], elsewhere: bool) -> _Names:  # noqa: FBT001 - private
    """Return the names of a node; those that come from a fragment are placed at the node's key."""
    whole = resolve(node, fragments)
    texts = list(_texts(path, "label", node.label, "aliases", node.aliases))
    if node.label is None and whole.label:
        texts += [(path, text, True) for text in whole.label]
    if not node.aliases:
        texts += [(path, text, True) for text in whole.aliases]
    return _Names(node.key, tuple(texts), elsewhere)


def nodes(spec: Spec) -> Iterator[tuple[Path, Node]]:
    """Yield every node with its path, as the file writes them: a fragment once, and not where it is used."""

    def walk(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
        yield path, node
        for inner in node.nodes:
            yield from walk(inner, (*path, "nodes", inner.key))

    for axis in spec.axes:
        yield from walk(axis, ("axes", axis.key))
    for table in spec.tables:
        yield from walk(table.rows, ("tables", table.key, "rows"))
        yield from walk(table.columns, ("tables", table.key, "columns"))


def _ambiguous(siblings: list[_Names]) -> Iterator[Fault]:
    """Yield a remark for every thing that bears a name of one before it."""
    taken: dict[str, str] = {}
    for names in siblings:
        clash: Fault | None = None
        for path, text, key in names.texts:
            name = normal(text).casefold()
            other = taken.setdefault(name, names.what)
            if name and other != names.what and clash is None and not names.elsewhere:
                message = say(
                    zh=f"“{text}”与同级的 {other} 同名（不计空格、标点、编号和大小写），读取时无法区分",
                    en=f"'{text}' is a name of its sibling {other} too, but for spaces, punctuation, ordinals and "
                    "case: reading cannot tell them apart",
                )
                clash = Fault(message, path=path, key=key, code=codes.AMBIGUOUS_LABEL)
        if clash:
            yield clash


def _useless(spec: Spec) -> Iterator[Fault]:
    """Yield a remark for every alias that is the thing's own name already, as names are compared."""
    for number, section in enumerate(spec.sections):
        yield from _own_again(("sections", number), section.title, "aliases", section.aliases)
    for path, node in nodes(spec):
        yield from _own_again(path, node.label, "aliases", node.aliases)
        yield from _own_again(path, node.total_label, "total_aliases", node.total_aliases)


def _own_again(path: Path, label: Localised | None, key: str, aliases: tuple[str, ...]) -> Iterator[Fault]:
    known = {normal(text) for text in label or ()}
    for number, alias in enumerate(aliases):
        if normal(alias) in known:
            message = say(
                zh=f"别名“{alias}”没有用处：不计空格和标点，它已经是名称或别名",
                en=f"the alias '{alias}' says nothing new: but for spaces and punctuation it is the label or an alias",
            )
            yield Fault(message, path=(*path, key, number), code=codes.USELESS_ALIAS)
        known.add(normal(alias))


# values and axes ----------------------------------------------------------------------------------------------------


def _values(spec: Spec) -> Iterator[Fault]:
    for value in spec.values:
        path: Path = ("values", value.key)
        if value.kind == "integer" and value.tolerance not in (0, "rounding"):
            message = say(zh="整数不需要容差", en="a tolerance on whole numbers")
            yield Fault(message, path=(*path, "tolerance"), code=codes.TOLERANCE_ON_INTEGERS)
        for mark in value.marks:
            plain = unicodedata.normalize("NFKC", mark.text).strip()
            for unit in value.unit or ():
                plain = plain.removesuffix(unicodedata.normalize("NFKC", unit)).strip()
            if _NUMBER.fullmatch(plain):
                message = say(
                    zh=f"记号“{mark.text}”本身是一个数，不能再代表别的数",
                    en=f"the mark '{mark.text}' is a number, and cannot stand for other numbers",
                )
                yield Fault(message, path=(*path, "marks", mark.text), key=True, code=codes.MARK_IS_NUMBER)


def _used(spec: Spec) -> list[Node]:
    """Return every node that a table is made of, a fragment once."""
    fragments = {axis.key: axis for axis in spec.axes}
    found = [root for table in spec.tables for root in (table.rows, table.columns)]
    for node in found:  # which grows by what stands below each
        found += node.nodes
        if node.use in fragments:
            found.append(fragments.pop(node.use))
    return found


def _unused(spec: Spec) -> Iterator[Fault]:
    used = _used(spec)
    axes = {node.use for node in used}
    values = {table.value for table in spec.tables} | {node.value for node in used}
    for value in spec.values:
        if value.key not in values:
            message = say(zh=f"没有表或节点用到值 {value.key}", en=f"nothing uses the value {value.key}")
            yield Fault(message, path=("values", value.key), key=True, code=codes.UNUSED_VALUE)
    for axis in spec.axes:
        if axis.key not in axes:
            message = say(zh=f"没有表用到轴 {axis.key}", en=f"no table uses the axis {axis.key}")
            yield Fault(message, path=("axes", axis.key), key=True, code=codes.UNUSED_AXIS)
