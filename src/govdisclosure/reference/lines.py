"""The rows and columns of a table as records: what is printed, its key, what it means, and where that comes from."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from govdisclosure.form import TOTAL, ExpandedAxis, Form, Header, RowsOrColumns, TableForm, path_name, source_of
from govdisclosure.language import current, say
from govdisclosure.reference.blocks import Code, Link, Record, Records, Strong, Text, anchor_of
from govdisclosure.reference.sources import certainty_letters
from govdisclosure.spec import Source, Value, number_text


def line_records(form: Form, table: TableForm) -> Records:
    """Return the rows of a table and then its columns, their headers included, in drawn order."""
    translated = current() != form.spec.languages[0]
    head = [say(zh="表上所印", en="Label")]
    if translated:
        head.append(say(zh="原文", en="As printed"))
    head += [say(zh="键", en="Key"), say(zh="含义", en="Meaning"), say(zh="依据", en="Source")]
    head.append(say(zh="确定程度", en="Certainty"))
    axes: tuple[tuple[RowsOrColumns, str], ...] = (
        ("rows", say(zh="行", en="Rows")),
        ("columns", say(zh="列", en="Columns")),
    )
    rows: list[Record] = []
    for name, title in axes:
        rows.append(Record(((Strong(title),), *((("",),) * (len(head) - 1))), heading=True))
        rows += _Lister(form, table, name, translated=translated).records()
    widths = (20, 17, 19, 20, 16, 8) if translated else (27, 23, 22, 19, 9)
    return Records(tuple(head), tuple(rows), widths)


@frozen(eq=False)
class _Lister:
    form: Form
    table: TableForm
    name: RowsOrColumns
    translated: bool
    """Whether the page speaks another language than the form."""

    @property
    def axis(self) -> ExpandedAxis:
        return self.table.axis(self.name)

    def records(self) -> Iterator[Record]:
        yield from self._below(self.axis.root, self.form.spec.source, 0, outermost=True)

    def _below(self, header: Header, outer: Source, depth: int, *, outermost: bool = False) -> Iterator[Record]:
        source = (header.node.source or Source()).within(outer)
        if outermost:
            source = source_of(self.form.spec, self.table.table.source, header.node.source)
        shown = header.label is not None or header.line is not None or not outermost
        if shown:
            yield self._record(header, source, depth)
        depth += shown
        is_listed = False
        for child in header.children:
            if child.kind != "key":
                yield from self._below(child, source, depth)
            elif not is_listed:  # those that a report lists are alike
                is_listed = True
                yield self._open_record(header, source, depth)

    def _record(self, header: Header, source: Source, depth: int) -> Record:
        texts = [self._printed(header, current())]
        if self.translated:
            texts.append(self._printed(header, self.form.spec.languages[0]))
        return Record(
            (
                *((text,) for text in texts),
                (Code(header.path or TOTAL),) if header.line is not None else ("—",),
                tuple(self._meaning(header)),
                (str(source) or "—",),
                (certainty_letters(source),),
            ),
            depth,
            heading=header.line is None,
        )

    def _open_record(self, header: Header, source: Source, depth: int) -> Record:
        kind = {
            "text": say(zh="名称", en="a name"),
            "integer": say(zh="整数", en="a whole number"),
            "date": say(zh="日期", en="a date"),
            "code": say(
                zh=f"{'、'.join(map(str, header.node.digits))} 位编码",
                en=f"a code of {', '.join(map(str, header.node.digits))} digits",
            ),
        }[header.node.open or "text"]
        said = say(zh="由报告自行列出，每项一个", en="one for each that the report lists")
        if header.node.open == "code":
            said += say(zh="；等于以其编码开头的各项之和", en="; the sum of those whose codes begin with its own")
        texts: list[Text] = [(f"（{kind}）" if current() == "zh" else f"({kind})",)]
        return Record(
            (
                *texts * (1 + self.translated),
                (Code(f"{header.path}.…"),),
                (said,),
                (str(source) or "—",),
                (certainty_letters(source),),
            ),
            depth,
        )

    def _printed(self, header: Header, language: str) -> str:
        return header.text(language) or say(zh="（表上不印）", en="(not printed)")

    def _meaning(self, header: Header) -> Iterator[str | Link]:
        """Yield what the spec says of a line and what follows from its place in the axis."""
        said: list[str | Link] = []
        if header.own.note:
            said.append(header.own.note[current()])
        if header.line is None:
            said.append(say(zh="只是标题，没有单元格。", en="A header only, without cells."))
        else:
            said += [text for text in (self._total(header), self._ratio(header), self._outside(header)) if text]
            said += self._value(header)
        for number, part in enumerate(said):
            if number and current() == "en":
                yield " "
            yield part

    def _total(self, header: Header) -> str:
        node = header.node
        if header.kind != "total" and header.own.total is None:
            return ""
        if node.open:
            return say(zh="等于报告在其下所列各项之和。", en="The sum of what the report lists below it.")
        return {
            "exact": say(zh="等于其下各项之和。", en="The sum of what stands below its header."),
            "at_least": say(
                zh="不小于其中各项之和：其下所列只是一部分。",
                en="At least the sum of its parts: what is listed below is only some of it.",
            ),
            "free": say(
                zh="另行填报，不由其下各项得出。", en="Reported by itself; it does not follow from what stands below."
            ),
        }[node.total or "free"]

    def _ratio(self, header: Header) -> str:
        ratio = header.own.ratio
        if ratio is None:
            return ""
        part, whole = (path_name(self.axis, path, current()) for path in (ratio.of, ratio.to))
        times = "" if ratio.times == 1 else f"{number_text(ratio.times)} × "
        return say(zh=f"等于 {times}“{part}” ÷ “{whole}”，四舍五入。", en=f"{times}'{part}' ÷ '{whole}', rounded.")

    def _outside(self, header: Header) -> str:
        if header.own.in_total is False:
            return say(zh="不计入上一级的合计。", en="Not counted in the total above it.")
        if header.own.minus:
            return say(zh="从上一级的合计中减去。", en="Taken off the total above it.")
        return ""

    def _value(self, header: Header) -> Iterator[str | Link]:
        """Say what the line's cells hold where that is not what the table says."""
        places = self.table.cells.items()
        which = 0 if self.name == "rows" else 1
        values = {self.form.values[index] for place, index in places if place[which] == header.line}
        if len(values) == 1 and (value := next(iter(values))).key != self.table.table.value:
            yield say(zh="值 ", en="Value ")
            yield Link(value_name(value), anchor=anchor_of("value", value.key))
            yield say(zh="。", en=".")


def value_name(value: Value) -> str:
    """Return the key of a value, with its unit."""
    if value.unit is None:
        return value.key
    unit = value.unit[current()]
    return say(zh=f"{value.key}（{unit}）", en=f"{value.key} ({unit})")
