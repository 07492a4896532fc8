"""The formats that come with the library: what each of them promises."""

from collections.abc import Iterator
from itertools import chain

import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure.form import Form, Relation, source_of
from govdisclosure.form.specimen import specimen_form
from govdisclosure.phrasing.cards import rule_card, rule_ids
from govdisclosure.phrasing.examples import given, judge
from govdisclosure.spec import Example, Rule, Source, formula
from govdisclosure.specfile.dump import dump_spec
from govdisclosure.specfile.store import find_spec

EXAMPLES = [
    pytest.param(name, rule.key, kind, number, id=f"{name} {rule.key} {kind} {number}")
    for name in gd.spec_ids()
    for rule in find_spec(name).rules
    for kind in ("valid", "invalid")
    for number in range(len(getattr(rule.examples, kind)))
]


@pytest.mark.parametrize(("name", "rule", "kind", "number"), EXAMPLES)
def test_the_examples_of_a_rule(name: str, rule: str, kind: str, number: int) -> None:
    """Every example that a format gives as valid passes in every instance of its rule, every invalid one fails."""
    spec = find_spec(name)
    example: Example = getattr(spec.rule(rule).examples, kind)[number]
    form = specimen_form(spec)
    relations = instances_of(form, spec.rule(rule))
    assert relations
    for relation in relations:
        assert judge(relation, given(form, relation, example)) == ("pass" if kind == "valid" else "fail")


def instances_of(form: Form, rule: Rule) -> list[Relation]:
    """Return the relations of a written rule, those between documents too."""
    return [relation for relation in (*form.relations, *form.across) if relation.origin == rule]


def mistaken(relation: Relation) -> Iterator[Relation]:
    """Yield a relation with one thing wrong: a term left out or with the other sign, or how its sides compare."""
    condition = relation.condition
    for name in ("left", "right"):
        terms = getattr(condition, name).terms
        for number, (index, factor) in enumerate(terms):
            others = (*terms[:number], *terms[number + 1 :])
            for changed in (others, (*others, (index, -factor))):
                side = evolve(getattr(condition, name), terms=changed)
                yield evolve(relation, condition=evolve(condition, **{name: side}))
    for sign in set(formula.CHECKS) - {condition.comparison}:
        yield evolve(relation, condition=evolve(condition, comparison=sign))
    if relation.guard:
        yield evolve(relation, guard=None)


@pytest.mark.parametrize("name", gd.spec_ids())
def test_no_rule_can_be_written_wrongly_without_an_example_that_tells(name: str) -> None:
    """A term that is left out or has the wrong sign, or another comparison, changes what is said of some example."""
    spec = find_spec(name)
    form = specimen_form(spec)
    for rule in spec.rules:
        cases = [*((one, "pass") for one in rule.examples.valid), *((one, "fail") for one in rule.examples.invalid)]
        for relation in instances_of(form, rule):
            assert {status for _, status in cases} == {"pass", "fail"}, rule.key
            numbers = [(given(form, relation, example), status) for example, status in cases]
            for wrong in mistaken(relation):
                assert any(judge(wrong, each) != status for each, status in numbers), (rule.key, wrong.condition)


@pytest.mark.parametrize("name", gd.spec_ids())
def test_every_rule_has_a_case_that_fails_by_it(name: str) -> None:
    """Totals, bounds and sentences of the text too: without the rule nothing would be said of it."""
    spec = find_spec(name)
    for rule_id in rule_ids(specimen_form(spec)):
        invalid = rule_card(spec, rule_id, "en").invalid
        assert [example.status for example in invalid] == ["fail"] * len(invalid) != [], rule_id


@pytest.mark.parametrize("name", gd.spec_ids())
def test_a_bundled_format_survives_its_text(name: str) -> None:
    """A format written down from its objects is the same format."""
    assert gd.load_text(dump_spec(find_spec(name))) == find_spec(name)


@pytest.mark.parametrize("name", gd.spec_ids())
def test_every_label_is_in_every_language(name: str) -> None:
    """What the form prints is there in each language that the format says it speaks."""
    spec = find_spec(name)
    labels = [spec.title, *(section.title for section in spec.sections), *(rule.label for rule in spec.rules)]
    for table in gd.expand(spec).tables.values():
        headers = chain(table.rows.root.walk(), table.columns.root.walk())
        labels += [header.label for header in headers if header.label]
    for label in labels:
        assert {language for language, _ in label.texts} == set(spec.languages)


@pytest.mark.parametrize("name", gd.spec_ids())
def test_every_label_is_without_its_ordinal(name: str) -> None:
    """Ordinals are given by numbering, and never typed into a label."""
    from govdisclosure.spec.numbering import split

    for table in gd.expand(find_spec(name)).tables.values():
        for header in chain(table.rows.root.walk(), table.columns.root.walk()):
            assert not header.label or split(header.label["zh"]).number is None


def test_the_years_of_a_family_follow_each_other() -> None:
    """Each report year from 2014 on is covered by exactly one official or provisional format of the Chinese family."""
    specs = [spec for spec in map(find_spec, gd.spec_ids()) if spec.family == "cn" and spec.status != "draft"]
    for year in range(2014, 2030):
        assert sum(year in spec.for_years for spec in specs) == 1


@pytest.mark.parametrize("year", ["2019", "2021"])
@pytest.mark.parametrize(
    ("row", "article", "letters"),
    [
        ("granted", "第三十六条第一项、第二项", "A"),
        ("refused.internal_affairs", "第十六条第一款", "A"),
        ("refused.deliberative", "第十六条第二款", "A"),
        ("refused.enforcement_file", "第十六条第二款", "A"),
        ("unavailable.still_unclear", "第三十条", "AC"),
        ("not_processed.petition", "第三十九条第一款", "A"),
        ("not_processed.publication", "第三十九条第二款", "A"),
        ("not_processed.excessive", "第三十五条", "A"),
    ],
)
def test_the_articles_behind_the_rows(year: str, row: str, article: str, letters: str) -> None:
    """The statute (国令第711号) has them; that an unclear request rests on article 30 is not confirmed."""
    rows = gd.expand(find_spec(f"cn/{year}")).tables["applications"].rows
    source = rows.lines[rows.by_path[f"outcome.{row}"]].header.node.source
    assert source is not None
    assert (source.article, f"{source.certainty}{source.mapping or ''}") == (article, letters)


def test_what_rests_on_usual_practice_is_said_to() -> None:
    """The form prints neither that cells are 0 where nothing happened nor what decisions count: that is custom."""
    spec = find_spec("cn/2021")
    columns = gd.expand(spec).tables["licensing"].columns
    decisions = columns.lines[0].header.node.source
    assert spec.source.notes == "B"
    assert decisions is not None
    assert source_of(spec, spec.table("licensing").source, decisions) == Source(
        "政府信息公开条例", "第二十条第五项", certainty="A", notes="B"
    )
    assert source_of(spec, spec.table("licensing").source).notes is None


def test_the_sections_that_the_statute_asks_for() -> None:
    """Article 50 lists five matters, in the order of sections two to six."""
    for name in ("cn/2019", "cn/2021"):
        sections = find_spec(name).sections
        articles = [section.source.article for section in sections if section.source]
        assert articles == [f"第五十条第{number}项" for number in "一二三四五"]
