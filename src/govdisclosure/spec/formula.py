"""The language of rules: one comparison of two linear sides, parsed by hand and never evaluated as code.

    formula    = side ("==" | "<=" | ">=" | "<" | ">" | "!=") side
    side       = ["-" | "+"] term {("+" | "-") term}
    term       = number | [number "*"] reference
    reference  = ["prior" "."] (path | [table] "[" path "," path "]") | companion "." table "[" path "," path "]"
    path       = key {"." key}

A rule's `check` compares with `==`, `<=` or `>=`; a guard (`when`) may also use `<`, `>` and `!=`.
"""

import re
from decimal import Context, Decimal
from functools import lru_cache
from typing import Literal, NamedTuple, NoReturn

from attrs import frozen

from govdisclosure.language import say
from govdisclosure.spec.tables import Number

Comparison = Literal["==", "<=", ">=", "<", ">", "!="]
CHECKS: tuple[Comparison, ...] = ("==", "<=", ">=")
GUARDS: tuple[Comparison, ...] = ("==", "<=", ">=", "<", ">", "!=")
MAX_LENGTH = 10_000
STATED = "n"
"""What a formula calls the number of the text, in a rule that says what the text says."""
PRIOR = "prior"
"""What a formula calls the report of the year before."""
_OTHER_SIGNS = {"≤": "<=", "≥": ">=", "≠": "!=", "＋": "+", "－": "-", "−": "-", "，": ",", "＜": "<", "＞": ">"}
_EXACT = Context(prec=60)
"""Wide enough for every sum of constants that a formula has room for."""

_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]{1,18}(?:\.[0-9]{1,18})?)(?![\w.])"
    r"|(?P<path>[A-Za-z_]\w*(?:\.\w+)*)"
    r"|(?P<sign>==|<=|>=|!=|[-+*<>\[\],])"
    r"|(?P<end>$))",
    re.ASCII,
)


class FormulaError(ValueError):
    """The text is no formula; `position` is the offset of the first character that does not fit."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


@frozen
class Reference:
    """A cell named in a formula; which parts are given depends on the rule: `path` alone, or row and column.

    `of` is the document that it stands in: empty for the report itself, `prior`, or a companion that the spec names.
    """

    of: str
    table: str | None
    path: str | None
    row: str | None
    column: str | None
    text: str
    position: int

    @property
    def prior(self) -> bool:
        """Whether the cell is one of the previous year's report."""
        return self.of == PRIOR

    @property
    def companion(self) -> str:
        """The companion document that the cell stands in; empty if it is none."""
        return "" if self.of == PRIOR else self.of

    @property
    def is_stated(self) -> bool:
        """Whether it is `n`, the number of the text, in a rule about what the text says."""
        return self.text == STATED


@frozen
class Term:
    """A reference with its coefficient."""

    coefficient: Number
    reference: Reference


@frozen
class Side:
    """One side of a formula: a sum of terms and a constant."""

    terms: tuple[Term, ...]
    constant: Number


@frozen
class Formula:
    """Two sides and how they compare."""

    left: Side
    comparison: Comparison
    right: Side

    @property
    def references(self) -> tuple[Reference, ...]:
        """Every reference, in the order of the text."""
        return tuple(term.reference for side in (self.left, self.right) for term in side.terms)


class _Token(NamedTuple):
    kind: str
    text: str
    position: int


@lru_cache(maxsize=4096)
def parse(text: str, comparisons: tuple[Comparison, ...] = CHECKS) -> Formula:
    """Parse a formula; raise `FormulaError` at the first place that does not fit.

    >>> parse("new + carried_in == outcome + 2 * carried_out").right.terms[1].coefficient
    2
    """
    return _Parser(text, comparisons).formula()


