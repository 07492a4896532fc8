"""Formats from installed packages: found by an entry point, and harmless when broken."""

import subprocess
import sys
from pathlib import Path

import pytest

import govdisclosure as gd
from govdisclosure import plugins
from govdisclosure.specfile.store import plugin_folders
from tests.specfile.test_children import PARENT


def install(site: Path, name: str, value: str) -> None:
    """Make a folder look like one into which a package with an entry point was installed."""
    info = site / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[govdisclosure.specs]\n{name} = {value}\n", encoding="utf-8")


def govdisclosure(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line with a folder of packages on the path."""
    code = (
        f"import sys; sys.path.insert(0, {str(site)!r}); from govdisclosure.cli import run; sys.exit(run(sys.argv[1:]))"
    )
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, encoding="utf-8", check=False)


def test_a_package_that_is_a_folder_of_specs_offers_its_formats(tmp_path: Path) -> None:
    """Once installed, its ids are known like the bundled ones."""
    package = tmp_path / "shop_formats"
    (package / "shop").mkdir(parents=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "shop" / "2020.yaml").write_text(PARENT, encoding="utf-8")
    install(tmp_path, "shop-formats", "shop_formats")
    done = govdisclosure(tmp_path, "spec", "list")
    assert done.returncode == 0
    assert "shop/2020" in done.stdout
    assert "cn/2021" in done.stdout
    assert done.stderr == ""


def test_a_broken_package_is_one_warning_line_and_everything_else_works(tmp_path: Path) -> None:
    """A package that cannot be imported does not keep anybody from working."""
    install(tmp_path, "broken-formats", "no_such_module")
    done = govdisclosure(tmp_path, "spec", "show", "cn/2021")
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert "broken-formats" in line


def test_a_package_that_ends_the_program_ends_nothing(tmp_path: Path) -> None:
    """One that calls `sys.exit(0)` when it is loaded would make a broken report exit 0."""
    (tmp_path / "leaving.py").write_text("import sys\nsys.exit(0)\n", encoding="utf-8")
    install(tmp_path, "leaving-formats", "leaving")
    report = Path(__file__).parents[2] / "examples" / "report-2024-broken.txt"
    done = govdisclosure(tmp_path, "check", str(report))
    assert done.returncode == 1
    assert "leaving-formats" in done.stderr


def test_a_faulty_spec_of_a_package_is_left_out_with_a_warning(tmp_path: Path) -> None:
    """Telling a document's format goes on with the formats that are sound."""
    package = tmp_path / "shop_formats"
    (package / "shop").mkdir(parents=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "shop" / "2020.yaml").write_text("spec: 3\n", encoding="utf-8")
    install(tmp_path, "shop-formats", "shop_formats")
    report = Path(__file__).parents[2] / "examples" / "report-2024.txt"
    done = govdisclosure(tmp_path, "check", str(report))
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert "shop/2020" in line


def test_a_package_whose_folder_is_gone_is_a_warning_and_the_next_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an entry point names may be the path of a folder, and that need not be there."""
    offers = (("gone-formats", tmp_path / "gone"), ("good-formats", str(tmp_path)))
    monkeypatch.setattr(plugins, "offered", lambda _group: offers)
    with pytest.warns(gd.FormatWarning, match="gone-formats cannot be used") as caught:
        assert plugin_folders.__wrapped__() == (tmp_path,)
    assert len(caught) == 1
