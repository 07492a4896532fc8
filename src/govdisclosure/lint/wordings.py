"""Lint of rules about the text: sentences that do not count as they should, and wordings that two rules claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from govdisclosure import codes
from govdisclosure.checks import wordings_of
from govdisclosure.errors import Fault
from govdisclosure.language import say
from govdisclosure.spec import Rule, Says, Spec
from govdisclosure.statements import Wordings, plain, template, word_lists

_YEAR = 2024
"""A year for which the sentences of a format are written."""


def wording_remarks(spec: Spec) -> Iterator[Fault]:
    """Yield what lint has to say about the wordings of a spec."""
    wordings, context = wordings_of(spec)
    context = evolve(context, year=_YEAR)

    def counts(section: str, text: str) -> set[str]:
        return {statement.rule for statement in wordings[section].statements(plain(text), context)}

    for rule in spec.rules:
        if rule.says is None:
            continue
        for key, sentences in (("found", rule.says.found), ("other", rule.says.other)):
            for number, text in enumerate(sentences):
                wrong = [
                    name for name in rule.says.sections if (rule.key in counts(name, text)) is not (key == "found")
                ]
                if wrong:
                    yield _example(("rules", rule.key, "says", key, number), counts=key == "found")
        yield from _claimed(spec, rule, rule.says, wordings)


def _example(path: tuple[str | int, ...], *, counts: bool) -> Fault:
    message = (
        say(
            zh="这句话应当算数，却没有被措辞认出来",
            en="this sentence should count, and no wording of the rule takes it",
        )
        if counts
        else say(
            zh="这句话不应当算数，却被措辞认走了",
            en="this sentence should not count, and a wording of the rule takes it",
        )
    )
    return Fault(message, path=path, code=codes.WORDING_EXAMPLE)


def _claimed(spec: Spec, rule: Rule, says: Says, wordings: Mapping[str, Wordings]) -> Iterator[Fault]:
    """Yield the wordings of a rule that stand for texts which another rule takes."""
    words = word_lists(spec.narrative)
    for key, listed in (("wordings", says.wordings), ("none", says.none)):
        for number, wording in enumerate(listed):
            one = template(wording, words)
            others = {
                other
                for pick in (min, max)
                for section in says.sections
                if (other := wordings[section].claims(one.text(pick))) not in (None, rule.key)
            }
            for other in sorted(filter(None, others)):
                message = say(
                    zh=f"这条措辞所代表的话被规则 {other} 认走", en=f"what this stands for is taken by the rule {other}"
                )
                yield Fault(message, path=("rules", rule.key, "says", key, number), code=codes.WORDING_CLAIMED)
