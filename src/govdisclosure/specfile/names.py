"""Whether the parts of a spec fit each other: every name means something, and every total has something to sum."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from attrs import field, frozen

from govdisclosure.form import ExpandedAxis, expand_axis, lines_at, place_of, resolve
from govdisclosure.language import say
from govdisclosure.likeness import nearest
from govdisclosure.spec import LEAD, Headline, Node, Rule, Spec, Table, Value, formula, is_specimen
from govdisclosure.specfile.structure import check_key
from govdisclosure.specfile.syntax import Path

_ID = re.compile(r"[a-z][a-z0-9_-]*(/[a-z0-9][a-z0-9_.-]*)+")


@frozen
class Misfit:
    """A fault of meaning: what is wrong, and the path of what says it; `offset` points inside a formula."""

    path: Path
    message: str
    key: bool = False
    offset: int | None = None


def misfits(spec: Spec, *, unread: frozenset[str] = frozenset()) -> list[Misfit]:
    """Return every fault of meaning, in the order of the file; names in `unread` were given but could not be read."""
    return list(_Check(spec, unread).all())


@frozen
class _Check:
    spec: Spec
    unread: frozenset[str]
    axes: dict[tuple[str, str], ExpandedAxis] = field(factory=dict, init=False)

    def all(self) -> Iterator[Misfit]:
        spec = self.spec
        if not _ID.fullmatch(spec.id):
            yield Misfit(
                ("spec", "id"),
                say(zh=f"{spec.id} 不是“类别/年份”形式的标识", en=f"{spec.id} is not an id of the form family/year"),
            )
        if spec.numbering and not is_specimen(spec.numbering):
            yield _no_specimen(("spec", "numbering"), spec.numbering)
        if spec.headline:
            yield from _headline(spec.headline)
        if not spec.languages:
            yield Misfit(("spec", "languages"), say(zh="没有语言", en="no languages"))
        yield from self._sections()
        for value in spec.values:
            yield from _value(value)
        broken = False
        for axis in spec.axes:
            for misfit in self._node(axis, ("axes", axis.key), root=True):
                broken = True
                yield misfit
        for table in spec.tables:
            found = list(self._table(table))
            yield from found
            if not found and not broken:
                yield from self._crossings(table)
        yield from self._rules()

    # sections ---------------------------------------------------------------------------------------------------

    def _sections(self) -> Iterator[Misfit]:
        tables = [table.key for table in self.spec.tables]
        seen: set[str] = set()
        drawn: set[str] = set()
        for number, section in enumerate(self.spec.sections):
            path: Path = ("sections", number)
            if fault := check_key(section.key):
                yield Misfit((*path, "key"), fault)
            if section.key in seen or section.key == LEAD:
                what = section.key
                yield Misfit(
                    (*path, "key"), say(zh=f"章节键 {what} 已被占用", en=f"the section key {what} is already taken")
                )
            seen.add(section.key)
            if not section.text and not section.draw:
                yield Misfit(
                    path, say(zh="章节既无 text 也无 draw", en="a section needs text: true, or draw: with its tables")
                )
            for i, stack in enumerate(section.draw):
                for j, key in enumerate(stack):
                    if key not in tables:
                        yield from self._unknown((*path, "draw", i, j), key, tables, zh="表", en="table")
                    elif key in drawn:
                        yield Misfit(
                            (*path, "draw", i, j), say(zh=f"表 {key} 画了两次", en=f"the table {key} is drawn twice")
                        )
                    drawn.add(key)
        for key in tables:
            if key not in drawn and "sections" not in self.unread:
                yield Misfit(
                    ("tables", key),
                    say(zh=f"没有章节画表 {key}", en=f"no section draws the table {key}"),
                    key=True,
                )

    def _unknown(self, path: Path, name: str, known: Iterable[str], *, zh: str, en: str) -> Iterator[Misfit]:
        if name not in self.unread:
            yield Misfit(path, say(zh=f"没有名为 {name} 的{zh}", en=f"there is no {en} {name}") + nearest(name, known))

    # axes and tables --------------------------------------------------------------------------------------------

    def _node(self, node: Node, path: Path, *, root: bool = False, bare: bool = False) -> Iterator[Misfit]:
        """Check a node and all below it; `bare` nodes need no label."""
        if node.value is not None and node.value not in {value.key for value in self.spec.values}:
            known = [value.key for value in self.spec.values]
            yield from self._unknown((*path, "value"), node.value, known, zh="值", en="value")
        if node.use is not None:
            if node.nodes:
                yield Misfit((*path, "nodes"), say(zh="use 和 nodes 不能并用", en="nodes beside use"), key=True)
            fragments = {axis.key: axis for axis in self.spec.axes}
            if node.use not in fragments:
                yield from self._unknown((*path, "use"), node.use, fragments, zh="轴", en="axis")
                return
            if self._cyclic(node, fragments):
                yield Misfit((*path, "use"), say(zh=f"轴 {node.use} 引用了自己", en=f"the axis {node.use} uses itself"))
                return
            merged = resolve(node, fragments)
        else:
            merged = node
        yield from self._own(node, merged, path, root=root, bare=bare)
        for inner in node.nodes:
            yield from self._node(inner, (*path, "nodes", inner.key), bare=bare)

    def _own(self, node: Node, merged: Node, path: Path, *, root: bool, bare: bool) -> Iterator[Misfit]:
        if node.numbering and not is_specimen(node.numbering):
            yield _no_specimen((*path, "numbering"), node.numbering)
        if merged.label is None and not root and not bare:
            yield Misfit(path, say(zh=f"节点 {node.key} 没有 label", en=f"the node {node.key} has no label"), key=True)
        if merged.open is not None:
            if root:
                yield Misfit((*path, "open"), say(zh="轴的根不能用 open", en="the root of an axis cannot be open"))
            if merged.nodes:
                yield Misfit((*path, "open"), say(zh="open 和 nodes 不能并用", en="nodes beside open"), key=True)
            if merged.total is not None:
                yield Misfit(
                    (*path, "total"), say(zh="open 节点自带合计，不写 total", en="an open node has its total by itself")
                )
        elif merged.total is None:
            for name in ("total_label", "total_at"):
                if getattr(node, name) is not None:
                    yield Misfit((*path, name), say(zh=f"{name} 需要 total", en=f"{name} without total"), key=True)
        elif not merged.nodes:
            yield Misfit((*path, "total"), say(zh="total 下没有子节点", en="a total with nothing below it"), key=True)
        needs_label = merged.open is not None or (merged.total is not None and merged.total_at != "start")
        if needs_label and merged.total_label is None:
            yield Misfit(path, say(zh="缺少 total_label", en="missing key total_label"), key=True)

    def _cyclic(self, node: Node, fragments: dict[str, Node]) -> bool:
        """Whether following `use` from a node comes back to a fragment on the way."""

        def visit(inner: Node, way: tuple[str, ...]) -> bool:
            if inner.use is not None:
                if inner.use in way:
                    return True
                if inner.use in fragments and visit(fragments[inner.use], (*way, inner.use)):
                    return True
            return any(visit(child, way) for child in inner.nodes)

        return visit(node, ())

    def _table(self, table: Table) -> Iterator[Misfit]:
        path: Path = ("tables", table.key)
        if table.key == "report":
            yield Misfit(path, say(zh="report 是保留的表名", en="report is a reserved name for a table"), key=True)
        known = [value.key for value in self.spec.values]
        if table.value not in known:
            yield from self._unknown((*path, "value"), table.value, known, zh="值", en="value")
        lone_row = table.rows.use is None and len(table.rows.nodes) == 1 and table.rows.total is None
        yield from self._node(table.rows, (*path, "rows"), root=True, bare=lone_row)
        yield from self._node(table.columns, (*path, "columns"), root=True)

    def _crossings(self, table: Table) -> Iterator[Misfit]:
        """Check what needs both axes of a table that is sound by itself."""
        fragments = {axis.key: axis for axis in self.spec.axes}
        if not all(_uses_known(node, fragments) for node in (*self.spec.axes, table.rows, table.columns)):
            return  # an axis could not be read, and is at fault itself
        path: Path = ("tables", table.key)
        for name, axis in (("rows", table.rows), ("columns", table.columns)):
            outline = name == "rows" and table.stub == "outline"
            expanded = expand_axis(axis, fragments, lambda _: (), outline=outline)
            self.axes[table.key, name] = expanded
            if not expanded.lines:
                yield Misfit((*path, name), say(zh="没有任何单元格", en="has no cells"), key=True)
            for header in expanded.root.walk():
                if header.kind == "total" and header.label is None:
                    where = (*path, name, *(step for key in header.path.split(".") for step in ("nodes", key)))
                    yield Misfit(where, say(zh="缺少 total_label", en="missing key total_label"), key=True)
        rows, columns = self.axes[table.key, "rows"], self.axes[table.key, "columns"]
        both = next(((r, c) for r in rows.lines for c in columns.lines if r.value and c.value), None)
        if both:
            yield Misfit(
                path,
                say(
                    zh=f"行 {both[0].path} 和列 {both[1].path} 都指定了 value，两者只能取一",
                    en=f"row {both[0].path} and column {both[1].path} both name a value for one cell",
                ),
                key=True,
            )
        for number, void in enumerate(table.void):
            for key, name, lines in (("row", void.row, rows), ("column", void.column, columns)):
                if not lines_at(lines, name):
                    where = (*path, "void", number, key)
                    yield from self._unknown(where, name, lines.by_path, zh="行或列", en="row or column")

    # rules ------------------------------------------------------------------------------------------------------

    def _rules(self) -> Iterator[Misfit]:
        tables = {table.key: table for table in self.spec.tables}
        for rule in self.spec.rules:
            path: Path = ("rules", rule.key)
            if rule.each and not rule.table:
                yield Misfit((*path, "each"), say(zh="each 需要 table", en="each without table"), key=True)
            if rule.table is not None and rule.table not in tables:
                yield from self._unknown((*path, "table"), rule.table, tables, zh="表", en="table")
                known_table = False
            else:
                known_table = True
            names: set[str] = set()
            for key, text in (("check", rule.check), ("when", rule.when)):
                if text is None:
                    continue
                try:
                    parsed = formula.parse(text, formula.CHECKS if key == "check" else formula.GUARDS)
                except formula.FormulaError as error:
                    yield Misfit((*path, key), error.message, offset=error.position)
                    continue
                names |= {reference.text for reference in parsed.references}
                if not parsed.references:
                    yield Misfit((*path, key), say(zh="公式没有提到任何单元格", en="the formula names no cell"))
                if known_table:
                    for reference in parsed.references:
                        yield from self._reference(rule, reference, (*path, key))
            yield from _examples(rule, names, path)

    def _reference(self, rule: Rule, reference: formula.Reference, path: Path) -> Iterator[Misfit]:
        def misfit(zh: str, en: str, offer: str = "") -> Misfit:
            return Misfit(path, say(zh=zh, en=en) + offer, offset=reference.position)

        text = reference.text
        if reference.path is not None and not rule.each:
            yield misfit(
                f"{text} 应写成 [行, 列]（规则没有 each）", f"{text} must be [row, column]: the rule has no each"
            )
            return
        if reference.path is None and not (reference.table or rule.table):
            yield misfit(f"{text} 没有说是哪张表", f"{text} does not say which table")
            return
        table, row, column = place_of(reference, rule, None)
        if table not in {known.key for known in self.spec.tables}:
            for unknown in self._unknown(path, table, (t.key for t in self.spec.tables), zh="表", en="table"):
                yield Misfit(path, unknown.message, offset=reference.position)
            return
        rows, columns = self.axes.get((table, "rows")), self.axes.get((table, "columns"))
        if rows is None or columns is None:
            return  # the table has faults of its own
        for axis, name, zh, en in ((rows, row, "行", "row"), (columns, column, "列", "column")):
            if not name or name in axis.by_path:
                continue
            if name in axis.groups:
                yield misfit(
                    f"{zh} {name} 只是表头，没有自己的单元格", f"{en} {name} is a header without cells of its own"
                )
            elif name not in self.unread:
                offer = nearest(name, axis.by_path)
                yield misfit(f"表 {table} 没有{zh} {name}", f"the table {table} has no {en} {name}", offer)
        yield from self._void_reference(table, row, column, misfit)

    def _void_reference(
        self, table: str, row: str, column: str, misfit: Callable[[str, str], Misfit]
    ) -> Iterator[Misfit]:
        spec_table = self.spec.table(table)
        rows, columns = self.axes[table, "rows"], self.axes[table, "columns"]
        for void in spec_table.void:
            void_rows = {rows.lines[i].path for i in lines_at(rows, void.row)}
            void_columns = {columns.lines[i].path for i in lines_at(columns, void.column)}
            hit_row = row in void_rows if row else bool(void_rows)
            hit_column = column in void_columns if column else bool(void_columns)
            if hit_row and hit_column and row and column:
                yield misfit(f"表 {table} 没有单元格 [{row}, {column}]", f"the cell {table}[{row}, {column}] is void")


def _uses_known(node: Node, fragments: dict[str, Node]) -> bool:
    if node.use is not None and node.use not in fragments:
        return False
    return all(_uses_known(inner, fragments) for inner in node.nodes)


def _no_specimen(path: Path, text: str) -> Misfit:
    return Misfit(
        path,
        say(
            zh=f"“{text}”不是编号样式；样式示范第一项，如 一、 （一） 1. A",
            en=f"'{text}' is no numbering: write the first item's ordinal, as in 一、 （一） 1. A",
        ),
    )


def _headline(headline: Headline) -> Iterator[Misfit]:
    written: list[tuple[Path, str]] = [(("label", language), text) for language, text in headline.label.texts]
    written += [(("aliases", number), text) for number, text in enumerate(headline.aliases)]
    for path, text in written:
        unknown = set(re.findall(r"\{([^}]*)\}", text)) - {"organisation", "year", "title"}
        if unknown:
            name = min(unknown)
            yield Misfit(("spec", "headline", *path), say(zh=f"不认识 {{{name}}}", en=f"{{{name}}} is not understood"))


def _value(value: Value) -> Iterator[Misfit]:
    path: Path = ("values", value.key)
    numbers = [("min", value.min)] + [("marks", n) for mark in value.marks for n in (mark.low, mark.high)]
    if value.kind == "integer":
        for key, number in numbers:
            if isinstance(number, Decimal):
                yield Misfit((*path, key), say(zh=f"整数值不能有小数 {number}", en=f"{number} for an integer"))
    if not value.numeric and (value.min is not None or value.marks or value.tolerance):
        yield Misfit(
            path, say(zh="非数值不能有 min、marks、tolerance", en="min, marks or tolerance on what is no number")
        )
    if value.kind != "decimal" and value.places is not None:
        yield Misfit((*path, "places"), say(zh="只有 decimal 有小数位", en="only a decimal has places"), key=True)
    if value.tolerance < 0:
        yield Misfit((*path, "tolerance"), say(zh="容差不能为负", en="a tolerance below zero"))


def _examples(rule: Rule, names: set[str], path: Path) -> Iterator[Misfit]:
    for kind, examples in (("valid", rule.examples.valid), ("invalid", rule.examples.invalid)):
        for number, example in enumerate(examples):
            where: Path = (*path, "examples", kind, number)
            given = {name for name, _ in example.numbers}
            for name in sorted(given - names):
                yield Misfit(
                    (*where, name),
                    say(zh=f"公式里没有 {name}", en=f"the formula has no {name}") + nearest(name, names),
                    key=True,
                )
            for name in sorted(names - given):
                yield Misfit(where, say(zh=f"例子没有给出 {name}", en=f"the example gives no number for {name}"))
