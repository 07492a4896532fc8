"""Loading a spec file: what is sound becomes a `Spec`, and every fault of the rest is listed with its place."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.language import using
from govdisclosure.specfile.dump import dump_spec
from govdisclosure.specfile.load import _with, read_text
from govdisclosure.specfile.store import find_spec
from govdisclosure.specfile.syntax import MAX_CHARACTERS
from tests.support.made_up import made_up
from tests.support.minimal import minimal, minimal_text, rule

ROWS = "{nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}}}}"


def faults(text: str) -> list[str]:
    """Return the faults of a spec file, each as one line without the name of the file."""
    with pytest.raises(gd.SpecError) as caught:
        gd.load_text(text, "f.yaml")
    assert all(fault.file == "f.yaml" for fault in caught.value.faults)
    assert str(caught.value) == "\n".join(str(fault) for fault in caught.value.faults)
    return [str(fault).removeprefix("f.yaml:") for fault in caught.value.faults]


def at(text: str, needle: str, after: str = "") -> str:
    """Return line and column of a piece of text: the first, or the first after another piece."""
    return line_and_column(text, text.index(needle, text.index(after)))


def line_and_column(text: str, position: int) -> str:
    """Return where a character of a text stands, both counted from 1."""
    before = text[:position]
    return f"{before.count(chr(10)) + 1}:{position - before.rfind(chr(10))}"


@given(st.one_of(made_up(), st.sampled_from(gd.spec_ids()).map(find_spec)))
def test_a_format_survives_its_text(spec: gd.Spec) -> None:
    """Writing a format down and loading it gives the format again."""
    assert gd.load_text(dump_spec(spec)) == spec


def test_where_a_format_came_from() -> None:
    """A format knows the file it was loaded from, and that is no part of what it says."""
    one, other = (gd.load_text(minimal_text(), file) for file in ("one.yaml", "other.yaml"))
    assert (one.origin, other.origin) == ("one.yaml", "other.yaml")
    assert one == other
    assert hash(one) == hash(other)


def test_five_faults_of_different_kinds() -> None:
    """A duplicate key, a wrong type, an unknown key, a formula, an unknown name: all are listed, each in its place."""
    text = minimal_text(rows=ROWS, rules=rule("a == b + ") + rule("a == bb")[6:].replace("law", "other"))
    text = text.replace("  for_years: 2024..", "  for_years: 2024..\n  for_years: 2025..")
    text = text.replace("kind: text", "kind: text, minn: 0").replace("places: 2", "places: 2.5")
    end = "expected the name of a row or column, found the end of the formula"
    assert faults(text) == [
        f"{at(text, 'for_years: 2025')}: duplicate key for_years, first given in line 4",
        f"{at(text, '2.5')}: expected a whole number, found the number 2.5",
        f"{at(text, 'minn')}: unknown key minn; did you mean min?",
        f"{at(text, QUOTE, 'a == b + ')}: formula: {end}",
        f"{at(text, 'bb')}: the table stock has no row bb; did you mean b?",
    ]


QUOTE = "'"


def test_faults_are_listed_in_the_order_of_the_file_and_once() -> None:
    """The list of faults reads from top to bottom, without repeats."""
    text = minimal_text(value="counts").replace("kind: date", "kind: dat").replace("figures", "Figures")
    found = faults(text)
    places = [tuple(map(int, fault.split(":")[:2])) for fault in found]
    assert len(found) == 3
    assert places == sorted(places)


WRONG = {
    "a number for a text": ('revision: "1"', "revision: 1", "1", "expected text, found the number 1; put it in quotes"),
    "a truth value for a text": (
        "document: 文号",
        "document: true",
        "true",
        "expected text, found the truth value true",
    ),
    "a list for a text": ("document: 文号", "document: [文号]", "[文号]", "expected text, found a list"),
    "a text for a number": ("places: 2", 'places: "2"', '"2"', "expected a whole number, found the text '2'"),
    "a fraction for a whole number": (
        "places: 2",
        "places: 3.9",
        "3.9",
        "expected a whole number, found the number 3.9",
    ),
    "a truth value for a whole number": (
        "places: 2",
        "places: true",
        "true",
        "expected a whole number, found the truth value true",
    ),
    "a truth value for a number": ("min: 0", "min: false", "false", "expected a number, found the truth value false"),
    "a text for a number that may be an amount": (
        "tolerance: 0.01",
        "tolerance: 1_000",
        "1_000",
        "expected a number or rounding, found the text '1_000'",
    ),
    "a text for a truth value": (
        "draw: [[stock]]",
        "draw: [[stock]], text: yes",
        "yes",
        "expected true or false, found the text 'yes'",
    ),
    "nothing": ("kind: date", "kind: date, unit: ", "}\n", "is empty; leave the key out instead"),
    "a text for labels": (
        "title: {zh: 报告}",
        "title: 报告",
        "报告",
        "expected a text per language, as in {zh: …, en: …}, found the text '报告'",
    ),
    "labels in no language": ("title: {zh: 报告}", "title: {}", "{}", "no text in any language"),
    "labels in what is no language": ("title: {zh: 报告}", "title: {Zh: 报告}", "Zh", "Zh is not a language code"),
    "a number for a label": (
        "title: {zh: 报告}",
        "title: {zh: 2024}",
        "2024",
        "expected text, found the number 2024; put it in quotes",
    ),
    "another word": (
        "kind: text",
        "kind: txt",
        "txt",
        "expected one of integer, decimal, text, date; found the text 'txt'; did you mean text?",
    ),
    "a number for a word": (
        "kind: text",
        "kind: 1",
        "1",
        "expected one of integer, decimal, text, date; found the number 1",
    ),
    "years in words": (
        "for_years: 2024..",
        "for_years: 2024 on",
        "2024 on",
        "expected report years, as in 2021.., 2019..2020 or 2019; found the text '2024 on'",
    ),
    "years that run backwards": (
        "for_years: 2024..",
        "for_years: 2024..2020",
        "2024..2020",
        "the years 2024..2020 run backwards",
    ),
    "a mark without an interval": ('"/": [0, 0]', '"/": 0', "0, ", "expected an interval, as in [0, 1]"),
    "a mark with half an interval": ('"/": [0, 0]', '"/": [0]', "[0]", "expected an interval, as in [0, 1]"),
    "an interval that runs backwards": ("[1, 8]", "[8, 1]", "[8, 1]", "expected an interval, as in [0, 1]"),
    "an interval of texts": ("[1, 8]", '["1", "8"]', '["1"', "expected an interval, as in [0, 1]"),
    "marks in a list": (
        '{"/": [0, 0], "<9": [1, 8]}',
        '["/"]',
        '["/"]',
        'expected a mapping from marks to intervals, as in {"/": [0, 0]}, found a list',
    ),
    "a list of nodes": ("rows: {nodes: ", "rows: {nodes: [a], nodes2: ", "[a]", "expected a mapping, found a list"),
    "a text for a node": ("b: {label: {zh: 乙}}", "b: 乙", "乙", "expected a mapping, found the text '乙'"),
    "a mapping for a list": ("draw: [[stock]]", "draw: {stock: 1}", "{stock", "expected a list, found a mapping"),
    "a key in capitals": (
        "word: ",
        "Word: ",
        "Word",
        "the key 'Word' must be lower-case letters, digits and underscores, beginning with a letter",
    ),
    "a reserved key": ("b: {label", "total: {label", "total", "total is reserved and cannot be a key"),
    "a key that says its key": ("b: {label", "b: {key: b, label", "key: b", "unknown key key"),
    "a missing key": ("day: {kind: date}", "day: {unit: {zh: 天}}", "day", "missing key kind"),
    "an unknown block": ("values:\n", "valued: {}\nvalues:\n", "valued", "unknown key valued; did you mean values?"),
    "a block inside the head": (
        "  title: {zh: 报告}",
        "  title: {zh: 报告}\n  rules: {}",
        "rules",
        "rules stands outside spec:",
    ),
    "an origin": ("  title: {zh: 报告}", "  title: {zh: 报告}\n  origin: here", "origin", "unknown key origin"),
}


@pytest.mark.parametrize("name", WRONG)
def test_nothing_is_coerced(name: str) -> None:
    """A value of another shape than the language asks for is refused where it stands, and never turned into one."""
    old, new, needle, message = WRONG[name]
    text = minimal_text(rows=ROWS)
    assert old in text
    text = text.replace(old, new, 1)
    position = text.index(needle, text.index(new))
    assert f"{line_and_column(text, position)}: {message}" in faults(text)


def test_unquoted_words_that_look_like_numbers_stay_text() -> None:
    """A date and a number with underscores need no quotes: they are text."""
    text = minimal_text(rows="{nodes: {a: {label: {zh: 2024-01-31}}, b: {label: {zh: 1_000}}}}")
    table = gd.load_text(text).table("stock")
    assert [node.label["zh"] for node in table.rows.nodes if node.label] == ["2024-01-31", "1_000"]


def test_an_empty_body_is_a_node_that_says_nothing() -> None:
    """A row of one unlabelled node may be written as its key alone."""
    assert gd.load_text(minimal_text(rows="{nodes: {figure: }}")).table("stock").rows.nodes[0].label is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1:1: the file is empty"),
        ("# nothing but a comment\n", "1:1: the file is empty"),
        ("just a text", "1:1: a spec file is a mapping; found the text 'just a text'"),
        ("[]", "1:1: a spec file is a mapping; found a list"),
        ("values: {}\n", "1:1: the block spec: is missing"),
        ("spec: 5\n", "1:1: the block spec: is missing"),
        ("spec: {}\n---\nspec: {}\n", "2:1: a file holds one YAML document"),
        ("{spec: {id: a/b}", "2:1: while parsing a flow mapping, did not find expected ',' or '}'"),
        ("spec:\n  title: a: b\n", "2:11: mapping values are not allowed in this context"),
        ("spec:\n\tid: 1\n", "2:1: while scanning for the next token, found character that cannot start any token"),
        ("? [a]\n: 1\n", "1:3: a key must be text"),
        ("spec: \x00\n", "1:1: "),
    ],
)
def test_no_spec_at_all(text: str, message: str) -> None:
    """What is no mapping, or no YAML, is refused with one sentence that says where."""
    (found,) = faults(text)
    assert found.startswith(message)


def test_a_missing_head_still_shows_other_faults() -> None:
    """Faults of the outermost mapping are listed together."""
    assert faults("tabels: {}\n") == [
        "1:1: unknown key tabels; did you mean tables?",
        "1:1: the block spec: is missing",
    ]


SYNTAX = {
    "an anchor": ("{zh: 甲}", "&x {zh: 甲}", "&x", "no anchors and no aliases here (& and *)"),
    "an alias": ("{zh: 甲}", "*x", "*x", "no anchors and no aliases here (& and *)"),
    "a tag": (
        "zh: 甲",
        "zh: !!python/name:os.system 甲",
        "!!py",
        "no tags here: tag:yaml.org,2002:python/name:os.system",
    ),
    "a merge key": ("{zh: 甲}", "{<<: {zh: 甲}}", "<<", "no merge key << here"),
    "a duplicate key": ("{zh: 甲}", "{zh: 甲, zh: 乙}", "zh: 乙}}", "duplicate key zh, first given in line 17"),
}


@pytest.mark.parametrize("name", SYNTAX)
def test_the_strict_subset_of_yaml(name: str) -> None:
    """Anchors, aliases, tags, merge keys and duplicate keys are refused where they stand."""
    old, new, needle, message = SYNTAX[name]
    text = minimal_text(rows=ROWS.replace(old, new))
    assert f"{at(text, needle)}: {message}" in faults(text)


def test_the_first_of_two_equal_keys_counts_and_the_second_is_looked_through() -> None:
    """A fault inside the second of two equal keys is listed too."""
    text = minimal_text(rows=ROWS).replace("word: {kind: text}", "word: {kind: text}\n  word: {kind: !x text}")
    assert faults(text) == [
        f"{at(text, 'word: {kind: !x')}: duplicate key word, first given in line 12",
        f"{at(text, '!x')}: no tags here: !x",
    ]


def test_deep_nesting() -> None:
    """Nesting has a limit far beyond any form, and a text beyond it is refused where it is reached."""
    deep = "{nodes: {a: " * 30 + "{}" + "}}" * 30
    (found,) = faults(minimal_text(rows=deep))
    assert found.endswith(": nested deeper than 40 levels")


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "spec: {? " * 5_000])
def test_absurd_depth(text: str) -> None:
    """A text that only opens brackets is refused like any other, and does not exhaust the stack."""
    (found,) = faults(text)
    assert "nested deeper than 40 levels" in found or "a key must be text" in found or "expected" in found


def test_a_text_of_ten_megabytes() -> None:
    """A text beyond any form is refused before it is parsed."""
    (found,) = faults("#" * 10_000_000)
    assert found == f"1:1: the file is too large (10000000 characters); at most {MAX_CHARACTERS}"


def test_a_file_of_many_megabytes_is_not_read_to_its_end(tmp_path: Path) -> None:
    """A file that is too large is refused like a text that is."""
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(10**9)
    with pytest.raises(gd.SpecError, match=r"larger than 16 MB"):
        read_text(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A file that cannot be opened is named, with the reason."""
    with pytest.raises(gd.SpecError, match=r"none\.yaml: cannot be opened: No such file"):
        read_text(tmp_path / "none.yaml")


