"""The commands `write` and `blank`: what they write, and one sentence where they cannot."""

import re
from pathlib import Path

import pytest

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.language import using
from govdisclosure.reading import read
from govdisclosure.rosters import read_roster
from govdisclosure.writing.writing import blank_bytes
from tests.support.fonts import kinds
from tests.support.minimal import minimal_text

REPORT = str(Path(__file__).parents[2] / "examples" / "report-2024.txt")


@pytest.mark.parametrize("kind", kinds(["docx", "html", "xlsx", "pdf", "md", "json"]))
def test_any_readable_document_is_written_as_another(kind: str, tmp_path: Path) -> None:
    """A text export becomes Word, HTML, Excel, PDF, Markdown or JSON, with the same figures."""
    out = tmp_path / f"out.{kind}"
    assert run(["write", REPORT, str(out)]) == 0
    first, second = read(REPORT).report, read(out).report
    assert first.values == second.values
    assert (first.organisation, first.year) == (second.organisation, second.year)


def test_a_fragment_and_the_standard_output(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """`-` with a format prints the document."""
    assert run(["write", REPORT, "-", "--format", "html", "--fragment"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"<article")
    assert run(["blank", "cn/2021", str(tmp_path / "form.xlsx")]) == 0
    assert run(["blank", "cn/2021", str(tmp_path / "form.docx"), "--labels", "en"]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["write", REPORT, "out.rtf"], "cannot write .rtf; known: .docx .html .xlsx .pdf .md .csv .json"),
        (["write", REPORT, "missing/out.docx"], "cannot write missing/out.docx: No such file or directory"),
        (["write", REPORT, "-"], "- has no suffix that says what to write"),
        (["write", REPORT, "out.csv", "--encoding", "koi8-r"], "CSV is not written in koi8-r; known: utf-8 gb18030"),
        (["write", REPORT, "out.docx", "--theme", "none.yaml"], "none.yaml: cannot be opened"),
        (["write", REPORT, "out.docx", "--theme", "gongwenn"], "no theme gongwenn, and no such file"),
        (["blank", "cn/1999", "form.docx"], "there is no format cn/1999"),
        (["blank", "cn/2021", "form.md"], "cannot write .md; known: .docx .html .xlsx .pdf .json"),
    ],
)
def test_what_cannot_be_written_is_one_sentence(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On the error output, with exit code 2, and no file is left."""
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    message = capsys.readouterr().err
    assert message.startswith(said)
    assert message.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_report_of_an_unknown_format_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """That is what the user has to install, and no fault of the file."""
    path = tmp_path / "report.json"
    path.write_text('{"spec": "cn/2031", "tables": {}}', "utf-8")
    assert run(["write", str(path), str(tmp_path / "out.docx")]) == 2
    assert "there is no format cn/2031" in capsys.readouterr().err


def test_a_file_of_somebody_else_is_not_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Unless that is asked for by name; what was written before is replaced, and so is an empty file."""
    for name in ("out.docx", "out.html", "out.xlsx", "out.md", "out.json", "out.csv"):
        out = tmp_path / name
        out.write_bytes(b"my own work")
        assert run(["write", REPORT, str(out)]) == 2
        assert "exists and was not written by this program; add --force" in capsys.readouterr().err
        assert out.read_bytes() == b"my own work"
        assert run(["write", REPORT, str(out), "--force"]) == 0
        assert run(["write", REPORT, str(out)]) == 0
    (tmp_path / "form.html").touch()
    assert run(["blank", "cn/2021", str(tmp_path / "form.html")]) == 0
    assert run(["blank", "cn/2021", str(tmp_path / "form.html")]) == 0


def test_what_was_read_is_never_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not even by its like, through a link, or when it is asked for."""
    report = tmp_path / "report.json"
    assert run(["write", REPORT, str(report)]) == 0
    (tmp_path / "link.json").symlink_to(report)
    before = report.read_bytes()
    for out in ("report.json", "link.json"):
        assert run(["write", str(report), str(tmp_path / out), "--force"]) == 2
        assert "is the file that was read" in capsys.readouterr().err
    assert report.read_bytes() == before


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    """It is never taken for another."""
    with pytest.raises(gd.UsageError, match="no language fr; known: zh en"):
        gd.write(read(REPORT).report, tmp_path / "out.docx", language="fr")
    with pytest.raises(gd.UsageError, match="no language zn"):
        gd.blank("cn/2021", tmp_path / "out.docx", language="zn")
    assert not list(tmp_path.iterdir())


_OPEN = "{nodes: {school: {label: {zh: 学校}, open: integer, total_label: {zh: 计}}}}"


@pytest.mark.parametrize("suffix", ["html", "xlsx", "json"])
def test_rows_that_a_report_names_are_typed_into_its_empty_form(suffix: str, tmp_path: Path) -> None:
    """Each key given with --rows is a row of blanks, under its name or its whole address.

    The page holds more, from which the browser makes the rows that are added there; so its fields are looked at.
    """
    spec, out = tmp_path / "open.yaml", tmp_path / f"form.{suffix}"
    spec.write_text(minimal_text(rows=_OPEN), "utf-8")
    (address,) = gd.expand(gd.load_spec(spec)).open_nodes
    assert run(["blank", str(spec), str(out), "--rows", "7", "--rows", f"{address}=12"]) == 0
    if suffix == "html":
        fields = re.findall(r'"table":"stock","row":"([^"]*)","column":"n","value"', out.read_text("utf-8"))
        assert {"school.7", "school.12", "school"} <= set(fields)
        return
    rows = {cell.ref.row: cell.state for cell in read(out, spec=str(spec)).report.cells()}
    assert rows == {"school.7": "blank", "school.12": "blank", "school": "blank"}


@pytest.mark.parametrize(
    ("rows", "said"),
    [("x", "no name of type integer"), ("a/rows:b=1", "which rows are meant?"), ("", "no name of type integer")],
)
def test_a_row_that_no_report_can_name_is_refused(
    rows: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A key of another type, and a place that the format does not have."""
    spec = tmp_path / "open.yaml"
    spec.write_text(minimal_text(rows=_OPEN), "utf-8")
    assert run(["blank", str(spec), str(tmp_path / "form.html"), "--rows", rows]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("broken.docx", b"PK\3\4", "exists and was not written by this program"),
        ("a" * 300 + ".html", None, "File name too long"),
    ],
)
def test_a_place_that_cannot_be_written_is_one_sentence(
    name: str, content: bytes | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that nobody can read is not this library's, and a name may be too long for the disk."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert run(["--lang", "en", "write", REPORT, str(tmp_path / name)]) == 2
    assert said in capsys.readouterr().err


def test_reports_of_the_year_before_are_given_by_unit_where_there_are_several(tmp_path: Path) -> None:
    """One report alone is of nobody knows which."""
    (tmp_path / "r.csv").write_text("code,name,parent\n1,甲,\n2,乙,1\n", encoding="utf-8")
    with using("en"), pytest.raises(gd.UsageError, match="prior reports are given by unit code"):
        blank_bytes("cn/2021", "xlsx", units=read_roster(tmp_path / "r.csv"), prior=read(REPORT).report)
