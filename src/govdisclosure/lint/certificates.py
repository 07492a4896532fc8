"""What a system of inequalities implies by itself, each answer with an exact proof; needs scipy.

Linear programs in floating point only propose which rows to add up. A proof is a sum of rows, none taken a negative
number of times, in which every variable cancels: if a constant below zero remains, the rows cannot all hold (Farkas);
if zero remains, each of them is zero wherever all of them hold. It is computed in fractions, and what cannot be proved
is not told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from importlib import import_module, util
from typing import Any

from attrs import define, field, frozen

from govdisclosure.form import ONE, Effort, Equalities, Exact, Row, add_to, exact, size, tags, variables

MAX_TERMS = 200_000
"""Coefficients of a system, at most."""
MAX_PROOFS = 100
"""Rows that are proved to be zero in one go."""

_ZERO = 1e-9
_DENOMINATOR = 10_000
_TAGS = ONE - 10**12
"""From here down, tags that tell which rows a proof adds up; no other tags are as low."""


def available() -> bool:
    """Whether scipy is installed."""
    return util.find_spec("scipy") is not None


@frozen(eq=False)
class Proof:
    """Rows by their number in the system, each taken a positive number of times, and what they add up to."""

    parts: tuple[tuple[int, Exact], ...]
    total: Row


def impossible(rows: Sequence[Row]) -> Proof | None:
    """Return a proof that rows cannot all be at least zero, or None."""
    if not rows:
        return None
    system = _System(rows)
    found = system.maximise([-constant for constant in system.constants], zero_constant=False)
    if found is None:
        return None
    proof = system.proof(found)
    return proof if proof and proof.total.get(ONE, 0) < 0 else None


def always_zero(rows: Sequence[Row]) -> Iterator[Proof]:
    """Yield proofs that some rows are zero wherever all are at least zero, which must be possible."""
    if not rows:
        return
    system = _System(rows)
    left = system.candidates()
    for _ in range(MAX_PROOFS):
        if not left:
            return
        first = left[0]
        objective = [1.0 if number == first else 0.0 for number in range(len(rows))]
        found = system.maximise(objective, zero_constant=True)
        proof = system.proof(found) if found is not None else None
        if proof and proof.total.get(ONE, 0) == 0:
            yield proof
            proved = {number for number, _ in proof.parts}
            left = [number for number in left if number not in proved and number != first]
        else:
            left = left[1:]


@define(eq=False)
class _System:
    """Rows made ready for linear programs whose unknowns are how many times each row is taken."""

    rows: Sequence[Row]
    constants: list[float] = field(factory=list, init=False)
    _scales: list[float] = field(factory=list, init=False)
    _keys: dict[int, int] = field(factory=dict, init=False)
    _entries: tuple[list[float], list[int], list[int]] = field(factory=lambda: ([], [], []), init=False)
    """Coefficients, the number of the variable of each, and the number of its row."""

    def __attrs_post_init__(self) -> None:
        values, at, of = self._entries
        for number, row in enumerate(self.rows):
            scale = float(max((size(row[key]) for key in variables(row)), default=1))
            self._scales.append(scale)
            self.constants.append(float(row.get(ONE, 0)) / scale)
            for key in variables(row):
                values.append(float(row[key]) / scale)
                at.append(self._keys.setdefault(key, len(self._keys)))
                of.append(number)

    def maximise(self, objective: list[float], *, zero_constant: bool) -> list[float] | None:
        """Return how many times to take each row so that all variables cancel; None if the best is zero.

        All rows together are taken at most once, where a row that was combined from many counts more than others: so
        the shorter of two proofs is found.
        """
        count = len(self.rows)
        result = import_module("scipy.optimize").linprog(
            [-value for value in objective],
            A_ub=[[float(max(1, len(list(tags(row))))) for row in self.rows]],
            b_ub=[1.0],
            A_eq=self._matrix(count, zero_constant=zero_constant),
            b_eq=[0.0] * (len(self._keys) + zero_constant),
            bounds=(0, None),
            method="highs-ds",
        )
        return list(result.x) if result.status == 0 and -result.fun > _ZERO else None

    def candidates(self) -> list[int]:
        """Return the rows that are probably always zero: those that some sum may take in which all cancels."""
        count = len(self.rows)
        sparse = import_module("scipy.sparse")
        one = sparse.identity(count, format="csr")
        # The second half of the unknowns are the first, cut off at one: so as many as possible are above zero.
        result = import_module("scipy.optimize").linprog(
            [0.0] * count + [-1.0] * count,
            A_ub=sparse.hstack([-one, one]),
            b_ub=[0.0] * count,
            A_eq=self._matrix(2 * count, zero_constant=True),
            b_eq=[0.0] * (len(self._keys) + 1),
            bounds=[(0, None)] * count + [(0, 1)] * count,
            method="highs-ds",
        )
        return [number for number in range(count) if result.x[number] > _ZERO] if result.status == 0 else []

    def _matrix(self, width: int, *, zero_constant: bool) -> Any:
        values, at, of = self._entries
        height = len(self._keys) + zero_constant
        if zero_constant:
            values = [*values, *self.constants]
            at = [*at, *([height - 1] * len(self.rows))]
            of = [*of, *range(len(self.rows))]
        return import_module("scipy.sparse").csr_matrix((values, (at, of)), shape=(height, width))

    def proof(self, found: list[float]) -> Proof | None:
        """Return the exact sum that floating point proposes, or None if it is no proof after all."""
        times = {number: value / self._scales[number] for number, value in enumerate(found) if value > _ZERO}
        for parts in (self._dependency(list(times)), self._rounded(times)):
            total: Row = {}
            for number, factor in parts.items():
                add_to(total, factor, self.rows[number])
            if parts and min(parts.values()) >= 0 and not list(variables(total)):
                return Proof(tuple((number, factor) for number, factor in parts.items() if factor), total)
        return None

    def _dependency(self, numbers: list[int]) -> dict[int, Exact]:
        """Return the first sum of these rows in which all variables cancel."""
        basis = Equalities(Effort(MAX_TERMS * 10))
        for number in numbers:
            rest = basis.add(self.rows[number] | {_TAGS - number: 1})
            if not list(variables(rest)):
                return {_TAGS - tag: rest[tag] for tag in tags(rest) if tag <= _TAGS}
        return {}

    def _rounded(self, times: dict[int, float]) -> dict[int, Exact]:
        most = max(times.values(), default=1.0)
        return {n: exact(Fraction(value / most).limit_denominator(_DENOMINATOR)) for n, value in times.items()}