def test_a_binary_file(tmp_path: Path) -> None:
    """A file in another encoding than UTF-8 is refused and never guessed at."""
    path = tmp_path / "gbk.yaml"
    path.write_bytes("spec: {title: 报告}".encode("gbk"))
    with pytest.raises(gd.SpecError, match=r"gbk\.yaml:1:1: is not UTF-8 text"):
        read_text(path)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    """Editors that begin a file with a byte order mark do no harm."""
    path = tmp_path / "bom.yaml"
    path.write_text(minimal_text(), encoding="utf-8-sig")
    assert gd.load_spec(path) == minimal()


def test_names_are_checked_although_other_parts_are_faulty() -> None:
    """A fault of shape in one table does not hide a wrong name in a rule about another."""
    tables = """tables:
  stock: {value: count, rows: {nodes: {a: {label: {zh: 甲}}}}, columns: {nodes: {n: {label: {zh: 数}}}}}
  broken: {value: count, rows: {nodes: {a: {label: {zh: 甲}}}}, columns: {nodes: {n: {label: 数}}}}"""
    text = minimal_text(tables=tables, rules=rule("a == b")).replace("[[stock]]", "[[stock, broken]]")
    assert faults(text) == [
        f"{at(text, '数}}}}', 'label: 数')}: expected a text per language, as in {{zh: …, en: …}}, found the text '数'",
        f"{at(text, 'b', 'check: ')}: the table stock has no row b",
    ]


