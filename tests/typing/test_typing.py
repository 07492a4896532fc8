"""Type checkers know the rows and columns of the bundled formats."""

import json
import re
import subprocess
import sys
from pathlib import Path

from govdisclosure.editor.stub_files import stubs
from govdisclosure.specfile.store import all_specs

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MARKED = {
    number
    for number, line in enumerate((HERE / "refused.py").read_text(encoding="utf-8").splitlines(), 1)
    if "# refused" in line
}


def test_mypy_accepts_right_keys_and_refuses_wrong_ones(tmp_path: Path) -> None:
    """In strict mode, the wrong lines are exactly those marked."""
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={tmp_path}"]
    command += [str(HERE / "accepted.py"), str(HERE / "refused.py")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    errors = re.findall(r"(\w+\.pyi?):(\d+): error", done.stdout)
    assert {(name, int(line)) for name, line in errors} == {("refused.py", line) for line in MARKED}, done.stdout


def test_basedpyright_accepts_right_keys_and_refuses_wrong_ones(tmp_path: Path) -> None:
    """The other checker agrees."""
    settings = {"include": [str(HERE)], "extraPaths": [str(ROOT / "src")], "typeCheckingMode": "standard"}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [sys.executable, "-m", "basedpyright", "--outputjson", "--project", str(tmp_path)]
    command += ["--pythonpath", sys.executable]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    errors = [found for found in json.loads(done.stdout)["generalDiagnostics"] if found["severity"] == "error"]
    assert {Path(found["file"]).name for found in errors} == {"refused.py"}
    assert {found["range"]["start"]["line"] + 1 for found in errors} == MARKED


def test_the_committed_stub_is_that_of_the_specs() -> None:
    """Whoever changes a format makes the stub anew, which `make docs` does."""
    committed = (ROOT / "src" / "govdisclosure" / "formats.pyi").read_text(encoding="utf-8")
    assert committed == stubs(all_specs())
