"""What is built installs, alone and with each extra, in an environment of its own, and does there what it is for.

Run by `make test-packages`: packages are fetched, so it takes a minute or two. Sizes are those of files, over an empty
environment.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif("GOVDISCLOSURE_PACKAGES" not in os.environ, reason="make test-packages")
BUILD = "import sys; from hatchling import build; print(build.build_wheel(sys.argv[1]), build.build_sdist(sys.argv[1]))"

CHECKED = """
import govdisclosure as gd
from pathlib import Path
report = gd.read("examples/county/offices/edu.md").report
print([finding.id for finding in gd.check(report) if finding.status == "fail"])
"""
WRITTEN = """
import govdisclosure as gd
report = gd.read("examples/county/offices/edu.md").report
for name in ("a.docx", "a.xlsx", "a.html"):
    gd.write(report, name)
    assert gd.read(name).report.values == report.values
"""
READ_PDF = """
import io
import govdisclosure as gd
try:
    gd.read(b"%PDF-1.4 broken")
except gd.ReadError as error:
    print(error)
"""
SUMMED = """
import govdisclosure as gd
if __name__ == "__main__":
    gd.collect(["examples/county/offices"], "panel", roster="examples/county/roster.csv", jobs=1)
    print(gd.check_panel("panel"))
    print(gd.rollup("panel", "examples/county/roster.csv").members)
"""
DRAWN = (
    SUMMED
    + """    print(gd.plot("panel", "pictures"))
"""
)
USES = {
    "": (CHECKED,),
    "documents,pdf": (CHECKED, WRITTEN, READ_PDF),
    "panel": (CHECKED, SUMMED),
    "panel,plot": (DRAWN,),
}
"""The extras that are installed together, and what is then done."""
LARGEST = {"": 15, "documents,pdf": 60}
"""How many megabytes an installation may take."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-c", BUILD, str(folder)], cwd=ROOT, check=True, capture_output=True)
    return folder


def installed(folder: Path, *packages: str) -> tuple[Path, int]:
    """Return the interpreter of a new environment with the packages in it, and how many bytes they added."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    before = size(folder)
    constraints = str(ROOT / "constraints.txt")
    command = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "-c", constraints, *packages]
    subprocess.run(command, check=True, capture_output=True)
    return python, size(folder) - before


def size(folder: Path) -> int:
    """Return how many bytes the files of a folder take."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("extras", USES)
def test_a_wheel_works_with_its_extras_alone(extras: str, built: Path, tmp_path: Path) -> None:
    """In an environment that holds nothing else, what the extras are for is done; small ones stay small."""
    (wheel,) = built.glob("*.whl")
    python, added = installed(tmp_path / "env", f"{wheel}[{extras}]" if extras else str(wheel))
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "examples").symlink_to(ROOT / "examples")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    for number, program in enumerate(USES[extras]):
        file = tmp_path / "work" / f"use{number}.py"
        file.write_text(program, encoding="utf-8")
        done = subprocess.run(
            [str(python), str(file)],
            cwd=file.parent,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
    print(f"[{extras}]: {added / 1e6:.1f} MB")  # noqa: T201 - for the page of figures
    assert added <= LARGEST.get(extras, 10_000) * 1e6


def test_a_source_distribution_installs_and_holds_what_tests_need(built: Path, tmp_path: Path) -> None:
    """It makes the same command, and has the formats, examples and pages, and nothing that was built."""
    (archive,) = built.glob("*.tar.gz")
    python, _ = installed(tmp_path / "env", str(archive))
    command = [str(python), "-m", "govdisclosure", "check", str(ROOT / "examples/report-2024.txt"), "--format", "json"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert json.loads(done.stdout)
    with tarfile.open(archive) as found:
        names = {name.partition("/")[2] for name in found.getnames()}
    assert {"specs/cn/2021.yaml", "examples/county/roster.csv", "docs/how-to.md", "tests/test_packages.py"} <= names
    assert not {name for name in names if name.startswith(("build/", ".venv/"))}


def test_a_wheel_holds_the_package_and_nothing_else(built: Path) -> None:
    """Its names are those of the package, its types and its licence."""
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"govdisclosure"}
    assert {"govdisclosure/py.typed", "govdisclosure/formats.pyi", "govdisclosure/specs/cn/2021.yaml"} <= set(names)


def test_every_type_of_what_is_installed_is_known(built: Path, tmp_path: Path) -> None:
    """Whoever imports the package meets no type that a checker has to guess."""
    (wheel,) = built.glob("*.whl")
    python, _ = installed(tmp_path / "env", str(wheel))
    environment = {**os.environ, "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("PYTHONPATH", None)
    checker = Path(sys.executable).with_name("basedpyright")
    command = [str(checker), "--verifytypes", "govdisclosure", "--ignoreexternal", "--outputjson"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)
    symbols = json.loads(done.stdout)["typeCompleteness"]["symbols"]
    assert symbols
    assert [each["name"] for each in symbols if each["isExported"] and not each["isTypeKnown"]] == []
