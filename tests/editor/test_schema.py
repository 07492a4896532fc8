"""JSON Schemas before an independent validator: what loads is valid, what does not is refused where they can say so."""

import copy
import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path as FilePath
from typing import Any, get_args

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

import govdisclosure as gd
from govdisclosure import codes
from govdisclosure import spec as model
from govdisclosure.editor import report_json, schema
from govdisclosure.editor.key_tables import with_key_tables
from govdisclosure.language import using
from govdisclosure.report import MAX_DIGITS, decode
from govdisclosure.report import contents as report_contents
from govdisclosure.report.jsontext import parse_json
from govdisclosure.spec import LEAD, formula
from govdisclosure.spec.numbering import is_specimen
from govdisclosure.specfile.dump import dump_spec
from govdisclosure.specfile.scalars import check_key
from govdisclosure.specfile.store import bundled_folder, find_spec
from govdisclosure.testing import reports
from tests.support.made_up import made_up
from tests.support.minimal import COLUMNS, minimal_text, rule

BUNDLED = gd.spec_ids()
SPECS = st.one_of(st.sampled_from(BUNDLED).map(find_spec), made_up())
LANGUAGE = Draft7Validator(schema.spec_schema())
CHINESE = re.compile("[\u4e00-\u9fff]")

Path = tuple[Any, ...]


def plain(text: str) -> Any:
    """Parse a spec file as any other program would."""
    return YAML(typ="safe").load(text)


@cache
def bundled(name: str) -> Any:
    """Return a bundled spec file as another program sees it; what changes it takes a copy."""
    return plain((bundled_folder() / f"{name}.yaml").read_text(encoding="utf-8"))


def loads(data: Any) -> bool:
    """Whether data are a spec; JSON is YAML too."""
    try:
        gd.load_text(json.dumps(data, ensure_ascii=False, default=float))
    except gd.SpecError:
        return False
    return True


@cache
def validator(spec: gd.Spec) -> Draft7Validator:
    """Return a validator of report JSON of a format, whose schema is one."""
    found = schema.report_schema(spec)
    Draft7Validator.check_schema(found)
    return Draft7Validator(found)


def reads(data: Any, spec: gd.Spec) -> bool:
    """Whether data are report JSON of a format."""
    try:
        decode.from_data(data, spec=spec)
    except gd.ReadError:
        return False
    # A schema holds for a file by itself, which names its format.
    return bool(data.get("spec") == spec.id)


