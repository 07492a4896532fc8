"""Every message of every rule of the bundled formats, in both languages, as it was agreed.

`python -m tests.findings.test_messages` writes the agreed text anew; read the difference before it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import evolve

import govdisclosure as gd
from govdisclosure.findings.finding import Finding
from govdisclosure.form.expansion import Form
from govdisclosure.form.relations import Relation
from govdisclosure.form.specimen import specimen_form
from govdisclosure.phrasing.cards import rules_of
from govdisclosure.phrasing.examples import made_up
from govdisclosure.phrasing.naming import companion_form
from govdisclosure.report.contents import BLANK
from govdisclosure.specfile.store import find_spec

AGREED = Path(__file__).parents[1] / "snapshots" / "messages.txt"


def reports_of(form: Form, numbers: dict[int, int | None]) -> tuple[gd.Report, gd.Report]:
    """Return a report and that of the year before with these numbers; None is a blank, the rest is absent."""
    count = len(form.cells)
    empty = gd.Report(form, (None,) * count, "示例市", 2024)
    both = []
    for first in (0, count):
        own = {index - first: number for index, number in numbers.items() if first <= index < first + count}
        values = tuple(own.get(index) for index in range(count))
        contents = {index: BLANK for index, number in own.items() if number is None}
        both.append(evolve(empty, values=values, contents=contents, year=2024 if first == 0 else 2023))
    return both[0], both[1]


def companions_of(form: Form, numbers: dict[int, int | None]) -> list[gd.Report] | None:
    """Return the other documents with these numbers, each in the newest format that has the cell."""
    found: dict[str, gd.Report] = {}
    for index, number in numbers.items():
        ref = form.cell(index)
        if form.value(index) is None and (other := companion_form(form, ref)) is not None:
            blank = gd.Report(
                other, (None,) * len(other.cells), "示例市", 2024, dict.fromkeys(range(len(other.cells)), BLANK)
            )
            report = found.get(ref.of, blank)
            place = other.index[ref.table, ref.row, ref.column]
            values = tuple(number if at == place else value for at, value in enumerate(report.values))
            contents = {at: state for at, state in report.contents.items() if values[at] is None}
            found[ref.of] = evolve(report, values=values, contents=contents)
    return [*found.values()] or None


def finding_of(form: Form, relation: Relation, numbers: dict[int, int | None]) -> Finding | None:
    """Return the finding of one relation on these numbers, if there is one."""
    report, prior = reports_of(form, numbers)
    result = gd.check(report, prior, companions=companions_of(form, numbers), select=[relation.id])
    return next((finding for finding in result if finding.id == relation.id), None)


def lines() -> Iterator[str]:
    """Yield for each rule of each format what is said where it fails and where it cannot be decided."""
    for name in sorted(name for name in gd.spec_ids() if name.startswith(("cn/", "cn-enforcement/"))):
        form = specimen_form(find_spec(name))
        for rule, relations in rules_of(form).items():
            yield f"## {name} {rule}"
            relation = relations[0]
            failing = made_up(form, relation, "fail")
            assert failing is not None, rule
            found = finding_of(form, relation, {index: int(number) for index, number in failing.items()})
            assert found is not None, rule
            assert found.status == "fail", rule
            blanks = dict.fromkeys(relation.cells)
            for finding in (found, finding_of(form, relation, blanks)):
                if finding is not None:
                    yield from (
                        f"{finding.status} {language}: {finding.explain(language)}" for language in ("zh", "en")
                    )


def test_every_message_of_every_rule() -> None:
    """What is said about a rule, failed or undecided, is what was agreed, in Chinese and in English."""
    assert list(lines()) == AGREED.read_text(encoding="utf-8").splitlines()


def test_both_languages_are_spoken() -> None:
    """No message is the same in both languages, and none is empty."""
    said = AGREED.read_text(encoding="utf-8").splitlines()
    chinese = [line.split(": ", 1)[1] for line in said if " zh: " in line]
    english = [line.split(": ", 1)[1] for line in said if " en: " in line]
    assert len(chinese) == len(english) > 0
    assert all(one and two and one != two for one, two in zip(chinese, english, strict=True))


if __name__ == "__main__":
    AGREED.write_text("\n".join(lines()) + "\n", encoding="utf-8")