class _Parser:
    def __init__(self, text: str, comparisons: tuple[Comparison, ...]) -> None:
        if len(text) > MAX_LENGTH:
            raise FormulaError(say(zh="公式太长", en="the formula is too long"), 0)
        self._comparisons = comparisons
        self._tokens = _tokens(text)
        self._at = 0

    def formula(self) -> Formula:
        left = self._side()
        sign = self._next()
        named: dict[str, Comparison] = {known: known for known in self._comparisons}
        comparison = named.get(sign.text)
        if comparison is None:
            self._fail(sign, " ".join(self._comparisons))
        right = self._side()
        end = self._next()
        if end.kind != "end":
            self._fail(end, say(zh="公式结束", en="the end of the formula"))
        return Formula(left, comparison, right)

    def _side(self) -> Side:
        terms: list[Term] = []
        constant: Number = 0
        sign = -1 if self._take("-") else 1
        if sign == 1:
            self._take("+")
        while True:
            coefficient, reference = self._term()
            if reference is None:
                constant = _sum(constant, _signed(sign, coefficient))
            else:
                terms.append(Term(_signed(sign, coefficient), reference))
            if self._take("+"):
                sign = 1
            elif self._take("-"):
                sign = -1
            else:
                return Side(tuple(terms), constant)

    def _term(self) -> tuple[Number, Reference | None]:
        token = self._peek()
        if token.kind != "number":
            return 1, self._reference()
        self._next()
        number: Number = Decimal(token.text) if "." in token.text else int(token.text)
        return (number, self._reference()) if self._take("*") else (number, None)

    def _reference(self) -> Reference:
        first = self._peek()
        name = self._next().text if first.kind == "path" else ""
        head, _, rest = name.partition(".")
        prior = PRIOR if head == PRIOR else ""
        name = rest if prior else name
        if not self._take("["):
            if not name:
                self._fail(first, say(zh="行或列的名称", en="the name of a row or column"))
            return Reference(prior, None, name, None, None, first.text, first.position)
        of, _, table = name.rpartition(".")
        row = self._path()
        self._must(",")
        column = self._path()
        self._must("]")
        text = f"{first.text if first.kind == 'path' else ''}[{row}, {column}]"
        return Reference(prior or of, table or None, None, row, column, text, first.position)

    def _path(self) -> str:
        token = self._next()
        if token.kind != "path":
            self._fail(token, say(zh="行或列的名称", en="the name of a row or column"))
        return token.text

    def _peek(self) -> _Token:
        return self._tokens[self._at]

    def _next(self) -> _Token:
        token = self._tokens[self._at]
        self._at += 1  # the end is the last that is ever taken
        return token

    def _take(self, sign: str) -> bool:
        found = self._peek().text == sign and self._peek().kind == "sign"
        if found:
            self._at += 1
        return found

    def _must(self, sign: str) -> None:
        if not self._take(sign):
            self._fail(self._peek(), sign)

    def _fail(self, token: _Token, expected: str) -> NoReturn:
        found = token.text or say(zh="公式结束", en="the end of the formula")
        message = say(zh=f"公式此处应为 {expected}，实为 {found}", en=f"formula: expected {expected}, found {found}")
        raise FormulaError(message + _hint(token.text), token.position)


def _hint(sign: str) -> str:
    """Return a sentence for somebody who writes formulas as elsewhere: with `=`, products, brackets or labels."""
    if sign in ("=", "＝"):
        return say(zh="；相等写作 ==", en="; equal is written ==")
    if sign in _OTHER_SIGNS:
        better = _OTHER_SIGNS[sign]
        return say(zh=f"；请写 {better}", en=f"; write {better}")
    if sign in ("*", "/", "(", ")", "^", "%", "×", "÷", "（", "）"):
        return say(
            zh="；公式只比较两边之和：各项是行或列的键，前面可以有数作乘数，如 2 * a + b == c",
            en="; a formula compares two sums, each of keys of rows or columns, a number before one as a factor: "
            "2 * a + b == c",
        )
    if sign and not sign.isascii():
        return say(zh="；公式里写键，不写标签", en="; a formula names keys, not labels")
    return ""


def _signed(sign: int, number: Number) -> Number:
    # Not `sign * number` or `-number`: arithmetic rounds a Decimal to 28 digits.
    return number if sign == 1 else -number if isinstance(number, int) else number.copy_negate()


def _sum(first: Number, second: Number) -> Number:
    if isinstance(first, int) and isinstance(second, int):
        return first + second
    return _EXACT.add(Decimal(first), Decimal(second))


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    position = 0
    while not tokens or tokens[-1].kind != "end":
        match = _TOKEN.match(text, position)
        if not match or match.lastgroup is None:
            rest = text[position:].lstrip()
            place = len(text) - len(rest)
            message = say(zh=f"公式中不认识 {rest[0]}", en=f"formula: {rest[0]} is not understood")
            raise FormulaError(message + _hint(rest[0]), place)
        tokens.append(_Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup)))
        position = match.end()
    return tokens
