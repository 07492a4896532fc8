"""Run every benchmark, or those that are named, and write what each printed into docs/performance.md: `make bench`.

The Chinese page takes its figures from the English one (`python benchmarks/_all.py nothing` runs none). The pages say
how the programs compare; everything between the two marks, figures, machine, versions and load, is written here. The
load is that of the operating system before and after each program: on a machine with other work to do times are
longer, and ratios mostly hold. With `--quick` (`make bench QUICK=1`) all are only tried, at small sizes, and nothing
is written.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

FOLDER = Path(__file__).parent
PAGE = FOLDER.parent / "docs" / "performance.md"
CHINESE_PAGE = PAGE.with_name("performance.zh.md")
START, END = "<!-- what make bench printed -->\n", "<!-- end of what make bench printed -->\n"
IN_CHINESE = (
    (r"(?m)^(\d{4}-\d\d-\d\d), (\d+) processors \((.*)\), (\w+),$", r"\1，\2 个处理器（\3），\4，"),
    (r", load ([\d.]+) before and ([\d.]+) after; (\d+) seconds", r"，负载之前 \1，之后 \2；共 \3 秒"),
    (r", ended with exit code (-?\d+)", r"，没有完成，退出码 \1"),
)
"""What is said between the figures, which the programs print in English."""
LIBRARIES = ("numpy", "polars", "pandera", "pyarrow", "pydantic", "scipy", "banff", "selectolax", "lxml", "pdfplumber")

SMALL = {"collect": ("200",), "locate": ("12",), "panel": ("10000",)}
"""How large a program is to run when all are only tried."""


def programs() -> list[Path]:
    """The benchmarks, in the order of their names."""
    return sorted(path for path in FOLDER.glob("*.py") if not path.name.startswith("_"))


def machine() -> Iterator[str]:
    """Yield what the figures were measured on and with."""
    yield f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} processors ({_processor()}), {platform.system()},"
    yield f"Python {platform.python_version()}, {', '.join(f'{name} {_version(name)}' for name in LIBRARIES)}."


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def outcome(program: Path, *sizes: str) -> str:
    """Run a program, and return its part of the page."""
    before, start = os.getloadavg()[0], time.monotonic()
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(program), *sizes],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": ""},  # where the library is installed, it is compiled
    )
    seconds, load = (
        time.monotonic() - start,
        f"{time.strftime('%Y-%m-%d %H:%M')}, load {before:.1f} before and {os.getloadavg()[0]:.1f} after",
    )
    end = "" if done.returncode == 0 else f", ended with exit code {done.returncode}"
    head = f"### `benchmarks/{program.name}`\n\n{load}; {seconds:.0f} seconds{end}"
    printed = done.stdout.strip("\n")
    text = f"{head}\n\n```text\n{printed}\n```\n"
    print(text, flush=True)
    return text


def parts_of(printed: str) -> dict[str, str]:
    """Return the part of every program in what the page has."""
    found = re.split(r"(?m)^(?=### )", printed)[1:]
    return {part.partition("`benchmarks/")[2].partition("`")[0]: part.rstrip("\n") + "\n" for part in found}


def chinese_page(english: str, chinese: str) -> str:
    """Return the Chinese page with the figures of the English one."""
    printed = english.partition(START)[2].partition(END)[0]
    for pattern, words in IN_CHINESE:
        printed = re.sub(pattern, words, printed)
    before, _, rest = chinese.partition(START)
    return f"{before}{START}{printed}{END}{rest.partition(END)[2]}"


def main() -> None:
    """Run them, and write the page anew after each, so that what was measured stays when the rest is interrupted."""
    head = "\n".join(machine())
    print(head, flush=True)
    if "--quick" in sys.argv:
        sys.exit(any("exit code" in outcome(program, *SMALL.get(program.stem, ())) for program in programs()))
    for program in programs():
        if not sys.argv[1:] or program.stem in sys.argv[1:]:
            before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
            printed, _, after = rest.partition(END)
            parts = parts_of(printed) | {program.name: outcome(program)}
            whole = "\n".join([head + "\n", *(parts[name] for name in sorted(parts))])
            PAGE.write_text(f"{before}{START}\n{whole}\n{END}{after}", encoding="utf-8")
    english, chinese = (page.read_text(encoding="utf-8") for page in (PAGE, CHINESE_PAGE))
    CHINESE_PAGE.write_text(chinese_page(english, chinese), encoding="utf-8")


if __name__ == "__main__":
    main()
