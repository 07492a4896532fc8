"""Axes for drawn formats: header trees with totals, fragments and an open node."""

from __future__ import annotations

from functools import cache
from typing import Literal, TypeVar

from attrs import evolve, frozen
from hypothesis import strategies as st

from govdisclosure.spec import CONTROLS, Date, KeyKind, Localised, Node, Ratio, Source

WORDS = (
    ("收入", "Income"), ("支出", "Expenditure"), ("结余", "Balance"), ("城区", "City"), ("郊区", "Suburbs"),
    ("公园", "Parks"), ("道路", "Roads"), ("桥梁", "Bridges"), ("春季", "Spring"), ("夏季", "Summer"),
    ("面包", "Bread"), ("茶叶", "Tea"), ("苹果", "Apples"), ("纸张", "Paper"), ("用水", "Water"),
    ("其中: 一类", "of which: one"), ("是/否", "yes / no"), ("null 值", "null"), ("# 编外", "# unlisted"),
    ("“引号”", "\"quoted\" it's"), ("百分比 %", "% {of} [all]"), ("2024-01-31 止", "until 2024-01-31"),
    ("*星号", "*starred"), ("&和号", "& ampersand"), ("!注意", "!beware"), ("- 短横", "- dash"), ("其他", "Other"),
)  # fmt: skip
"""Labels, some of them such as trip up a careless writer of YAML; no two are alike but for signs and spaces."""

KEYS = ("a", "b", "c2", "north", "of_which", "true", "null", "yes", "no", "on", "report_1", "x_y_z")
SPECIMENS = ("一、", "（一）", "1.", "(1)", "1、")
TOTAL_LABEL = Localised((("zh", "总计"), ("en", "Total")))
LEAVES = 4
"""Leaves of an axis, at most; fragments add their own."""

Drawn = TypeVar("Drawn")

# A strategy is made once: to make and to validate one takes longer than to draw from it.
BOOLEANS: st.SearchStrategy[bool] = st.booleans()
ORDINALS: st.SearchStrategy[str] = st.sampled_from(SPECIMENS)


@cache
def integers(least: int, most: int) -> st.SearchStrategy[int]:
    """Return whole numbers from `least` to `most`."""
    return st.integers(least, most)


_OPEN: st.SearchStrategy[KeyKind] = st.sampled_from(("text", "integer", "date", "code", "code"))
_DIGITS = st.sampled_from(((1,), (3,), (1, 2), (3, 5), (3, 5, 7)))
_PLACES: st.SearchStrategy[Literal["start", "end"] | None] = st.sampled_from((None, "start", "end"))
_TOTALS: st.SearchStrategy[Literal["exact", "at_least", "free"] | None] = st.sampled_from(
    (None, None, "exact", "exact", "at_least", "free")
)
_TOTAL_ALIASES = st.just(("合计", "Sum"))
_ROOT_LABEL = st.just(Localised((("zh", "项目"), ("en", "Item"))))


@frozen
class Ingredients:
    """What the nodes of an axis may be made of."""

    values: tuple[str, ...] = ()
    """Names of values that a node may give its cells."""
    fragments: tuple[Node, ...] = ()
    open: bool = False
    """Whether the first leaf is an open node."""
    outline: bool = False
    bare_start: bool = True
    """Whether a total at the start of an outline may go without a label of its own."""


@cache
def _different(words: tuple[Drawn, ...], count: int) -> st.SearchStrategy[list[Drawn]]:
    return st.lists(st.sampled_from(words), min_size=count, max_size=count, unique=True)


@cache
@st.composite
def labels(draw: st.DrawFn, count: int) -> list[Localised]:
    """Draw that many labels, no two alike, some of them in one language only."""
    pairs = draw(_different(WORDS, count))
    return [Localised((("zh", zh), ("en", en)) if draw(_OFTEN) else (("zh", zh),)) for zh, en in pairs]


_OFTEN = st.sampled_from((True, True, True, True, False))
_ANY_TEXT = st.from_regex(rf"[^{CONTROLS}]{{0,30}}", fullmatch=True)
TEXTS: st.SearchStrategy[Localised] = st.one_of(
    st.tuples(_ANY_TEXT, _ANY_TEXT).map(lambda pair: Localised((("zh", pair[0]), ("en", pair[1])))),
    _ANY_TEXT.map(lambda one: Localised((("en", one),))),
)
"""Texts in one or both languages, of any characters that a spec takes."""

_SHORT = st.sampled_from((None, "国发〔2020〕1号", "Act 5", "第三条", "2020"))
SOURCES: st.SearchStrategy[Source] = st.builds(
    Source,
    document=_SHORT,
    article=_SHORT,
    date=st.none() | st.dates().map(lambda day: Date(str(day))),
    issuer=st.none() | TEXTS,
    certainty=st.sampled_from((None, "A", "B", "C")),
    mapping=st.sampled_from((None, "C")),
    notes=st.sampled_from((None, "B", "C")),
    note=st.none() | TEXTS,
)
"""Sources, parts of them left out."""


def seldom(draw: st.DrawFn, strategy: st.SearchStrategy[Drawn], one_in: int = 5) -> Drawn | None:
    """Draw from a strategy now and then, else None."""
    return draw(strategy) if draw(integers(1, one_in)) == one_in else None


@st.composite
def roots(draw: st.DrawFn, ingredients: Ingredients) -> Node:
    """Draw an axis: a root with at least one line below it."""
    fragments = st.sampled_from([fragment.key for fragment in ingredients.fragments] or [""])
    if not ingredients.open and ingredients.fragments and (used := seldom(draw, fragments)):
        return Node(use=used)
    nodes = _with_ratio(draw, _grown(draw, ingredients, draw(integers(1, LEAVES)), draw(integers(0, 3))))
    root = Node(label=seldom(draw, _ROOT_LABEL, 2), nodes=tuple(nodes))
    return _with_total(draw, root, ingredients)


