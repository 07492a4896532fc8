"""The report of the year before, made ready to be compared: of the same organisation, and in the same format."""

from __future__ import annotations

from govdisclosure import codes
from govdisclosure.errors import UsageError
from govdisclosure.language import say
from govdisclosure.report import Problem, Report


def prepared(prior: Report, report: Report) -> tuple[Report, tuple[Problem, ...]]:
    """Return the prior report in the format of the report, and what a reader should know about the comparison.

    A prior report in another version of the format is carried over by what the versions say of each other; what they do
    not have in common is absent, and rules about it are not applicable. Raises `UsageError` if the prior report is of
    another organisation or year, or if no change leads from its format to this one.
    """
    _must_precede(prior, report)
    notes = []
    unknown = [
        word
        for word, one, two in (
            (say(zh="单位", en="organisation"), prior.organisation, report.organisation),
            (say(zh="年度", en="year"), prior.period, report.period),
        )
        if not one or not two
    ]
    if unknown:
        words = say(zh="和", en=" and ").join(unknown)
        message = say(
            zh=f"两份报告中有一份没有写明{words}，无法核实上年报告是否对应。",
            en=f"one of the two reports does not say its {words}: whether they belong together could not be verified",
        )
        notes.append(Problem.of(codes.PRIOR_UNVERIFIED, message))
    if prior.spec.id == report.spec.id:
        return prior, tuple(notes)
    from govdisclosure.versions import convert

    try:
        converted = convert(prior, report.spec)
    except UsageError as error:
        raise UsageError(say(zh=f"上一年报告不能用：{error}", en=f"the prior report cannot be used: {error}")) from None
    known = sum(converted.content(index).state != "absent" for index in range(len(converted.values)))
    message = say(
        zh=f"上一年报告由 {prior.spec.id} 格式换算为 {report.spec.id}，{known} 个单元格可比；"
        "涉及其余单元格的规则不适用。",
        en=f"the prior report was converted from {prior.spec.id} to {report.spec.id}, {known} cells are comparable; "
        "rules about the others are not applicable",
    )
    return converted, (*notes, Problem.of(codes.PRIOR_CONVERTED, message))


def _must_precede(prior: Report, report: Report) -> None:
    """Refuse a prior report that cannot be one."""
    if prior.spec.family != report.spec.family:
        zh, en = (
            f"格式是 {prior.spec.id}，本年报告是 {report.spec.id}",
            f"is in the format {prior.spec.id}, not {report.spec.id}",
        )
    elif prior.organisation and report.organisation and prior.organisation != report.organisation:
        zh = f"属于 {prior.organisation}，本年报告属于 {report.organisation}"
        en = f"is of {prior.organisation}, not of {report.organisation}"
    elif prior.period and report.period and prior.period != (wanted := report.spec.before(report.period)):
        zh = f"是 {prior.period.named}的，应为 {wanted.named}".rstrip()
        en = f"is for {prior.period}, not for {wanted}"
    else:
        return
    raise UsageError(say(zh=f"上一年报告不能用：它{zh}。", en=f"the prior report cannot be used: it {en}"))
