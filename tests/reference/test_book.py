"""The rule book and the ledger: every rule once, told truly in every form, and no published id with another meaning."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest

import govdisclosure as gd
from govdisclosure.documents import rows_of_first_sheet
from govdisclosure.form.specimen import specimen_form
from govdisclosure.language import LANGUAGES, using
from govdisclosure.phrasing.cards import rule_card, rule_ids
from govdisclosure.reference import added, book_bytes, changed, ledger, rule_book
from govdisclosure.reference.blocks import Code
from govdisclosure.reference.book_files import COLUMNS
from govdisclosure.reference.book_page import _versions
from govdisclosure.specfile.store import find_spec
from tests.support.ledger import current, published
from tests.support.minimal import minimal_text, rule
from tests.support.planting import CLEAN, WHY

CN = [find_spec(name) for name in ("cn/2014", "cn/2019", "cn/2021")]
NEWER = CLEAN.replace("shop/2030", "shop/2031").replace("2030..", "2031..").replace("        sold:", "        out:")
NEWER = NEWER.replace("== sold", "== out").replace("sold: ", "out: ")
NEWER += f"change:\n  from: shop/2030\n  edits:\n    - move: stock/rows:sold\n      to: stock/rows:out\n      {WHY}\n"


def test_every_rule_of_every_version_is_in_the_book_once() -> None:
    """With the versions that have it, the newest family order first."""
    book = rule_book(CN)
    assert len({entry.id for entry in book}) == len(book)
    for spec in CN:
        assert {entry.id for entry in book if spec.id in entry.versions} == set(rule_ids(specimen_form(spec)))
    assert {entry.card("zh").kind for entry in book} == {"sum", "rule", "bound", "statement"}


def test_since_and_until() -> None:
    """The first version that has a rule, and the last one where that is not the newest."""
    book = {entry.id: entry for entry in rule_book(CN)}
    assert (book["applications/balance"].since, book["applications/balance"].until) == ("cn/2019", "")
    assert (book["procurement/cells:min"].since, book["procurement/cells:min"].until) == ("cn/2019", "cn/2019")
    ((version, formula),) = book["applications/rows:outcome"].other_formulas()
    assert version == "cn/2019"
    assert formula.endswith("outcome.other")


def test_a_rule_that_the_edits_moved_has_a_successor() -> None:
    """And its successor has it as predecessor; a rule that kept its id has neither."""
    older = gd.load_text(CLEAN)
    newer = gd.load_text(NEWER)
    book = {entry.id: entry for entry in rule_book([newer, older])}
    assert (book["stock/rows:sold"].until, book["stock/rows:sold"].successor) == ("shop/2030", "stock/rows:out")
    assert (book["stock/rows:out"].since, book["stock/rows:out"].predecessor) == ("shop/2031", "stock/rows:sold")
    assert (book["stock/columns:total"].predecessor, book["stock/columns:total"].successor) == ("", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_says_what_the_cards_say(language: str) -> None:
    """XLSX and CSV hold the same, a row for every rule, with both languages side by side."""
    table = list(csv.reader(io.StringIO(book_bytes(CN, "book.csv", language).decode("utf-8-sig"))))
    sheet = [list(row) for row in rows_of_first_sheet(book_bytes(CN, "BOOK.XLSX", language))]
    assert [len(table), len(table[0])] == [len(rule_book(CN)) + 1, len(COLUMNS)]
    assert [row[0] for row in sheet] == [row[0] for row in table]
    by_id = {row[0]: dict(zip((column.key for column in COLUMNS), row, strict=True)) for row in table[1:]}
    row = by_id["applications/balance"]
    for each in LANGUAGES:
        card = rule_card(CN[-1], "applications/balance", each)
        assert (row[f"label_{each}"], row[f"sentence_{each}"]) == (card.label, card.sentence)
    assert row["versions"] == "cn/2019, cn/2021"
    assert by_id["applications/stated_new"]["wordings"]


def test_the_data_of_the_book() -> None:
    """JSON with both languages, and null where there is nothing."""
    data = json.loads(book_bytes(CN, "book.json"))
    assert data["specs"] == [spec.id for spec in CN]
    (entry,) = (one for one in data["rules"] if one["id"] == "applications/carry_over")
    assert (entry["level"], entry["severity"], entry["certainty"]) == (2, "warning", "B")
    assert entry["instances"][0] == "natural_person"
    assert (entry["until"], entry["predecessor"], entry["successor"]) == (None, None, None)
    assert set(entry["valid"]) == set(LANGUAGES)
    assert all(entry["valid"][each] and entry["invalid"][each] for each in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_the_book_stands_by_itself(language: str) -> None:
    """It is well-formed, names every rule, and links to nothing beside it."""
    text = book_bytes(CN, "book.html", language).decode()
    tree = ET.fromstring(text.removeprefix("<!DOCTYPE html>"))  # noqa: S314 - made a moment ago
    said = "".join(tree.itertext())
    assert all(entry.id in said and entry.card(language).sentence in said for entry in rule_book(CN))
    assert all(link.get("href", "").startswith("#") for link in tree.iter("a"))


def test_a_formula_of_a_spreadsheet_is_text_in_the_book() -> None:
    """A label from a stranger is never run."""
    spec = gd.load_text(minimal_text(rules=rule("a == b").replace("平衡", "'=1+1'")))
    assert "'=1+1" in book_bytes([spec], "book.csv").decode("utf-8-sig")


def test_a_book_of_another_kind() -> None:
    """One sentence names those that there are."""
    with using("en"), pytest.raises(gd.UsageError, match=r"no rule book is written as book.xls; known: .xlsx .html"):
        book_bytes(CN, "book.xls")


# The ledger -----------------------------------------------------------------------------------------------------------


def test_no_published_rule_has_changed_its_meaning() -> None:
    """What an id was published for it says for ever; a new meaning is a new id."""
    assert changed(published(), current()) == []


def test_every_rule_is_in_the_ledger() -> None:
    """New ones are entered by `python -m tests.support.ledger`, which leaves the others as they are."""
    assert added(published(), current()) == published()


def test_the_ledger_tells_a_change_of_meaning() -> None:
    """In what is compared, how, where, on which condition and how exactly; words and severity may be mended."""
    before = ledger([gd.load_text(minimal_text(rules=rule("a == b + c", ", when: d > 0")))])
    for text in (
        rule("a == b", ", when: d > 0"),
        rule("a <= b + c", ", when: d > 0"),
        rule("a == b + c", ", when: d > 1"),
        rule("a == b + c", ", when: d > 0, tolerance: 1"),
        rule("a == b + c"),
    ):
        with using("en"):
            (said,) = changed(before, ledger([gd.load_text(minimal_text(rules=text))]))
        assert said.startswith("the rule stock/law of test/2024 no longer means a == b + c when d > 0 #")
    for text in (
        rule("a == b + c", ", when: d > 0, severity: warning"),
        rule("a == b + c", ", when: d > 0").replace("平衡", "相等"),
    ):
        assert changed(before, ledger([gd.load_text(minimal_text(rules=text))])) == []


def test_the_ledger_tells_a_rule_that_is_gone() -> None:
    """And enters what is new without touching the rest."""
    before, now = {"a/1": {"t/r": "x #1"}}, {"a/1": {"t/s": "y #2"}}
    with using("zh"):
        assert changed(before, now) == ["a/1 的规则 t/r 已经公布，不能取消"]
    assert added(before, {"a/1": {"t/r": "other", "t/s": "y #2"}}) == {"a/1": {"t/r": "x #1", "t/s": "y #2"}}


def test_a_number_of_the_text_has_its_place_in_the_meaning() -> None:
    """Twice the number is not the number."""
    spec = CN[-1]
    other = gd.load_text(gd.dump_spec(spec).replace("n == 10000 * [fee, amount]", "n == 1000 * [fee, amount]"))
    with using("en"):
        (said,) = changed(ledger([spec]), ledger([other]))
    assert "fees/stated_fees" in said


def test_the_page_of_the_book_names_what_a_rule_was_and_became() -> None:
    """Beside the versions in which it is."""
    book = {entry.id: entry for entry in rule_book([gd.load_text(CLEAN), gd.load_text(NEWER)])}
    with using("en"):
        sold, out = (list(_versions(book[f"stock/rows:{key}"], linked=False)) for key in ("sold", "out"))
    assert sold[-2:] == ["; became ", Code("stock/rows:out")]
    assert out[-2:] == ["; was ", Code("stock/rows:sold")]