def _with_ratio(draw: st.DrawFn, nodes: list[Node]) -> list[Node]:
    """Now and then make the last leaf of an axis the quotient of two others, which no figure that is drawn heeds."""
    leaves = [node.key for node in nodes if not (node.nodes or node.use or node.open)]
    if len(leaves) < 3 or draw(integers(0, 4)):  # noqa: PLR2004 - a ratio and its two parts
        return nodes
    ratio = Ratio(leaves[0], leaves[1], draw(st.sampled_from((1, 100))))
    return [evolve(node, ratio=ratio) if node.key == leaves[-1] else node for node in nodes]


@st.composite
def fragment_lists(draw: st.DrawFn) -> tuple[Node, ...]:
    """Draw named axes, the later of which may use the earlier."""
    found: tuple[Node, ...] = ()
    for number in range(draw(integers(0, 2))):
        nodes = _grown(draw, Ingredients(fragments=found), draw(integers(1, 2)), draw(integers(0, 1)))
        label = seldom(draw, st.just(Localised((("zh", f"片段{'甲乙'[number]}"),))), 2)
        fragment = Node(key=f"part_{number}", label=label, nodes=tuple(nodes))
        found = (*found, _with_total(draw, fragment, Ingredients(bare_start=False)))
    return found


def _grown(draw: st.DrawFn, ingredients: Ingredients, leaves: int, depth: int) -> list[Node]:
    """Draw siblings with that many leaves below them, at most that many levels deep."""
    sizes = _divided(draw, leaves, depth)
    keys = draw(_different(KEYS, len(sizes)))
    siblings: list[Node] = []
    for number, (key, label, size) in enumerate(zip(keys, draw(labels(len(sizes))), sizes, strict=True)):
        inner = evolve(ingredients, open=ingredients.open and number == 0)
        node = Node(key=key, label=label)
        if size > 1 or (depth and draw(integers(0, 3)) == 0):
            node = evolve(node, nodes=tuple(_grown(draw, inner, size, depth - 1)))
            node = _with_total(draw, node, inner)
        elif inner.open:
            node = _open(draw, node, alone=len(sizes) == 1)
        elif inner.fragments and draw(integers(0, 3)) == 0:
            node = _using(draw, node, inner, siblings)
        siblings.append(_with_extras(draw, node, inner))
    return siblings


def _divided(draw: st.DrawFn, leaves: int, depth: int) -> list[int]:
    """Divide leaves among siblings; where there is no more depth, each has one."""
    sizes = [1]
    for cut in [depth == 0 or draw(BOOLEANS) for _ in range(leaves - 1)]:
        sizes = [*sizes, 1] if cut else [*sizes[:-1], sizes[-1] + 1]
    return sizes


def _open(draw: st.DrawFn, node: Node, *, alone: bool) -> Node:
    kind = draw(_OPEN)
    digits = draw(_DIGITS) if kind == "code" else ()
    node = evolve(node, open=kind, digits=digits)
    if not alone and draw(integers(0, 3)) == 0:
        return node  # what it names is only listed
    return evolve(node, total_label=TOTAL_LABEL, total_at=draw(_PLACES))


def _using(draw: st.DrawFn, node: Node, ingredients: Ingredients, siblings: list[Node]) -> Node:
    """Put a fragment below a node, under the fragment's own label where that is free."""
    fragment = draw(st.sampled_from(ingredients.fragments))
    free = fragment.label is not None and all(sibling.use != fragment.key for sibling in siblings)
    return evolve(node, use=fragment.key, label=None if free and draw(BOOLEANS) else node.label)


def _with_total(draw: st.DrawFn, node: Node, ingredients: Ingredients) -> Node:
    """Give a group a total, or none, and an ordinal to what is below it."""
    node = evolve(node, numbering=seldom(draw, ORDINALS, 3))
    kind = draw(_TOTALS)
    if kind is None:
        return node
    place = draw(_PLACES)
    own_line = ingredients.outline and ingredients.bare_start and place == "start" and node.label is not None
    label = None if own_line and draw(BOOLEANS) else TOTAL_LABEL
    aliases = seldom(draw, _TOTAL_ALIASES) or ()
    numbered, hidden = seldom(draw, BOOLEANS), draw(integers(0, 7)) == 0
    node = evolve(node, total=kind, total_at=place, total_label=label, total_aliases=aliases, total_numbered=numbered)
    # A group that the form does not name has its total for a name, which none of its parts may bear.
    taken = {inner.label["zh"] for inner in node.nodes if inner.label}
    is_free = node.label is not None and node.label["zh"] not in taken
    return evolve(node, label=None, total_label=node.label) if is_free and hidden else node


def _with_extras(draw: st.DrawFn, node: Node, ingredients: Ingredients) -> Node:
    """Now and then say more about a node: its value, that no total counts it, another name, a note, a source."""
    in_total = seldom(draw, BOOLEANS)
    return evolve(
        node,
        value=seldom(draw, st.sampled_from(ingredients.values)) if ingredients.values else None,
        in_total=in_total,
        minus=None if in_total is False else seldom(draw, BOOLEANS),
        aliases=seldom(draw, st.just((f"又名{node.key}",)), 8) or (),
        numbered=seldom(draw, BOOLEANS, 8),
        note=seldom(draw, TEXTS, 12),
        source=seldom(draw, SOURCES, 12),
    )