def paths(data: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of everything inside some data."""
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, inner in items:
        yield from paths(inner, (*path, step))


def at(data: Any, path: Path) -> Any:
    """Return what stands at a path."""
    for step in path:
        data = data[step]
    return data


def changed(data: Any, path: Path, change: Callable[[Any, Any], None]) -> Any:
    """Return a copy in which `change` was done to the owner of what stands at a path."""
    data = copy.deepcopy(data)
    change(at(data, path[:-1]), path[-1])
    return data


JUNK: list[Any] = [True, None, "junk", "", 7, -1, 10**20, Decimal("1.5"), [], {}, ["junk"], {"value": 1}, {"mark": "/"}]


@attrs.frozen
class Mutation:
    """One thing in some data made another: replaced by junk, left out, under another key, or there twice."""

    path: Path
    kind: str
    junk: Any

    def of(self, data: Any) -> Any:
        """Return a copy of the data with that done to it."""

        def change(owner: Any, step: Any) -> None:
            if self.kind == "junk":
                owner[step] = copy.deepcopy(self.junk)
            if self.kind == "twice":
                owner["unheard_of"] = owner[step]
            if self.kind == "key":
                owner["unheard_of"] = owner.pop(step)
            if self.kind == "out":
                del owner[step]

        return changed(data, self.path, change)


@st.composite
def mutations(draw: st.DrawFn, data: Any) -> Mutation:
    """Draw a mutation of some data."""
    path = draw(st.sampled_from([path for path in paths(data) if path]))
    kinds = ["junk", "out", "key", "twice"] if isinstance(at(data, path[:-1]), dict) else ["junk", "out"]
    return Mutation(path, draw(st.sampled_from(kinds)), draw(st.sampled_from(JUNK)))


# The spec language ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", [None, "zh", "en"])
def test_the_schema_of_the_spec_language_is_a_schema_of_draft_07(language: str | None) -> None:
    """In either language, and in both."""
    Draft7Validator.check_schema(schema.spec_schema(language))
    assert schema.spec_schema(language)["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_there_are_descriptions_in_two_languages_only() -> None:
    """Another language is refused by name."""
    with pytest.raises(gd.UsageError, match="fr"):
        schema.spec_schema("fr")


def descriptions(data: Any) -> Iterator[str]:
    """Yield every description of a schema."""
    for path in paths(data):
        if path and path[-1] == "description" and isinstance(at(data, path), str):
            yield at(data, path)


def test_descriptions_are_in_the_language_asked_for() -> None:
    """By default both, the Chinese first."""
    for text in descriptions(schema.spec_schema("zh")):
        assert CHINESE.search(text)
    both = list(descriptions(schema.spec_schema()))
    for text, en in zip(both, descriptions(schema.spec_schema("en")), strict=True):
        assert text.endswith("\n\n" + en)


def test_every_key_of_the_language_is_explained_once() -> None:
    """A field that is added to the model without words fails here."""
    for kind in model.KINDS:
        unsaid = {field.name for field in attrs.fields(kind)} - {key.field for key in model.keys_of(kind)}
        assert unsaid <= {"key", "origin"}, kind
    kinds = (*model.KINDS, model.Localised, model.YearRange, model.Mark, model.Example)
    every = [*map(model.meaning, kinds), *(key.words for kind in kinds for key in model.keys_of(kind))]
    assert all(CHINESE.search(zh) and zh.endswith("。") and en.endswith((".", "`")) for zh, en in every)


def test_what_has_keys_of_its_own_is_listed() -> None:
    """Whoever follows the types of keys from a spec on meets no other kind of object."""
    types = {key.type for kind in model.KINDS for key in model.keys_of(kind)}
    inner = {part for kind in types for part in (kind, *get_args(kind)) if isinstance(part, type) and attrs.has(part)}
    assert {kind for kind in inner if model.keys_of(kind)} | {gd.Spec} == set(model.KINDS)


@pytest.mark.parametrize(("language", "name"), [("en", "spec-language.md"), ("zh", "spec-language.zh.md")])
def test_the_pages_of_the_spec_language_are_not_stale(language: str, name: str) -> None:
    """`govdisclosure --lang en spec keys --into docs/spec-language.md` writes its tables of keys; none is left out."""
    page = (FilePath(__file__).parents[2] / "docs" / name).read_text(encoding="utf-8")
    with using(language):
        assert with_key_tables(page) == page
    assert {found[1] for found in re.finditer("<!-- keys of ([A-Za-z]+) -->", page)} == {
        k.__name__ for k in model.KINDS
    }


@pytest.mark.parametrize("name", BUNDLED)
def test_every_bundled_spec_is_valid(name: str) -> None:
    """As a program sees it that knows nothing of ours."""
    assert [error.message for error in LANGUAGE.iter_errors(bundled(name))] == []


@given(made_up())
def test_every_spec_that_loads_is_valid(spec: gd.Spec) -> None:
    """Whatever the language can say."""
    assert [error.message for error in LANGUAGE.iter_errors(plain(dump_spec(spec)))] == []


def test_a_child_is_valid_without_tables_and_invalid_with_them() -> None:
    """What a child does not say, it takes over."""
    child = """
        spec: {id: cn/2027, for_years: 2027.., source: {document: 示例}}
        extends: cn/2021
        change: {edits: [{drop: "applications/rows:outcome.other", why: {zh: 取消}}]}
    """
    data = plain(child)
    assert LANGUAGE.is_valid(data)
    assert not LANGUAGE.is_valid({**data, "tables": bundled("cn/2021")["tables"]})


@given(st.data())
def test_the_schema_of_the_language_refuses_nothing_that_loads(data: st.DataObject) -> None:
    """An editor never marks what is right."""
    whole = bundled(data.draw(st.sampled_from(BUNDLED)))
    broken = data.draw(mutations(whole)).of(whole)
    assume(one_verb(broken))
    sound = LANGUAGE.is_valid(broken) or not loads(broken)
    assert sound


def one_verb(data: Any) -> bool:
    """Whether every edit has one verb, for which loading does not look."""
    try:
        edits = data["change"]["edits"]
        return all(sum(verb in edit for verb in model.VERBS) == 1 for edit in edits)
    except (KeyError, TypeError):
        return True


@pytest.mark.parametrize("edit", ["{why: {zh: 因}}", "{drop: a, add: b, why: {zh: 因}}", "{drop: a/b, why: {zh: 因}}"])
def test_an_edit_has_one_verb_and_names_a_place(edit: str) -> None:
    """A table, or a path on one of its axes."""
    text = minimal_text(change="change: {from: x/1, edits: [EDIT]}")
    assert LANGUAGE.is_valid(plain(text.replace("EDIT", "{drop: a, why: {zh: 因}}")))
    assert LANGUAGE.is_valid(plain(text.replace("EDIT", "{merge: ['a/rows:b.c', 'a/columns:d'], why: {zh: 因}}")))
    assert not LANGUAGE.is_valid(plain(text.replace("EDIT", edit)))


@given(st.data())
def test_an_unknown_key_is_refused_at_every_level(data: st.DataObject) -> None:
    """By the schema and by the loader alike."""
    whole = bundled(data.draw(st.sampled_from(BUNDLED)))
    names = ("nodes", "values", "tables", "rules", "axes", "marks")
    maps = [path for path in paths(whole) if isinstance(at(whole, path), dict) and (not path or path[-1] not in names)]
    path = data.draw(st.sampled_from([path for path in maps if "examples" not in path]))
    broken = changed(whole, (*path, "Unknown"), lambda owner, step: owner.update({step: "x"}))
    sound = LANGUAGE.is_valid(broken), loads(broken)
    assert sound == (False, False)


@given(st.data())
def test_a_number_or_a_list_is_no_text(data: st.DataObject) -> None:
    """A text put as something else is refused by both."""
    whole = bundled(data.draw(st.sampled_from(BUNDLED)))
    texts = [path for path in paths(whole) if isinstance(at(whole, path), str)]
    path = data.draw(st.sampled_from(texts))
    wrong = data.draw(st.sampled_from([7, ["x"], True, None]))
    broken = changed(
        whole,
        path,
        lambda owner, step: owner.update({step: wrong}) if isinstance(owner, dict) else owner.__setitem__(step, wrong),
    )
    if path[-1] == "for_years":
        wrong = None
    sound = LANGUAGE.is_valid(broken), loads(broken)
    assert sound == (False, False)


@pytest.mark.parametrize("key", ["id", "revision", "for_years", "title", "source"])
def test_what_every_spec_must_say_is_asked_for(key: str) -> None:
    """Both name it as missing."""
    whole = copy.deepcopy(bundled("cn/2021"))
    del whole["spec"][key]
    assert not LANGUAGE.is_valid(whole)
    assert not loads(whole)


@pytest.mark.parametrize(
    "text",
    [
        minimal_text(rows="{use: x, nodes: {a: {label: {zh: 甲}}}}", axes="axes: {x: {nodes: {b: {label: {zh: 乙}}}}}"),
        minimal_text(rows="{nodes: {a: {label: {zh: 甲}, open: text, total: exact, total_label: {zh: 计}}}}"),
        minimal_text(rows="{nodes: {a: {label: {zh: 甲}, open: text, total_at: start}}}"),
        minimal_text(rows="{open: text, total_label: {zh: 计}}"),
        minimal_text(rows="{nodes: {a: {label: {zh: 甲}, total_label: {zh: 计}}}}"),
        minimal_text(rows="{nodes: {a: {label: {zh: 甲}, total: free, total_label: {zh: 计}}}}"),
        minimal_text(rows="{total: exact, nodes: {a: {label: {zh: 甲}}}}"),
        minimal_text(rows="{nodes: {total: {label: {zh: 甲}}}}"),
        minimal_text(rows="{nodes: {A: {label: {zh: 甲}}}}"),
        minimal_text(rows="{nodes: {a: {label: 甲}}}"),
        minimal_text(rows="{nodes: {a: {label: {}}}}"),
        minimal_text(rows="{numbering: Item, nodes: {a: {label: {zh: 甲}}}}"),
        minimal_text(values="values:\n  count: {kind: integer, places: 2}"),
        minimal_text(values="values:\n  count: {kind: integer, min: 0.5}"),
        minimal_text(values="values:\n  count: {kind: integer, marks: {'/': [0]}}"),
        minimal_text(values="values:\n  count: {kind: integer, marks: {'/': [0, 0.5]}}"),
        minimal_text(values="values:\n  count: {kind: number}"),
        minimal_text(values="values:\n  count: {kind: text, min: 0}"),
        minimal_text(values="values:\n  count: {kind: integer, tolerance: -1}"),
        minimal_text(
            sections="sections:\n  - {key: figures, title: {zh: 数据}, draw: [[stock]]}\n  - {key: x, title: {zh: 文}}"
        ),
        minimal_text(rules=rule("a = b")),
        minimal_text(rules=rule("a < b")),
        minimal_text(rules=rule("a + == b")),
        minimal_text(rules=rule("1 == 2")),
        minimal_text(rules=rule("a == b", ", when: a")),
        minimal_text(rules=rule("a == b", ", severity: fatal")),
        minimal_text(rules=rule("a == b").replace("table: stock, ", "")),
        minimal_text(change="change: {edits: []}"),
        minimal_text(change="change: {from: x/1, edits: [{drop: a}]}"),
    ],
)
def test_what_the_language_forbids_the_schema_forbids(text: str) -> None:
    """One fault each."""
    assert not LANGUAGE.is_valid(plain(text))
    with pytest.raises(gd.SpecError):
        gd.load_text(text)


@pytest.mark.parametrize("years", ["2021..", "2019..2020", 2019, "2019"], ids=repr)
def test_years_may_be_written_in_four_ways(years: object) -> None:
    """Open, closed, one as a number, one as a text."""
    data = copy.deepcopy(bundled("cn/2021"))
    data["spec"]["for_years"] = years
    assert LANGUAGE.is_valid(data)


@pytest.mark.parametrize("years", ["2021-2022", "..2020", "21..", 21, True, None, "2019...2020"], ids=repr)
def test_other_years_are_refused(years: object) -> None:
    """By the schema, before the loader."""
    data = copy.deepcopy(bundled("cn/2021"))
    data["spec"]["for_years"] = years
    assert not LANGUAGE.is_valid(data)
    assert not loads(data)


PIECES = "a|b.c|_x|prior|prior.a|prior.|t[a, b]|[a, b]|prior[a,b]|prior.t[ a , b ]|t|[|]|,|+|-|*|2|0.5|1.|2a|中|."
SIGNS = ["==", "<=", ">=", "<", ">", "!=", "=", " ", "  ", "\t"]
TOKENS = st.lists(st.sampled_from([*PIECES.split("|"), *SIGNS]), max_size=12).map("".join)
SOUND = st.builds(
    "{} {} {}".format,
    *(
        st.lists(st.sampled_from(["a", "2 * b.c", "prior.a", "t[a, b]", "0.5*prior[a,b]", "7"]), min_size=1).map(
            " - ".join
        )
        if side != 1
        else st.sampled_from(["==", "<=", ">=", "<", "!="])
        for side in range(3)
    ),
)


@given(st.one_of(TOKENS, SOUND))
def test_the_pattern_of_formulas_is_their_grammar(text: str) -> None:
    """It matches exactly what parses and names a cell."""
    for pattern, comparisons in (
        (schema.CHECK_PATTERN, formula.CHECKS),
        (schema.WHEN_PATTERN, formula.GUARDS),
    ):
        try:
            sound = bool(formula.parse(text, comparisons).references)
        except formula.FormulaError:
            sound = False
        assert bool(re.search(pattern, text)) == sound


@given(st.text("一1①aAiIb2（）.、 ", max_size=6))
def test_the_pattern_of_numberings_is_what_numbers(text: str) -> None:
    """A specimen shows the first numeral of one kind, once."""
    assert bool(re.search(schema.NUMBERING_PATTERN, text)) == is_specimen(text)


@given(st.one_of(st.sampled_from(["total", "prior", "priority", "a_1"]), st.text("abAB_1.-", max_size=5)))
def test_the_pattern_of_keys_is_what_keys_are(text: str) -> None:
    """Lower-case, and not reserved."""
    assert bool(re.search(schema.KEY_PATTERN, text)) == (check_key(text) is None)


# Report JSON ---------------------------------------------------------------------------------------------------------


def test_the_limits_are_those_of_reading() -> None:
    """They are said twice, since a spec knows nothing of reports; here they are compared."""
    assert MAX_DIGITS == report_json.DIGITS
    assert report_contents.PROBLEM_KEYS == report_json.PROBLEM
    assert get_args(report_contents.Origin) == report_json.ORIGINS
    assert get_args(codes.Severity) == report_json.SEVERITIES


@given(st.data())
def test_every_report_of_every_format_is_valid(data: st.DataObject) -> None:
    """Complete or not, with or without the places where its cells were read."""
    spec = data.draw(SPECS)
    report = data.draw(reports(spec, complete=data.draw(st.booleans())))
    sources = dict.fromkeys(range(0, len(report.values), 3), "line 3")
    text = gd.to_json(attrs.evolve(report, sources=sources), sources=data.draw(st.booleans()))
    errors = validator(spec).iter_errors(json.loads(text, parse_float=Decimal))
    assert [(list(error.path), error.message) for error in errors] == []


@pytest.mark.parametrize("cell", ["是", None, {"value": "否"}, {"value": None, "note": "1"}])
def test_a_text_of_a_list_is_listed_or_blank(cell: object) -> None:
    """Plainly or with a note; what the schema of such a text says is a schema at all."""
    values = 'values:\n  answer: {kind: text, among: ["是", "否"]}'
    spec = gd.load_text(minimal_text(value="answer", values=values))
    data = {"spec": spec.id, "tables": {"stock": {"a": {"n": cell}}}}
    assert reads(data, spec)
    assert validator(spec).is_valid(data)


@given(st.data())
def test_the_schema_of_a_report_refuses_nothing_that_reads(data: st.DataObject) -> None:
    """Whatever was done to the file."""
    spec = data.draw(SPECS)
    report = data.draw(reports(spec, complete=data.draw(st.booleans())))
    whole = parse_json(gd.to_json(report))
    broken = data.draw(mutations(whole)).of(whole)
    sound = validator(spec).is_valid(broken) or not reads(broken, spec)
    assert sound


@given(st.data())
def test_unknown_tables_rows_columns_and_keys_are_refused(data: st.DataObject) -> None:
    """At every level of a report."""
    spec = find_spec(data.draw(st.sampled_from(BUNDLED)))
    whole = parse_json(gd.to_json(data.draw(reports(spec, complete=False))))
    maps = [path for path in paths(whole) if isinstance(at(whole, path), dict)]
    broken = changed(
        whole, (*data.draw(st.sampled_from(maps)), "unheard_of"), lambda owner, step: owner.update({step: 0})
    )
    sound = validator(spec).is_valid(broken), reads(broken, spec)
    assert sound == (False, False)


def report_of(cell: Any, table: str = "applications", row: str = "new", column: str = "total") -> Any:
    """Return report JSON with one cell."""
    return {"spec": "cn/2021", "tables": {table: {row: {column: cell}}}}


CN2021 = find_spec("cn/2021")
VALIDATOR = validator(CN2021)
NUMBERS: list[Any] = [0, 12, -3, None, {"value": 22, "note": "其中修订16件"}, {"value": None, "origin": "derived"}]
CELLS: list[Any] = [*NUMBERS, {"mark": "/"}, {"unreadable": "1 2"}, {"mark": "无", "note": None, "origin": "inferred"}]


@pytest.mark.parametrize("cell", CELLS, ids=repr)
def test_every_form_of_a_cell_is_allowed(cell: Any) -> None:
    """A number, a blank, a mark, a number with a note, what could not be read, and where a value came from."""
    assert VALIDATOR.is_valid(report_of(cell))
    assert reads(report_of(cell), CN2021)


@pytest.mark.parametrize(
    "cell",
    [
        "12",
        True,
        Decimal("1.5"),
        10**18,
        [1],
        {},
        {"value": "1"},
        {"value": {"value": 1}},
        {"value": 1, "mark": "/"},
        {"mark": "+"},
        {"mark": None},
        {"unreadable": None},
        {"unreadable": "\x00"},
        {"value": 1, "origin": "guessed"},
        {"value": 1, "note": 3},
        {"note": "x"},
        {"value": 1, "raw": "1"},
    ],
    ids=repr,
)
def test_nothing_else_is_a_cell(cell: Any) -> None:
    """Neither to the schema nor to the reader."""
    assert not VALIDATOR.is_valid(report_of(cell))
    assert not reads(report_of(cell), CN2021)


def test_an_amount_may_have_a_fraction_and_a_count_may_not() -> None:
    """The schema knows what each cell holds."""
    assert VALIDATOR.is_valid(report_of(Decimal("0.5"), "fees", "fee", "amount"))
    assert not VALIDATOR.is_valid(report_of(Decimal("0.5")))


@pytest.mark.parametrize(
    ("key", "value"),
    [("year", "2024"), ("year", 24), ("year", True), ("organisation", 3), ("organisation", "\x07"),
     ("sections", None), ("sections", {"overview": None}), ("tables", None), ("tables", []), ("problems", {}),
     ("problems", [{"code": "x"}]),
     ("problems", [{"code": "x", "severity": "grave", "message": "m"}]), ("sources", []), ("spec", "cn/2019")],
)  # fmt: skip
def test_what_stands_around_the_tables_is_checked_too(key: str, value: Any) -> None:
    """By both."""
    data = {**report_of(1), key: value}
    assert not VALIDATOR.is_valid(data)
    assert not reads(data, CN2021)


OPEN = minimal_text(
    rows="{nodes: {a: {label: {zh: 甲}, open: integer, total_label: {zh: 计}}, b: {label: {zh: 乙}}}}",
    columns="{nodes: {n: {label: {zh: 数量}}, m: {label: {zh: 月}, open: date, total_label: {zh: 计}}}}",
)


@pytest.mark.parametrize(
    ("row", "column", "sound"),
    [("a.7", "n", True), ("a.-12", "m.2024-02-01", True), ("a", "m", True), ("b", "n", True), ("a.07", "n", False),
     ("a.x", "n", False), ("a.", "n", False), ("aa7", "n", False), ("b.7", "n", False), ("a.7", "m.2024", False)],
)  # fmt: skip
def test_a_report_names_the_rows_and_columns_that_the_format_leaves_open(row: str, column: str, sound: bool) -> None:  # noqa: FBT001
    """Only under their own header, and only with keys of the right kind."""
    spec = gd.load_text(OPEN)
    data = {"spec": spec.id, "tables": {"stock": {row: {column: 1}}}}
    assert validator(spec).is_valid(data) == sound
    assert reads(data, spec) == sound


def test_a_cell_that_the_form_does_not_have_is_not_in_the_schema() -> None:
    """Void cells are left out row by row."""
    columns = COLUMNS.replace("}}}}", "}}, m: {label: {zh: 金额}}}}")
    text = minimal_text(columns=columns).rstrip() + "\n    void: [{row: b, column: m}]\n"
    validator = Draft7Validator(schema.report_schema(gd.load_text(text)))
    assert validator.is_valid({"spec": "test/2024", "tables": {"stock": {"a": {"m": 1}}}})
    assert not validator.is_valid({"spec": "test/2024", "tables": {"stock": {"b": {"m": 1}}}})


def test_the_section_before_the_first_heading_has_a_place() -> None:
    """What stands before the first heading is read too."""
    assert VALIDATOR.is_valid({"spec": "cn/2021", "sections": {LEAD: "现发布年度报告。", "overview": "一"}})
