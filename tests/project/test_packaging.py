"""The formats travel with the package, and importing it costs next to nothing."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from itertools import chain
from pathlib import Path

import pytest

import govdisclosure
from tests.support.unmeasured import unmeasured

ROOT = Path(__file__).parents[2]


def test_a_wheel_holds_the_formats_and_finds_them(tmp_path: Path) -> None:
    """Unpacked away from the checkout, the wheel loads the bundled formats from its own folder."""
    build = "from hatchling.build import build_wheel; print(build_wheel(__import__('sys').argv[1]))"
    subprocess.run([sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    code = (
        f"import sys; sys.path.insert(0, {str(site)!r}); import govdisclosure as gd; "
        "from govdisclosure.specfile.store import bundled_folder; "
        "print(gd.__file__); print(bundled_folder()); print(gd.load_spec('cn/2021').id, gd.spec_ids())"
    )
    # What is unpacked is not the source that `make coverage` measures.
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=unmeasured(), check=True, capture_output=True, encoding="utf-8"
    )
    package, folder, ids = done.stdout.splitlines()
    assert package.startswith(str(site))
    assert folder == str(site / "govdisclosure" / "specs")
    assert ids.startswith("cn/2021 (")
    assert "'cn/2014', 'cn/2019', 'cn/2021'" in ids


def test_a_checkout_finds_the_formats_beside_its_source() -> None:
    """Nothing is copied while one works on a format."""
    code = "from govdisclosure.specfile.store import bundled_folder; print(bundled_folder())"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8")
    assert Path(done.stdout.strip()) == ROOT / "specs"


def test_importing_the_package_imports_no_other() -> None:
    """Whoever imports it pays only for what is used."""
    code = "import sys; before = set(sys.modules); import govdisclosure; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8")
    assert ast.literal_eval(done.stdout) == ["govdisclosure", "govdisclosure.doors"]


def test_help_imports_no_document_library() -> None:
    """Help is quick, whatever is installed."""
    code = (
        "import sys; from govdisclosure.cli import run; run(['--help']); "
        "print([m for m in ('lxml', 'docx', 'xlsxwriter', 'pypdfium2', 'cattrs', 'ruamel.yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (["locate", "examples/report-2024-broken.txt"], 1, ""),
        (["collect", "examples", "-o", "no"], 2, 'pyarrow is missing; run: pip install "govdisclosure[panel]"\n'),
    ],
)
def test_the_core_works_without_any_extra(arguments: list[str], code: int, complaint: str) -> None:
    """Where nothing but its own dependencies can be imported, a text is located; what needs more says what."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        extras = tomllib.load(file)["project"]["optional-dependencies"]
    names = {re.split(r"[\[<>=]", line)[0].lower().replace("-", "_") for line in chain.from_iterable(extras.values())}
    others = sorted(names - {"govdisclosure"} | {"docx", "vl_convert"})
    program = (
        f"import sys; sys.modules.update(dict.fromkeys({others})); "
        f"from govdisclosure.cli import run; sys.exit(run({['--lang', 'en', *arguments]}))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (code, complaint)


def test_the_public_names_are_those_that_type_checkers_see() -> None:
    """What can be imported at run time, and what is imported for the checkers, is the same."""
    tree = ast.parse(Path(govdisclosure.__file__).read_text(encoding="utf-8"))
    seen = {alias.asname for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert seen - {None} == set(govdisclosure.__all__)
    for name in govdisclosure.__all__:
        assert getattr(govdisclosure, name) is not None
