"""What a page shows of one file: its result, what is numbered in it, and where on the page each thing stands."""

from __future__ import annotations

from functools import cached_property

from attrs import frozen

from govdisclosure.checks import Judgement
from govdisclosure.export.standing import Standing, standing
from govdisclosure.export.suspects import MAX_SETS
from govdisclosure.findings import CheckResult, Finding
from govdisclosure.form import Status
from govdisclosure.localisation import Suspect

Way = tuple[int, int, Suspect]
"""One way to put right what is wrong at a place: its number, how many ways there are, and the cells."""


@frozen(eq=False, slots=False)
class Sheet:
    """One file of a page; `prefix` tells its anchors from those of the others, `is_drawn` whether its form is shown."""

    name: str
    result: CheckResult
    prefix: str = ""
    is_drawn: bool = True

    def at(self, kind: str, number: int) -> str:
        """Return the anchor of a finding `f`, a cell `c`, a statement in the text `s`, and so on, by its number."""
        return f"{self.prefix}{kind}{number}"

    @property
    def standing(self) -> Standing:
        """How the report stands."""
        return standing(self.result)

    def having(self, status: Status) -> tuple[Finding, ...]:
        """Return the findings of a status."""
        return tuple(finding for finding in self.result.findings if finding.status == status)

    @cached_property
    def failures(self) -> tuple[Finding, ...]:
        """What failed; the first is number 1."""
        return self.having("fail")

    @cached_property
    def statements(self) -> tuple[Judgement, ...]:
        """What the text says about the tables; the first is number 1."""
        return self.result.statements

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The ways to put right what is wrong, place by place, as many of each as are shown."""
        components = self.result.location.components if self.failures else ()
        return tuple(
            (number, len(component.suspects), suspect)
            for component in components
            for number, suspect in enumerate(component.suspects[:MAX_SETS], 1)
        )

    def number_of(self, judgement: Judgement) -> int:
        """Return the number of the failure that a judgement is; 0 if it did not fail."""
        ids = [finding.id for finding in self.failures]
        return ids.index(judgement.relation.id) + 1 if judgement.relation.id in ids else 0

    def cells_of(self, judgement: Judgement) -> tuple[int, ...]:
        """Return the cells of this report in a rule that tell something: the first, and those that are not zero."""
        cells = [index for index in judgement.relation.cells if index < len(self.result.report.values)]
        return tuple(i for place, i in enumerate(cells) if place == 0 or self.result.report.values[i] != 0)
