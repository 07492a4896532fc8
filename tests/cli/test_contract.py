"""What a user of the command line can rely on: results, exit codes, one sentence for whatever is wrong."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from govdisclosure.cli import run
from govdisclosure.cli.printing import Screen

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
CLEAN = ROOT / "examples" / "report-2024.txt"
BROKEN = ROOT / "examples" / "report-2024-broken.txt"
FAULTY_SPEC = """\
spec:
  id: x/2020
  revision: 1
  for_years: 2020..
  title: {en: X}
  languages: [en]
  source: {documnt: D}
sections:
  - {key: s, title: {en: S}, draw: [[t]]}
values:
  count: {kind: intger, min: 0}
tables:
  t:
    value: count
    rows:
      nodes:
        a: {label: {en: A}}
        a: {label: {en: A2}}
    columns:
      nodes:
        c: {label: {en: C}}
rules:
  r: {table: t, each: columns, check: a == bb, label: {en: R}}
"""

corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the real reports are not beside this checkout")


def failures(text: str) -> set[str]:
    """The rule instances that failed, from `check --format json`."""
    (report,) = json.loads(text)["reports"]
    return {f"{f['rule']}[{f['instance']}]" for f in report["findings"] if f["status"] == "fail"}


def spoilt(text: str) -> str:
    """The seed's text with a 1 for natural persons in what is carried over to next year."""
    line = next(line for line in text.splitlines() if line.startswith("四、结转下年度继续办理"))
    return text.replace(line, line.replace("\t\t0", "\t\t1", 1))