def test_what_could_not_be_read_is_not_reported_missing() -> None:
    """A name that was given, but whose body is faulty, counts as known: one mistake is one fault."""
    text = minimal_text(rules=rule("a == b")).replace("count: {kind: integer", "count: {kind: int")
    assert faults(text) == [
        f"{at(text, 'int,')}: expected one of integer, decimal, text, date; found the text 'int'; did you mean integer?"
    ]
    text = minimal_text(rows=ROWS.replace("{zh: 乙}", "乙"), rules=rule("a == b"))
    assert len(faults(text)) == 1
    text = minimal_text().replace("stock:\n    value: count", "Stock:\n    value: count")
    assert len(faults(text)) == 2  # the key, and that sections draw it under another name


def test_a_name_that_is_faulty_in_one_table_is_not_missed_in_another() -> None:
    """It may be the one that was meant; so is a fragment, and what it uses that nobody knows is told once, there."""
    tables = """tables:
  stock: {value: count, rows: {nodes: {a: {label: {zh: 甲}}}}, columns: {nodes: {n: {label: {zh: 数}}}}}
  broken: {value: count, rows: {nodes: {b: {label: 乙}}}, columns: {nodes: {n: {label: {zh: 数}}}}}"""
    text = minimal_text(tables=tables, rules=rule("a == b")).replace("[[stock]]", "[[stock, broken]]")
    assert len(faults(text)) == 1
    used = minimal_text(axes="axes:\n  f: {nodes: {a: {use: gone}}}", rows="{use: f}", rules=rule("a == b"))
    (said,) = faults(used)
    assert said.endswith("there is no axis gone")
    assert len(faults(minimal_text(axes="axes:\n  f: 5", rows="{use: f}", rules=rule("a == b")))) == 1


