"""Help, and what the parser says: one language at a time, in 80 columns, with examples that run."""

from __future__ import annotations

import ast
import inspect
import json
import re
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from govdisclosure.cli import run
from govdisclosure.cli.parser_words import CHINESE, MODULES
from govdisclosure.wrapping import width_of
from tests.checks.test_companions import PAGE
from tests.support.commanding import every_command
from tests.support.following import run_apart

ROOT = Path(__file__).parents[2]


def all_help(language: str) -> str:
    """Return the help of all commands one after the other, from a process that speaks the language."""
    pages = ["--help", "spec --help", *(f"{name} --help" for name, _ in every_command())]
    return "".join(said for _, said in run_apart((f"{page} --lang {language}" for page in pages), COLUMNS="80"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_speaks_one_language_and_fits_80_columns(language: str) -> None:
    """Chinese help has no English sentence, English help nothing Chinese; no line is wider than a small terminal."""
    text = all_help(language)
    assert text.count(("用法：", "Usage: ")[language == "en"]) == len(list(every_command())) + 2
    assert max(map(width_of, text.splitlines())) <= 80
    if language == "en":
        assert not re.findall(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", text)
    else:
        assert not re.findall(r"[A-Za-z]{2,} (?:the|a|an|is|this|and|of) ", text)


def templates() -> Iterator[str]:
    """Yield what the modules of click give to gettext."""
    for name in MODULES:
        for node in ast.walk(ast.parse(inspect.getsource(import_module(f"click.{name}")))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                said = node.args[:2] if node.func.id == "ngettext" else node.args[:1]
                yield from (str(one.value) for one in said if isinstance(one, ast.Constant))


UNREACHED = re.compile(
    "deprecated|Deprecat|env var|dynamic|Positional|Do you want|Confirm the action|version|"  # not used
    "defined twice|Could not determine|No options defined|declaration|must be an iterable|"  # errors of programmers
    "Could not open|unknown error|does not exist|is a file|is a directory|is not (readable|writable|executable)|"
    "valid boolean|valid UUID|match the format|^(file|directory|path)$|Choose from|Choice|parameter|param_type|"
    "takes|Takes|len_type|Boolean option|Invalid start character|Usage:|flag value|Missing .param|Duplicate"
)


def test_every_sentence_of_the_parser_that_can_be_met_is_translated() -> None:
    """A newer click that says something else is noticed here, and what is no longer said is dropped."""
    said = set(templates())
    assert {one for one in said - set(CHINESE) if not UNREACHED.search(one)} == set()
    assert set(CHINESE) - said == {"required"}  # which reaches gettext by a variable


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["chekc"], "没有命令 chekc；是不是“check”？", "No such command 'chekc'. Did you mean 'check'?"),
        (["spec", "shwo"], "没有命令 shwo；是不是“show”？", "No such command 'shwo'. Did you mean 'show'?"),
        (["check"], "缺少参数“", "Missing argument '"),
        (["collect", "x"], "缺少选项“-o”/“--output”。", "Missing option '-o' / '--output'."),
        (
            ["check", "x", "--piror", "y"],
            "没有选项 --piror；是不是其中之一：“",
            "No such option '--piror'. (Did",
        ),
        (["check", "x", "--format", "xml"], "“--format”的值不对：“xml”不在可选的值之中", "'xml' is not one of"),
        (["check", "--lang"], "选项 --lang 须有值。", "Option '--lang' requires an argument."),
        (["read", "x", "y"], "多余的参数：y。", "Got unexpected extra argument (y)"),
        (["read", "x", "--sources=1"], "选项 --sources 不带值。", "Option '--sources' does not take a value."),
        (["collect", "x", "-o", "y", "--jobs", "z"], "“z”不是整数。", "'z' is not a valid integer"),
        (["collect", "x", "-o", "y", "--jobs", "0"], "0 超出范围 1<=x<=256。", "0 is not in the range 1<=x<=256."),
        (["check", "no.txt"], "不能打开：没有这个文件或文件夹。", "cannot be opened: No such file or directory"),
        (["check", "no.txt/"], "不能打开：没有这个文件或文件夹。", "cannot be opened: No such file or directory"),
        (
            ["spec", "new", "a/2030", "-o", "no/x.yaml"],
            "不能写入 no/x.yaml：没有这个",
            "cannot write no/x.yaml: No such",
        ),
        (["spec", "show", "cn/2O21"], "是不是 cn/2021？", "did you mean cn/2021?"),
        (["rule", "applications/balanec"], "是不是 applications/balance？", "did you mean applications/balance?"),
    ],
)
def test_whatever_is_wrong_is_said_in_the_language_asked_for(
    arguments: list[str],
    zh: str,
    en: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The parser, the system and the library speak alike, and offer what may have been meant."""
    monkeypatch.chdir(tmp_path)
    for language, sentence in (("zh", zh), ("en", en)):
        assert run(["--lang", language, *arguments]) in (2, 3)
        said = capsys.readouterr().err
        assert sentence in said
        assert not re.search("Error|Try |No such", said) or language == "en"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder in which somebody tries what help shows."""
    monkeypatch.chdir(tmp_path)
    broken = ROOT / "examples" / "report-2024-broken.txt"
    (tmp_path / "reports").mkdir()
    (tmp_path / "formats" / "cn").mkdir(parents=True)
    shutil.copy(ROOT / "examples" / "report-2024.txt", "reports/a.txt")
    (tmp_path / "roster.csv").write_text("code,name,parent\n1,示例市,\n2,示例市示例区统计局,1\n", encoding="utf-8")
    for one in ("answers", "documents"):
        shutil.copytree(ROOT / "conformance" / one / "cn-2021/check", f"conformance/{one}/cn-2021/check")
    cases = json.loads((ROOT / "conformance/manifest.json").read_bytes())
    cases["cases"] = [case for case in cases["cases"] if case["id"] == "cn-2021/check/03"]
    (tmp_path / "conformance/manifest.json").write_text(json.dumps(cases), encoding="utf-8")
    text = broken.read_text(encoding="utf-8").replace("2024", "2023")
    (tmp_path / "old.txt").write_text(text, encoding="utf-8")
    statistics = PAGE.format(name="示例市示例区统计局", total=108156)
    (tmp_path / "statistics.html").write_text(statistics, encoding="utf-8")
    for arguments in (
        ["write", str(broken), "report.html"],
        ["write", "old.txt", "last-year.html"],
        ["write", "old.txt", "last-year.docx"],
        ["read", "report.html", "-o", "report.json"],
        ["spec", "new", "cn/2027", "--extends", "cn/2021", "-o", "formats/cn/2027.yaml"],
    ):
        assert run(arguments) == 0, capsys.readouterr().err
    return tmp_path


def test_a_command_without_arguments_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    """Once, and not as something that is wrong."""
    for arguments in ([], ["spec"]):
        assert (run(arguments), run([*arguments, "--help"])) == (2, 0)
        shown = capsys.readouterr()
        assert shown.out == shown.err


@pytest.mark.usefixtures("office")
def test_every_example_runs() -> None:
    """Every command has an example, and each does what it says; a report with errors ends as one."""
    assert all(command.examples for _, command in every_command())
    examples = [(name, example) for name, command in every_command() for example in command.examples]
    assert all(example.startswith(name) for name, example in examples)
    for (_, example), (code, said) in zip(examples, run_apart(example for _, example in examples), strict=True):
        assert code in (0, 1), (example, said)


def test_what_shells_complete(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Commands, options and formats are offered to the shells that click knows."""
    for shell in ("bash", "zsh", "fish"):
        for words, current, offered in (
            ("govdisclosure ", "", "check"),
            ("govdisclosure check --pr", "--pr", "--prior"),
            ("govdisclosure spec show cn/", "cn/", "cn/2021"),
        ):
            monkeypatch.setenv("_GOVDISCLOSURE_COMPLETE", f"{shell}_complete")
            monkeypatch.setenv("COMP_WORDS", words)
            monkeypatch.setenv("COMP_CWORD", current if shell == "fish" else str(len(words.split(" ")) - 1))
            with pytest.raises(SystemExit):
                run([])
            assert offered in capsys.readouterr().out
