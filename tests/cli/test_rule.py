"""`govdisclosure rule`: rules and codes are looked up in one place."""

import pytest

from govdisclosure import codes
from govdisclosure.cli import run


def test_a_code_is_explained_like_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    """Who meets a code asks for it by its name, and is told what it means and what to do, in either language."""
    for language in ("zh", "en"):
        assert run(["rule", "unmatched_row", "--lang", language]) == 0
        printed = capsys.readouterr().out
        assert printed.startswith("unmatched_row")
        assert getattr(codes.UNMATCHED_ROW.meaning, language) in printed
        assert getattr(codes.UNMATCHED_ROW.advice, language) in printed


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("unmatched_rows", "unmatched_row"),
        ("applications/balanec", "applications/balance"),
        ("applications/balanec[natural_person]", "applications/balance"),
        ("x/yz", None),
    ],
)
def test_a_name_that_is_no_rule_and_no_code_gets_the_nearest_of_both(
    asked: str, meant: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rules of every format and all codes are offered, and nothing where nothing is near."""
    assert run(["rule", asked, "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert asked in said
    assert said.endswith(f"; did you mean {meant}?\n" if meant else f"no rule or code {asked}\n")