def test_a_bug_of_the_loader_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not told as one."""

    def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(sys.modules["govdisclosure.specfile.structure"], "_converter", fail)
    with pytest.raises(ZeroDivisionError):
        gd.load_text(minimal_text())


def test_what_is_taken_out_with_something_around_it_is_gone_already() -> None:
    """Of faults within each other the outer one leaves no place for the inner one."""
    assert _with({"a": 5}, ("a", "b"), {}) == {"a": 5}


def test_faults_in_the_head_do_not_hide_those_below() -> None:
    """An unknown key in the head is listed beside faults of the tables."""
    text = minimal_text(rules=rule("a == x")).replace("  for_years", "  remark: x\n  for_years")
    assert [fault.split(": ", 1)[1] for fault in faults(text)] == [
        "unknown key remark",
        "the table stock has no row x",
    ]


def test_a_missing_part_of_the_head() -> None:
    """Without its title a spec cannot be built, and that is said at the head."""
    text = minimal_text().replace("  title: {zh: 报告}\n", "")
    assert faults(text) == ["1:1: missing key title"]


def test_messages_in_chinese() -> None:
    """Faults are told in the language of whoever asked."""
    text = minimal_text().replace("kind: date", "kind: dat")
    with using("zh"):
        assert "应为 integer、decimal、text、date 之一，实为文字“dat”；是不是 date？" in faults(text)[0]