@pytest.mark.parametrize("file", [CLEAN, pytest.param(CORPUS / "xigong-2024.txt", marks=corpus)])
def test_a_clean_report_passes_every_equality(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All 42 equalities of the form hold, nothing else is found, and the exit code is 0."""
    assert run(["check", str(file), "--format", "json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    assert report["counts"]["pass"] == 42
    assert report["counts"]["fail"] == report["counts"]["undecided"] == 0
    assert report["findings"] == []


@pytest.mark.parametrize("file", [CLEAN, pytest.param(CORPUS / "xigong-2024.txt", marks=corpus)])
def test_one_wrong_cell_names_the_two_rules_that_contain_it(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A 1 for natural persons carried out breaks their balance and the sum of that row, and nothing else."""
    wrong = tmp_path / "wrong.txt"
    wrong.write_text(spoilt(file.read_text(encoding="utf-8")), encoding="utf-8")
    assert run(["check", str(wrong), "--format", "json"]) == 1
    assert failures(capsys.readouterr().out) == {
        "applications/balance[natural_person]",
        "applications/columns:total[carried_out]",
    }


def test_the_broken_example_has_the_errors_that_its_readme_says(capsys: pytest.CaptureFixture[str]) -> None:
    """Three typing errors break five rules."""
    assert run(["check", str(BROKEN), "--format", "json"]) == 1
    assert failures(capsys.readouterr().out) == {
        "applications/balance[natural_person]",
        "applications/columns:total[new]",
        "applications/rows:outcome[organisation.legal_service]",
        "applications/rows:outcome[total]",
        "disputes/columns:litigation.direct[count]",
    }


@corpus
@pytest.mark.parametrize("name", ["huaian_city_2024", "suqian_city_2023", "suqian_city_2024"])
def test_good_real_reports_pass(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Reports whose figures add up have no finding inside the report."""
    assert run(["check", str(CORPUS / f"{name}.json"), "--format", "json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    assert (report["counts"]["pass"], report["counts"]["fail"]) == (42, 0)


@corpus
def test_a_blank_total_leaves_its_two_rules_undecided(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing fails for want of a figure, and nothing passes."""
    assert run(["check", str(CORPUS / "shanghai_scitech_2024.json"), "--format", "json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    assert (report["counts"]["fail"], report["counts"]["undecided"]) == (0, 2)


@pytest.mark.parametrize(
    ("lose", "sign"),
    [("", "√"), ("行政许可", "?"), ("重复申请", "?")],
    ids=["whole", "without a table", "without a row"],
)
def test_a_report_with_missing_cells_is_neither_right_nor_wrong(
    lose: str, sign: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sign before a file's name is that of all its cells: nobody is told that a report is right without them."""
    lines = CLEAN.read_text(encoding="utf-8").splitlines()
    file = tmp_path / "report.txt"
    file.write_text("\n".join(line for line in lines if not lose or lose not in line), encoding="utf-8")
    assert run(["--lang", "zh", "check", str(file)]) == 0
    assert capsys.readouterr().out.startswith(f"{sign} ")


def test_findings_have_the_published_shape(capsys: pytest.CaptureFixture[str]) -> None:
    """The keys of the JSON are a contract."""
    run(["check", str(BROKEN), "--format", "json"])
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    assert {"file", "spec", "organisation", "year", "counts", "problems", "findings"} <= set(report)
    assert set(report["counts"]) >= {"pass", "fail", "undecided", "not_applicable"}
    finding = next(f for f in report["findings"] if f["rule"] == "applications/balance")
    assert set(finding) >= {
        *("rule", "instance", "status", "severity", "left", "right", "difference"),
        *("message", "source", "fingerprint", "cells"),
    }
    assert (finding["left"], finding["right"], finding["difference"]) == (12, 0, 12)
    cell = {"table": "applications", "row": "new", "column": "natural_person", "value": 12, "place": "line 49, field 3"}
    assert cell in finding["cells"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("missing.txt", None, "cannot be opened"),
        ("binary.txt", bytes(range(256)), "no text"),
        ("empty.txt", b" \n", "empty"),
        ("prose.txt", "只有文字，没有表。\n".encode(), "no table"),
        ("other.txt", b"a\tb\n1\t2\n", "no table of a known format"),
        ("half.json", b'{"spec": ', "not JSON"),
        ("odd.json", b'{"spec": "cn/2021", "tables": {"fees": {"fee": {"amuont": 1}}}}', "tables.fees.fee.amuont"),
        ("float.json", b'{"spec": "cn/2021", "tables": {"licensing": {"licence": {"decisions": 3.5}}}}', "3.5"),
        ("nan.json", b'{"spec": "cn/2021", "tables": {"fees": {"fee": {"amount": NaN}}}}', "NaN"),
        ("deep.json", b'{"spec": "cn/2021", "tables": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "deeply"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_with_the_place(
    name: str, content: bytes | None, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit code is 3, nothing stands on stdout, and no traceback anywhere."""
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    assert run(["check", str(file)]) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert sentence in printed.err
    assert str(file) in printed.err
    assert "Traceback" not in printed.err
    assert len(printed.err.splitlines()) == 1


def test_a_readable_file_is_checked_beside_one_that_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    """One missing file does not hide the others, and the exit code says that something was not read."""
    assert run(["check", str(CLEAN), "no-such-file", "--format", "json"]) == 3
    printed = json.loads(capsys.readouterr().out)
    assert len(printed["reports"]) == 1
    assert printed["errors"][0]["file"] == "no-such-file"


def test_a_faulty_spec_lists_all_its_faults_with_their_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Five faults, five lines, exit code 2."""
    spec = tmp_path / "five.yaml"
    spec.write_text(FAULTY_SPEC, encoding="utf-8")
    assert run(["check", str(CLEAN), "--spec", str(spec)]) == 2
    lines = capsys.readouterr().err.splitlines()
    places = [line.removeprefix(f"{spec}:").split(": ")[0] for line in lines]
    assert places == ["3:13", "7:12", "11:17", "18:9", "23:44"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["chekc"],
        ["check"],
        ["check", str(CLEAN), "--spec", "cn/2099"],
        ["check", str(CLEAN), "--specs", "no-such-folder"],
        ["check", str(CLEAN), "--select", "applications/balanec"],
        ["check", str(CLEAN), "--format", "xml"],
        ["check", str(CLEAN), str(CLEAN), "--prior", str(CLEAN)],
        ["check", str(CLEAN), "-o", "no-such-folder/out.txt"],
        ["rule", "applications/balanec"],
        ["spec", "show", "cn/2012"],
        ["spec", "new", "not an id"],
    ],
)
def test_wrong_usage_is_exit_code_2_and_says_what_is_wrong(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A sentence on stderr, and never a traceback."""
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.err
    assert "Traceback" not in printed.err


def test_rules_can_be_chosen_and_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """`--select` keeps only what it names, `--ignore` leaves out; both take * and single instances."""
    run(["check", str(BROKEN), "--format", "json", "--select", "applications/*", "--ignore", "applications/rows:*"])
    assert failures(capsys.readouterr().out) == {
        "applications/balance[natural_person]",
        "applications/columns:total[new]",
    }
    assert run(["check", str(BROKEN), "--select", "applications/balance[total]"]) == 0


def test_a_report_comes_from_stdin_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`-` is the standard input."""
    stdin = io.TextIOWrapper(io.BytesIO(BROKEN.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert run(["check", "-", "--format", "json"]) == 1
    assert len(failures(capsys.readouterr().out)) == 5


def test_what_read_writes_is_what_check_accepts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A document read into JSON gives the same findings as the document itself."""
    out = tmp_path / "report.json"
    assert run(["read", str(BROKEN), "-o", str(out), "--sources"]) == 0
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data["tables"]["applications"]["new"]["natural_person"] == 12
    assert data["sources"]["applications"]["new"]["natural_person"]
    assert run(["check", str(out), "--format", "json"]) == 1
    assert len(failures(capsys.readouterr().out)) == 5


@pytest.mark.parametrize(("language", "word"), [("zh", "不通过"), ("en", "fail")])
def test_messages_are_in_the_language_asked_for(language: str, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--lang` decides."""
    run(["check", str(BROKEN), "--lang", language])
    assert word in capsys.readouterr().out


@pytest.mark.parametrize("place", [0, 2])
def test_formats_of_ones_own_are_found_before_and_behind_the_command(
    place: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--specs DIR` is a global option."""
    (tmp_path / "test").mkdir()
    shop = (ROOT / "tests" / "data" / "shop.yaml").read_bytes()
    (tmp_path / "test" / "shop.yaml").write_bytes(shop)
    arguments = ["spec", "list"]
    arguments[place:place] = ["--specs", str(tmp_path)]
    assert run(arguments) == 0
    assert "test/shop" in capsys.readouterr().out


def test_two_runs_give_identical_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing in a result depends on chance."""
    printed = []
    for _ in range(2):
        run(["check", str(BROKEN), "--format", "json"])
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]


def test_an_internal_error_is_one_line_and_debug_shows_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bug of the library reaches a user as a sentence that says what to do."""

    def broken(*_: object, **__: object) -> None:
        message = "a bug"
        raise ZeroDivisionError(message)

    monkeypatch.setattr("govdisclosure.cli.batch.read_input", broken)
    assert run(["check", str(CLEAN)]) == 3
    assert capsys.readouterr().err.count("\n") == 1
    with pytest.raises(ZeroDivisionError):
        run(["check", str(CLEAN), "--debug"])


TEXT_AND_JSON = """
import sys
from govdisclosure.cli import run
sys.exit(max(run(["check", sys.argv[1], "--lang", "zh", "--format", form]) for form in ("text", "json")))
"""


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_every_console_can_show_the_result(encoding: str) -> None:
    """A console that lacks a character shows a question mark; JSON is readable on all of them."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-c", TEXT_AND_JSON, str(BROKEN)]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    text, _, data = done.stdout.partition(b"{")
    assert encoding == "ascii" or "不通过" in text.decode(encoding)
    assert len(json.loads(b"{" + data)["reports"]) == 1


def test_the_locale_chooses_the_language() -> None:
    """Under a Chinese locale messages are Chinese."""
    environment = {**os.environ, "LC_ALL": "zh_CN.UTF-8", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "govdisclosure", "check", "no-such-file"]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert "不能打开" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such file names")
@pytest.mark.parametrize("form", ["text", "json", "html", "sarif", "junit", "ess"])
def test_a_file_name_that_is_no_text_is_written_in_every_form(form: str, tmp_path: Path) -> None:
    """Old archives hold names in other encodings than UTF-8: the report is checked all the same."""
    name = os.fsencode(tmp_path) + b"/\xb9\xe6.txt"
    Path(os.fsdecode(name)).write_bytes(CLEAN.read_bytes())
    out = tmp_path / "out"
    assert run(["check", os.fsdecode(name), "--format", form, "-o", str(out)]) == 0
    assert out.stat().st_size


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe of POSIX")
@pytest.mark.parametrize(("file", "code"), [("report-2024.txt", 0), ("report-2024-broken.txt", 1)])
def test_a_reader_that_goes_away_changes_no_exit_code(file: str, code: int) -> None:
    """As `| head` does: a clean report stays clean, and a broken one broken."""
    command = [sys.executable, "-m", "govdisclosure", "check", str(CLEAN.parent / file), "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == code


@pytest.mark.parametrize(
    "steering", ["\x1b]0;title\x07", "\x1b[2J", "\x1b[8m", "\x9b2J", "\x08\x08", "\r\x1b[K", "\x7f", "\u202e"]
)
def test_nothing_that_is_shown_steers_the_terminal(steering: str) -> None:
    """Labels, names of files and cells may hold such signs; the colours of our own pass."""
    shown = io.StringIO()
    Screen(shown).write(f"\x1b[1ma{steering}b\x1b[0m\n")
    assert shown.getvalue().startswith("\x1b[1ma\ufffd")
    assert shown.getvalue().endswith("b\x1b[0m\n")


@pytest.mark.parametrize("output", [None, "out.txt"])
def test_what_goes_to_a_file_steers_no_terminal_either(
    output: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file is shown on a terminal later; data for programs keeps every sign, escaped as JSON does it."""
    report = tmp_path / "a\x1b]0;t\x07.json"
    report.write_text('{"spec": "cn/2021", "tables": {"fees": {"fee": {"amount": null}}}}', encoding="utf-8")
    place = [] if output is None else ["-o", str(tmp_path / output)]
    assert run(["check", str(report), *place]) in (0, 1, 3)
    text = capsys.readouterr().out if output is None else (tmp_path / output).read_text(encoding="utf-8")
    assert "a\ufffd]0;t\ufffd.json" in text
    assert run(["check", str(report), "--format", "json"]) in (0, 1, 3)
    assert json.loads(capsys.readouterr().out)["reports"][0]["file"] == str(report)


def test_settings_of_nothing_but_brackets_are_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However deep they stand in each other."""
    (tmp_path / "govdisclosure.toml").write_text("select = " + "[" * 20_000, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["check", str(CLEAN)]) == 2
