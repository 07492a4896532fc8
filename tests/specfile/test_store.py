"""Where formats are found: by id, by path, by family and year."""

from pathlib import Path

import pytest

import govdisclosure as gd
from govdisclosure.errors import FormatWarning
from govdisclosure.specfile.store import all_specs, bundled_folder, find_spec
from tests.support.minimal import minimal, minimal_text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one's own, with one format in it, and one file that is none."""
    (tmp_path / "test").mkdir()
    (tmp_path / "test" / "2024.yaml").write_text(minimal_text(), encoding="utf-8")
    (tmp_path / "Not an id.yaml").write_text("spec: {}", encoding="utf-8")
    return tmp_path


def test_the_bundled_formats() -> None:
    """The Chinese formats come with the library, sorted by id."""
    assert [name for name in gd.spec_ids() if name.startswith("cn/")] == ["cn/2014", "cn/2019", "cn/2021"]
    assert (bundled_folder() / "cn" / "2021.yaml").is_file()


def test_by_id_by_path_and_as_it_is() -> None:
    """A format is known by its id, by the path of its file, or is already at hand."""
    by_id = gd.load_spec("cn/2021")
    path = bundled_folder() / "cn" / "2021.yaml"
    assert gd.load_spec(path) == by_id
    assert gd.load_spec(str(path)) == by_id
    assert gd.load_spec(by_id) is by_id


def test_a_format_is_loaded_once() -> None:
    """A file that has not changed is not read again."""
    assert gd.load_spec("cn/2021") is gd.load_spec("cn/2021")


def test_a_changed_file_is_read_again(folder: Path) -> None:
    """Whoever edits a format sees the edit, without starting anew."""
    path = folder / "test" / "2024.yaml"
    assert gd.load_spec(path).title["zh"] == "报告"
    path.write_text(minimal_text().replace("报告", "长一点的标题"), encoding="utf-8")
    assert gd.load_spec(path).title["zh"] == "长一点的标题"


def test_a_file_that_says_the_same_again_is_the_same_format(folder: Path) -> None:
    """What was written anew without a change, and read again, is the very format that is in use."""
    path = folder / "test" / "2024.yaml"
    spec = gd.load_spec(path)
    path.write_text(minimal_text() + "\n", encoding="utf-8")
    assert gd.load_spec(path) is spec


def test_a_typo_in_an_id() -> None:
    """An unknown id is the caller's mistake; the nearest one is offered, or all are listed."""
    with pytest.raises(gd.UsageError, match=r"there is no format cn/2012; did you mean cn/20\d\d\?"):
        gd.load_spec("cn/2012")
    with pytest.raises(gd.UsageError, match=r"there is no format xx; there are: .*cn/2021"):
        gd.load_spec("xx")


@pytest.mark.parametrize("name", ["nowhere.yaml", "nowhere.yml", Path("nowhere"), "a\x00b.yaml"])
def test_a_file_that_is_not_there(name: str | Path) -> None:
    """A path without a file is the caller's mistake too."""
    with pytest.raises(gd.UsageError, match="cannot open the spec"):
        gd.load_spec(name)


def test_a_folder_of_ones_own(folder: Path) -> None:
    """Inside the block its formats are known beside the bundled ones, and afterwards no more."""
    with gd.using_folders([folder]):
        assert gd.load_spec("test/2024") == minimal()
        assert {"test/2024", "cn/2021"} <= set(gd.spec_ids())
        assert all(" " not in name for name in gd.spec_ids())
        assert "test/2024" in [spec.id for spec in all_specs()]
    assert "test/2024" not in gd.spec_ids()


def test_a_folder_of_ones_own_comes_first(folder: Path) -> None:
    """A format of one's own hides the bundled one of the same id, and folders inside folders add up."""
    (folder / "cn").mkdir()
    text = minimal_text().replace("test/2024", "cn/2021")
    (folder / "cn" / "2021.yaml").write_text(text, encoding="utf-8")
    other = folder / "other"
    (other / "more").mkdir(parents=True)
    (other / "more" / "1.yaml").write_text(minimal_text().replace("test/2024", "more/1"), encoding="utf-8")
    with gd.using_folders([folder]):
        assert gd.load_spec("cn/2021").title["zh"] == "报告"
        with gd.using_folders([other]):
            assert {"more/1", "test/2024"} <= set(gd.spec_ids())
    assert gd.load_spec("cn/2021").title["zh"] != "报告"


def test_a_folder_that_is_not_there() -> None:
    """A folder of formats must exist."""
    with pytest.raises(gd.UsageError, match="there is no folder of specs at nowhere"), gd.using_folders(["nowhere"]):
        raise AssertionError


def test_a_file_under_the_wrong_name(folder: Path) -> None:
    """The name of a file in a folder of formats is the id that it gives, or both could be right."""
    (folder / "test" / "2024.yaml").rename(folder / "test" / "2025.yaml")
    with (
        gd.using_folders([folder]),
        pytest.raises(gd.SpecError, match="the file is named test/2025, its id is test/2024"),
    ):
        gd.load_spec("test/2025")


@pytest.mark.parametrize(
    ("year", "name"),
    [(2014, "cn/2014"), (2018, "cn/2014"), (2019, "cn/2019"), (2020, "cn/2019"), (2021, "cn/2021"), (2030, "cn/2021")],
)
@pytest.mark.filterwarnings("ignore::govdisclosure.errors.FormatWarning")
def test_by_family_and_year(year: int, name: str) -> None:
    """A report year has its format."""
    assert gd.spec_for("cn", year).id == name


def test_a_year_without_a_format() -> None:
    """A year that no format covers gets the nearest with a warning; a family that does not exist gets none."""
    with pytest.warns(FormatWarning, match=r"no format of cn is for 1999; the nearest is cn/2014 \(2014\.\.2018\)"):
        assert gd.spec_for("cn", 1999).id == "cn/2014"
    with pytest.raises(gd.UsageError, match="there is no family xx"):
        gd.spec_for("xx", 2024)


@pytest.mark.parametrize("status", ["provisional", "draft"])
def test_a_format_that_is_not_official(folder: Path, status: str) -> None:
    """Loading what does not rest on an official text warns; finding it does not, and a draft covers no year."""
    path = folder / "test" / "2024.yaml"
    path.write_text(minimal_text().replace("  source:", f"  status: {status}\n  source:"), encoding="utf-8")
    with gd.using_folders([folder]):
        assert find_spec("test/2024").status == status
        with pytest.warns(FormatWarning, match=f"the format test/2024 is {status}"):
            assert gd.load_spec("test/2024").status == status
        if status == "draft":
            with pytest.raises(gd.UsageError, match="there is no family test"):
                gd.spec_for("test", 2024)
