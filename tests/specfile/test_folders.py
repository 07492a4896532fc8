"""What is found in folders of formats, and what is left out of them and why."""

import os
import shutil
import threading
import warnings
from pathlib import Path

import pytest

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.errors import FormatWarning
from govdisclosure.language import using
from govdisclosure.specfile.store import all_specs, find_spec, using_folders
from tests.support.minimal import minimal_text


def own(folder: Path, name: str, text: str) -> Path:
    """Put a file of a format into a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def warned(folder: Path) -> list[str]:
    """Return what is said when all formats are loaded, those of a folder among them."""
    with warnings.catch_warnings(record=True) as caught, using_folders([folder]):
        warnings.simplefilter("always")
        all_specs()
    assert all(issubclass(one.category, FormatWarning) for one in caught)
    return [str(one.message) for one in caught]


def test_a_file_with_another_suffix_is_named(tmp_path: Path) -> None:
    """`.yml` is no format, and nobody has to find out why."""
    path = own(tmp_path, "test/2024.yml", minimal_text())
    assert warned(tmp_path) == [f"{path} is left out: the file of a format ends in .yaml"]


def test_a_link_that_leads_nowhere_stops_nothing(tmp_path: Path) -> None:
    """It is left out, with a warning, and the other formats are there."""
    (tmp_path / "test").mkdir()
    path = tmp_path / "test" / "2024.yaml"
    path.symlink_to(tmp_path / "gone.yaml")
    assert warned(tmp_path) == [f"{path} is left out: it is no file, or a link that leads nowhere"]
    with using_folders([tmp_path]):
        assert find_spec("cn/2021").id == "cn/2021"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Neither in a folder nor where it is named itself."""
    (tmp_path / "test").mkdir()
    path = tmp_path / "test" / "2024.yaml"
    os.mkfifo(path)
    found: list[str] = []

    def load() -> None:
        found.extend(warned(tmp_path))
        try:
            gd.load_spec(path)
        except gd.SpecError as error:
            found.append(str(error))

    thread = threading.Thread(target=load, daemon=True)
    thread.start()
    thread.join(30)
    assert found == [f"{path} is left out: it is no file, or a link that leads nowhere", f"{path}: is no file"]


def test_a_format_that_hides_a_bundled_one_is_told_of(tmp_path: Path) -> None:
    """One's own comes first, as the folder was named, but not in silence; a copy of the bundled file is no matter."""
    bundled = Path(find_spec("cn/2021").origin)
    own(tmp_path, "cn/2021.yaml", bundled.read_text(encoding="utf-8"))
    assert warned(tmp_path) == []
    path = own(tmp_path, "cn/2021.yaml", minimal_text().replace("test/2024", "cn/2021"))
    assert warned(tmp_path) == [f"{bundled} is left out: there is a format of that id already, {path}"]


def test_the_list_says_where_each_format_comes_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Bundled, or the file."""
    path = own(tmp_path, "test/2024.yaml", minimal_text())
    assert run(["--lang", "en", "--specs", str(tmp_path), "spec", "list"]) == 0
    lines = {line.split()[0]: line.split()[-1] for line in capsys.readouterr().out.splitlines()}
    assert (lines["cn/2021"], lines["test/2024"]) == ("bundled", str(path))


CHILD = "spec: {{id: {0}, revision: '1', for_years: 2024.., source: {{document: 某号}}}}\nextends: {1}\n"


def test_a_child_has_the_parent_of_its_folder(tmp_path: Path) -> None:
    """The same child over another parent, in another folder, is another format."""
    for folder, title in (("one", "甲"), ("two", "乙")):
        own(tmp_path, f"{folder}/test/2024.yaml", minimal_text().replace("报告", title))
    child = own(tmp_path, "child.yaml", CHILD.format("test/2025", "test/2024"))
    titles = []
    for folder in ("one", "two", "one"):
        with using_folders([tmp_path / folder]):
            titles.append(find_spec(child).title["zh"])
    assert titles == [
        find_spec(tmp_path / folder / "test" / "2024.yaml").title["zh"] for folder in ("one", "two", "one")
    ]
    assert titles[0] != titles[1]


def test_formats_that_extend_each_other_for_ever(tmp_path: Path) -> None:
    """A chain of four hundred is refused at the place where it became too long, and not followed to its end."""
    own(tmp_path, "test/2024.yaml", minimal_text())
    for number in range(400):
        parent = "test/2024" if number == 0 else f"chain/{number - 1}"
        own(tmp_path, f"chain/{number}.yaml", CHILD.format(f"chain/{number}", parent))
    with using_folders([tmp_path]), using("en"):
        assert find_spec("chain/3").tables
        with pytest.raises(
            gd.SpecError, match=r"chain/399\.yaml:2:10: .*extend each other over more than 8 generations"
        ):
            find_spec("chain/399")


def test_a_folder_of_specs_is_no_disk(tmp_path: Path) -> None:
    """One with more than 500 folders in it is refused: whoever names it means one of those."""
    for number in range(501):
        (tmp_path / f"a{number}").mkdir()
    with gd.using_folders([tmp_path]), using("en"), pytest.raises(gd.UsageError, match="more than 500 folders"):
        gd.load_spec("a1/2024")


def test_a_folder_that_goes_away_has_no_formats_any_more(tmp_path: Path) -> None:
    """The others are found as ever."""
    (tmp_path / "own" / "test").mkdir(parents=True)
    (tmp_path / "own" / "test" / "2024.yaml").write_text(minimal_text(), encoding="utf-8")
    with using_folders([tmp_path / "own"]):
        assert find_spec("test/2024").id == "test/2024"
        shutil.rmtree(tmp_path / "own")
        with pytest.raises(gd.UsageError):
            find_spec("test/2024")
        assert find_spec("cn/2021").id == "cn/2021"
