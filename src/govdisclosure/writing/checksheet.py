"""The sheet of checks of a collection form: every relation with its live verdict and, where it fails, why in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from attrs import frozen

from govdisclosure.documents import Highlight, Sheet, SheetCell
from govdisclosure.form import Form, Relation
from govdisclosure.phrasing import BROKEN, SEVERITY, SIGN, STATUS, place, sentence, usual_advice
from govdisclosure.writing.live import CODES, FAIL, NOT_APPLICABLE, OPEN, PASS, Check, text_literal

_FIRST = 3
"""The row of the first check."""
_COLOURS: tuple[tuple[int, Literal["red", "yellow", "green"]], ...] = ((FAIL, "red"), (OPEN, "yellow"), (PASS, "green"))
_WIDTHS = (10.0, 46.0, 36.0, 50.0, 10.0, 10.0, 9.0, 36.0)


@frozen(eq=False)
class CheckSheet:
    """Writes the sheet of checks of a form in a language."""

    form: Form
    language: str

    def say(self, zh: str, en: str) -> str:
        """Return the one of two texts that is in the language of the form, which need not be that of messages."""
        return zh if self.language == "zh" else en

    def sheet(self, checks: Sequence[Check], now: Sequence[int], taken: Sequence[str]) -> Sheet:
        """Return the sheet; `now` are the verdicts as the form stands, `taken` the names of the other sheets."""
        name = self.say("校验", "Checks")
        while name.casefold() in {other.casefold() for other in taken}:
            name += "_"
        head = self.say(
            "结果|说明|位置|含义|左边|右边|性质|规则编号",
            "Result|Explanation|Place|Meaning|Left|Right|Severity|Rule",
        ).split("|")
        first = _FIRST
        last = first + len(checks) - 1
        words = {code: STATUS[status][0 if self.language == "zh" else 1] for status, code in CODES.items()}
        results = f"$A${first + 1}:$A${last + 1}"
        counts = "&".join(
            text_literal(f"{words[code]} ") + f"&COUNTIF({results},{text_literal(words[code])})&" + text_literal("  ")
            for code in CODES.values()
        )
        tally = "".join(f"{words[code]} {list(now).count(code)}  " for code in CODES.values())
        cells = [SheetCell(0, 0, self.say("校验结果", "Results of the checks"), "label")]
        cells.append(SheetCell(1, 0, tally, "label", counts) if checks else SheetCell(1, 0, tally, "label"))
        cells += [SheetCell(2, column, text, "head") for column, text in enumerate(head)]
        for number, (check, code) in enumerate(zip(checks, now, strict=True)):
            row = first + number
            cells += self._row(row, check, code, words)
        highlights = tuple(
            Highlight((first, 0), (last, 1), f"$A{first + 1}={text_literal(words[code])}", colour)
            for code, colour in _COLOURS
        )
        widths = dict(enumerate(_WIDTHS))
        heights = {first + number: 64.0 for number in range(len(checks))}
        return Sheet(
            name,
            tuple(cells),
            widths,
            heights,
            highlights=highlights if checks else (),
            protected=True,
            frozen_rows=first,
            wide=True,
        )

    def _row(self, row: int, check: Check, code: int, words: Mapping[int, str]) -> Iterator[SheetCell]:
        relation, language = check.relation, self.language
        result = f'"{words[OPEN]}"'
        for known in (NOT_APPLICABLE, FAIL, CODES["pass"]):
            result = f"IF({check.verdict}={known},{text_literal(words[known])},{result})"
        severity = SEVERITY[relation.severity][0 if self.language == "zh" else 1]
        yield SheetCell(row, 0, words[code], "value", result)
        yield SheetCell(row, 1, self._open_words() if code == OPEN else "", "stub", self._explanation(check))
        yield SheetCell(row, 2, place(self.form, relation, language), "stub")
        yield SheetCell(row, 3, sentence(self.form, relation, language), "stub")
        yield SheetCell(row, 4, "", "value", check.left)
        yield SheetCell(row, 5, "", "value", check.right)
        yield SheetCell(row, 6, severity, "value")
        yield SheetCell(row, 7, relation.id, "stub")

    def _open_words(self) -> str:
        return self.say("有单元格还没有数，填齐后自动核对。", "Some cells hold no number yet; fill them in.")

    def _explanation(self, check: Check) -> str:
        """Return the formula of the sentence that a failed check is explained with."""
        relation = check.relation
        comparison = relation.condition.comparison
        advice = usual_advice(relation, self.language).rstrip("。.") + self.say("。", ".")
        left, right = check.left, check.right
        told = self.say("左边 ", "The left side is ")
        sides = (
            f"{text_literal(told)}&{left}&{text_literal(f' {BROKEN[comparison]} ' + self.say('右边 ', 'the right, '))}"
            f"&{right}"
        )
        size = f"ABS(ROUND({left}-{right},9))"
        if self.language == "zh":
            gap = (
                f"{text_literal('，左边比右边')}&IF({left}>{right},{text_literal('多 ')},{text_literal('少 ')})&{size}"
            )
        else:
            gap = (
                f"{text_literal('; it is ')}&{size}&IF({left}>{right},{text_literal(' more')},{text_literal(' less')})"
            )
        known = f'IF(OR({left}="",{right}=""),{text_literal(self._never(relation))},{sides}&{gap})'
        failed = f"{known}&{text_literal(self.say('。', '. ') + advice)}"
        return f'IF({check.verdict}={FAIL},{failed},IF({check.verdict}={OPEN},{text_literal(self._open_words())},""))'

    def _never(self, relation: Relation) -> str:
        comparison = SIGN[relation.condition.comparison]
        return self.say(
            f"空缺的单元格填什么数，“左边 {comparison} 右边”都不能成立",
            f"No number in the empty cells could make 'left {comparison} right' hold",
        )
