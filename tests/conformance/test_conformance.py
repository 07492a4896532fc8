"""The cases that any program can run: ours gives the right answers, and a wrong answer is noticed wherever it is."""

import json
import re
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure import cli
from govdisclosure.conformance import answer, command_processor, load_suite, run
from govdisclosure.conformance.comparing import deviations
from govdisclosure.language import using
from tests.support.conformance import SUITE

CASES = load_suite(SUITE)


KINDS = {case.id.rpartition("/")[0] for case in CASES.cases}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_our_own_answers_are_right(kind: str) -> None:
    """All cases of a kind conform."""
    outcomes = list(run(CASES.like(f"{kind}/*"), answer, jobs=1))
    assert outcomes
    assert {outcome.case.id: outcome.wrong for outcome in outcomes if outcome.wrong} == {}


def test_there_are_cases_of_every_task() -> None:
    """What can be asked is asked."""
    assert {case.task for case in CASES.cases} == {"read", "check", "locate"}


ANSWERS = [json.loads(case.answer.read_bytes()) for case in CASES.cases if case.answer]


def leaves(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all that is neither an object nor a list."""
    if isinstance(data, dict):
        return [leaf for key, value in data.items() for leaf in leaves(value, (*path, key))]
    if isinstance(data, list):
        return [leaf for key, value in enumerate(data) for leaf in leaves(value, (*path, key))]
    return [path]


FILLED = [one for one in ANSWERS if leaves(one)]


@given(st.data())
def test_a_wrong_answer_is_noticed_wherever_it_is(data: st.DataObject) -> None:
    """One value of a right answer replaced by another is a deviation, also where figures may be left unread."""
    right = data.draw(st.sampled_from(FILLED))
    *way, last = data.draw(st.sampled_from(leaves(right)))
    wrong = deepcopy(right)
    place = wrong
    for key in way:
        place = place[key]
    place[last] = {"value": 1_234_567}
    assert list(deviations(right, wrong))
    assert list(deviations(right, wrong, unread=True))


@given(st.sampled_from(ANSWERS), st.randoms(use_true_random=False))
def test_neither_order_nor_more_keys_matter(right: Any, dice: Any) -> None:
    """Members of lists in another order, and objects that say more, are the same answer."""

    def other(data: Any) -> Any:
        if isinstance(data, dict):
            return {**{key: other(value) for key, value in data.items()}, "remark": 1}
        if isinstance(data, list):
            return dice.sample([other(value) for value in data], len(data))
        return data

    assert list(deviations(right, other(right))) == []


def test_a_member_too_many_or_too_few_is_a_deviation() -> None:
    """Lists are compared as wholes."""
    assert list(deviations([1], [1, 1])) == [": 1 should not be there"]
    assert list(deviations([1, 1], [1])) == [": 1 is not there"]


def test_what_is_lost_may_be_left_unread() -> None:
    """A figure that is missing or unreadable passes only where the case allows it; a blank does not."""
    right: dict[str, Any] = {"tables": {"a": {"b": 1}}}
    less: list[dict[str, Any]] = [{}, {"tables": {}}, {"tables": {"a": {"b": {"unreadable": "1?"}}}}]
    for given_data in less:
        assert list(deviations(right, given_data))
        assert list(deviations(right, given_data, unread=True)) == []
    assert list(deviations(right, {"tables": {"a": {"b": None}}}, unread=True))


def test_what_must_be_refused_has_no_answer() -> None:
    """Whatever is answered about such a document is wrong, and to refuse it is right; elsewhere it is not."""
    refused = CASES.like("*/tidy-csv-two-values")
    assert [outcome.case.answer for outcome in run(refused, answer)] == [None]
    (outcome,) = run(refused, lambda _task, _document: {"tables": {}})
    assert "refused" in outcome.wrong[0] or "拒读" in outcome.wrong[0]

    def refuse(_task: str, _document: Path) -> Any:
        message = "no"
        raise gd.ReadError(message)

    (outcome,) = run(CASES.like("*/mended/tidy-csv"), refuse)
    assert outcome.wrong == ("no",)


def test_another_program_is_run_as_a_command() -> None:
    """Our own command line conforms like any other; what prints no JSON, or stops, does not."""
    some = CASES.like("cn-2021/check/01")
    own = command_processor(f"{sys.executable} -m govdisclosure conformance answer")
    for suite in (some, CASES.like("own/clinics/prior-2"), CASES.like("cn-2021/with/licences")):
        assert [outcome.wrong for outcome in run(suite, own)] == [()]
    silent = command_processor(f"{sys.executable} -c pass")
    assert all("not JSON" in outcome.wrong[0] for outcome in run(some, silent))


@pytest.mark.parametrize(
    ("line", "seconds", "said"),
    [
        ("while True: print('{' * 4096)", 60, "it prints more than 10 MB"),
        ("import sys\nwhile True: sys.stderr.write('x' * 4096)", 0.3, r"no answer within 0\.3 s"),
        ("import os, time; os.close(1); os.close(2); time.sleep(100)", 0.3, r"no answer within 0\.3 s"),
        ("import os; print('{}', flush=True); os.kill(os.getpid(), 9)", 60, "ended by signal 9"),
        ("import sys; sys.stdout.buffer.write(bytes(range(256)) * 99)", 60, "not UTF-8"),
        ("print('[' * 1_000_000)", 60, "nested too deeply|elements"),
        ("print('{\"findings\":[' + '1,' * 100_000 + '1]}')", 60, "a list of 100001 where one of "),
    ],
)
def test_whatever_a_program_does_is_one_sentence(line: str, seconds: float, said: str, tmp_path: Path) -> None:
    """One that prints without end, closes its output, is killed or answers at length is none that conforms."""
    (tmp_path / "program.py").write_text(line, encoding="utf-8")
    program = command_processor(f"{sys.executable} {tmp_path / 'program.py'}", seconds=seconds)
    with using("en"):
        (outcome,) = run(CASES.like("cn-2021/check/01"), program, jobs=1)
        assert re.search(said, outcome.wrong[0])


def test_a_program_that_never_answers_is_asked_no_more(tmp_path: Path) -> None:
    """It refuses nothing either: five cases in a row are waited for, and the rest are said to be not asked."""
    (tmp_path / "program.py").write_text("import time; time.sleep(100)", encoding="utf-8")
    program = command_processor(f"{sys.executable} {tmp_path / 'program.py'}", seconds=0)
    with using("en"):
        said = [one.wrong[0] for one in run(CASES.like("cn-2021/mended/tidy-csv*"), program, jobs=1)]
        said += [one.wrong[0] for one in run(CASES.like("cn-2021/mended/json*"), program, jobs=1)]
    assert [one.startswith("no answer within 0 s") for one in said] == [True] * 5 + [False] * (len(said) - 5)
    assert "not asked" in said[-1]


def test_a_command_that_does_not_exist_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """It is wrong usage, not a case that fails."""
    code = cli.run(["--lang", "en", "conformance", "run", str(SUITE), "--command", "no-such-program"])
    assert (code, "cannot run 'no-such-program'" in capsys.readouterr().err) == (2, True)


def test_the_command_line_says_how_many_conform(capsys: pytest.CaptureFixture[str]) -> None:
    """The last line counts; `--format json` lists every case; no case is wrong usage."""
    arguments = ["--lang", "en", "conformance", "run", str(SUITE), "--case", "cn-2021/locate/[01]*"]
    assert cli.run(arguments) == 0
    assert capsys.readouterr().out.endswith("12 of 12 cases conform\n")
    assert cli.run([*arguments, "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["cases"]) == 12
    assert cli.run([*arguments[:-1], "nothing"]) == 2
    assert cli.run([*arguments[:-1], "cn-2021/locate/0[12]", "--command", f"{sys.executable} -c pass"]) == 1


ABROAD = '"answer": null, "about": "", "spec": "../y"}]}'


def test_cases_that_bring_a_format_can_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """A program that knows bundled formats alone is asked about these; each other case has its format with it."""
    bundled = CASES.like("*", bundled=True)
    others = [case for case in CASES.cases if case not in bundled.cases]
    assert {case.spec is None for case in bundled.cases} == {True}
    assert {case.id.partition("/")[0] for case in others} == {"own"}
    for flags, code, said in (([], 0, "1 of 1 cases conform"), (["--bundled"], 2, "no case is like")):
        words = ["--lang", "en", "conformance", "run", str(SUITE), "--case", "own/heating/taken-off", *flags]
        assert cli.run(words) == code
        assert said in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ("{", "not JSON"),
        ('{"suite": "1", "cases": 3}', "not in order"),
        ('{"suite": "1", "cases": [{"id": "a", "task": "guess"}]}', "guess"),
        ('{"suite": "1", "cases": [{"id": "a", "task": "read", "format": "", "document": "../x"}]}', r"\.\./x"),
        ('{"suite": "1", "cases": [{"id": "a", "task": "read", "format": "", "document": "x", ' + ABROAD, r"\.\./y"),
    ],
)
def test_a_manifest_that_is_not_in_order_is_said(manifest: str, message: str, tmp_path: Path) -> None:
    """Unknown tasks, and files outside the folder, are refused."""
    (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(gd.ReadError, match=message):
        load_suite(tmp_path)


def test_what_is_no_suite_is_said(tmp_path: Path) -> None:
    """A folder without a manifest is no suite."""
    with pytest.raises(gd.ReadError, match=r"manifest\.json"):
        load_suite(tmp_path)
