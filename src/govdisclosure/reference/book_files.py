"""The rule book as a file: XLSX and CSV in both languages side by side, JSON, and a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from govdisclosure.errors import UsageError
from govdisclosure.export import Column, csv_bytes, xlsx_bytes
from govdisclosure.language import LANGUAGES, Words, current, say, using
from govdisclosure.likeness import nearest
from govdisclosure.phrasing import WorkedExample
from govdisclosure.reference import html
from govdisclosure.reference.book import BookEntry, rule_book
from govdisclosure.reference.book_page import book_page
from govdisclosure.reference.rules import scope_of
from govdisclosure.reference.site import Site
from govdisclosure.report import write_json
from govdisclosure.spec import Spec

TITLE = Words("规则手册", "Rule book")
COLUMNS = (
    Column("id", Words("规则", "Rule"), 34),
    Column("kind", Words("种类", "Kind"), 20),
    Column("table", Words("表", "Table"), 14),
    Column("scope", Words("适用于", "Applies to"), 30),
    Column("label_zh", Words("名称（中文）", "Label (Chinese)"), 28),
    Column("label_en", Words("名称（英文）", "Label (English)"), 28),
    Column("formula", Words("公式（键）", "Formula (keys)"), 40),
    Column("sentence_zh", Words("公式含义（中文）", "Meaning (Chinese)"), 50),
    Column("sentence_en", Words("公式含义（英文）", "Meaning (English)"), 50),
    Column("severity", Words("级别", "Severity"), 10),
    Column("level", Words("层次", "Level"), 8),
    Column("tolerance", Words("允许相差", "Tolerance"), 10),
    Column("source", Words("依据", "Source"), 24),
    Column("certainty", Words("确定程度", "Certainty"), 10),
    Column("since", Words("始于", "Since"), 12),
    Column("until", Words("止于", "Until"), 12),
    Column("versions", Words("哪些版本有", "Versions"), 24),
    Column("other_formulas", Words("其他版本的公式", "Formula in other versions"), 40),
    Column("predecessor", Words("前身", "Predecessor"), 24),
    Column("successor", Words("后继", "Successor"), 24),
    Column("valid", Words("正例", "Valid example"), 40),
    Column("invalid", Words("反例", "Invalid example"), 40),
    Column("wordings", Words("措辞", "Wordings"), 40),
)


def book_data(entry: BookEntry) -> dict[str, Any]:
    """Return an entry as data for JSON: labels, sentences and examples in both languages."""
    cards = {language: entry.card(language) for language in LANGUAGES}
    card = cards[LANGUAGES[0]]
    return {
        "id": entry.id,
        "kind": card.kind,
        "table": entry.id.partition("/")[0],
        "each": card.each,
        "instances": [instance.key for instance in card.instances],
        "label": {language: cards[language].label for language in LANGUAGES},
        "formula": card.formula_keys,
        "sentence": {language: cards[language].sentence for language in LANGUAGES},
        "severity": card.severity,
        "level": card.level,
        "tolerance": card.tolerance,
        "source": str(card.source),
        "certainty": card.certainty,
        "since": entry.since,
        "until": entry.until or None,
        "versions": list(entry.versions),
        "other_formulas": dict(entry.other_formulas()),
        "predecessor": entry.predecessor or None,
        "successor": entry.successor or None,
        "valid": _arithmetic({language: cards[language].valid for language in LANGUAGES}),
        "invalid": _arithmetic({language: cards[language].invalid for language in LANGUAGES}),
        "wordings": [*card.says.wordings, *card.says.none] if card.says else [],
    }


def _arithmetic(examples: Mapping[str, Sequence[WorkedExample]]) -> dict[str, list[str]]:
    return {language: [example.arithmetic for example in some] for language, some in examples.items()}


def _row(entry: BookEntry) -> dict[str, Any]:
    """Return an entry as a row of a sheet, in the current language where a column is in one only."""
    data, card = book_data(entry), entry.card(current())
    return data | {
        "kind": card.kind_name,
        "scope": scope_of(card),
        **{f"{key}_{language}": data[key][language] for key in ("label", "sentence") for language in LANGUAGES},
        "severity": card.severity_name,
        "until": entry.until,
        "predecessor": entry.predecessor,
        "successor": entry.successor,
        "certainty": card.certainty or "",
        "versions": ", ".join(entry.versions),
        "other_formulas": "\n".join(f"{version}: {text}" for version, text in entry.other_formulas()),
        "valid": "\n".join(data["valid"][current()]),
        "invalid": "\n".join(data["invalid"][current()]),
        "wordings": "\n".join(data["wordings"]),
    }


def _json(specs: Sequence[Spec]) -> bytes:
    data = {"specs": [spec.id for spec in specs], "rules": [book_data(entry) for entry in rule_book(specs)]}
    return (write_json(data) + "\n").encode()


def _html(specs: Sequence[Spec]) -> bytes:
    page = book_page(specs, current(), linked=False)
    return html.render(page, Site((page.language,), frozenset((page.place,)))).encode()


_WRITERS: dict[str, Callable[[Sequence[Spec]], bytes]] = {
    ".xlsx": lambda specs: xlsx_bytes([_row(entry) for entry in rule_book(specs)], COLUMNS, TITLE),
    ".html": _html,
    ".json": _json,
    ".csv": lambda specs: csv_bytes([_row(entry) for entry in rule_book(specs)], COLUMNS),
}


def book_bytes(specs: Sequence[Spec], name: str, language: str | None = None) -> bytes:
    """Return the rule book of some formats as a file, by the suffix of its name; JSON has both languages anyway.

    Raises `UsageError` for another suffix, and `ReadError` where a package that writes such files is missing.

    >>> import govdisclosure as gd
    >>> book_bytes([gd.load_spec("cn/2021")], "book.csv", "en").decode("utf-8-sig")[:23]
    'Rule,Kind,Table,Applies'
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in _WRITERS:
        known = " ".join(_WRITERS)
        message = say(
            zh=f"规则手册不能写成 {name}；可用：{known}", en=f"no rule book is written as {name}; known: {known}"
        )
        raise UsageError(message + nearest(suffix, _WRITERS))
    with using(language or current()):
        return _WRITERS[suffix](specs)


def book_lines(specs: Sequence[Spec]) -> Iterator[str]:
    """Yield a line for every rule: id, severity, versions and label."""
    for entry in rule_book(specs):
        card = entry.card(current())
        yield f"{entry.id}  {card.severity_name}  {', '.join(entry.versions)}  {card.label}"
