"""What is no ordinary file, where one is expected: pipes, sockets, devices, links that lead in a circle."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from tests.support.hostile.beside import COLLECT, report_json
from tests.support.hostile.kinds import Content, Trap

MANY = 20
REPORT = "in/report.json"


def _socket(path: Path) -> None:
    """Leave a socket at which nobody listens."""
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(os.path.relpath(path))  # a path of a socket has at most a hundred characters


_pipe: Callable[[Path], object] = os.mkfifo if hasattr(os, "mkfifo") else Path.touch
_device = partial(os.symlink, "/dev/zero")

_STRANGE: Mapping[str, Callable[[Path], object]] = {
    "pipes": _pipe,
    "sockets": _socket,
    "devices": _device,
    "links in a circle": lambda path: path.symlink_to(path.name),
}
_FOUND: Mapping[str, tuple[str, ...]] = {
    "in a folder": ("check", "in"),
    "in a folder, collected": COLLECT,
    "that a pattern finds": ("check", "in/**/*.html"),
}
_GIVEN: Mapping[str, tuple[str, ...]] = {
    "roster": (*COLLECT, "--roster", "given"),
    "manifest": (*COLLECT, "--manifest", "given"),
    "units": ("blank", "cn/2021", "out.xlsx", "--units", "given"),
    "explanations": ("check", REPORT, "--explanations", "given"),
    "baseline": ("check", REPORT, "--baseline", "given"),
    "report before": ("check", REPORT, "--prior", "given"),
    "companion": ("check", REPORT, "--with", "given"),
    "theme": ("write", REPORT, "out.docx", "--theme", "given"),
}
"""Commands that take a file beside the document."""


def _circles(folder: str, count: int) -> dict[str, Content]:
    """Return links of a folder to itself: each way through them is another name of the same files."""
    return {f"{folder}/a{number}": partial(os.symlink, ".") for number in range(count)}


def _suite(count: int) -> str:
    case = {"task": "read", "format": "", "document": "document", "answer": None, "about": ""}
    return json.dumps({"suite": "1", "cases": [{"id": str(number), **case} for number in range(count)]})


def _also(files: Callable[[int], Mapping[str, Content]], *arguments: str, size: int = MANY) -> Trap:
    """Return a trap beside a report in which everything is in order."""
    return Trap(size, lambda n: {REPORT: report_json(), **files(n)}, arguments)


def _each(make: Callable[[Path], object], name: str) -> Callable[[int], dict[str, Content]]:
    """Return what makes something at as many paths as are asked for."""
    return lambda n: {name.format(number): make for number in range(n)}


def _everywhere() -> Iterator[tuple[str, Trap]]:
    """Yield all that is strange, found in folders and given to commands."""
    for what, make in _STRANGE.items():
        for how, arguments in _FOUND.items():
            yield f"{what} {how}", Trap(MANY if make is _pipe else 1, _each(make, "in/{}.html"), arguments)
        for how, arguments in _GIVEN.items():
            yield f"{what} as {how}", Trap(1, lambda _, make=make: {REPORT: report_json(), "given": make}, arguments)  # type: ignore[misc]


STRANGE: Mapping[str, Trap] = {
    **dict(_everywhere()),
    "circles of links": _also(partial(_circles, "in"), "check", "in"),
    "circles of links that a pattern finds": _also(partial(_circles, "in"), "check", "in/**/*.json"),
    "circles of links, collected": _also(partial(_circles, "in"), *COLLECT),
    "circles of links, collected by a pattern": _also(
        partial(_circles, "in"), "collect", "in/**", "-o", "panel", "--jobs", "1", size=1
    ),
    "circles of links among formats": _also(partial(_circles, "s/x"), "--specs", "s", "check", REPORT),
    "pipes among formats": _also(_each(_pipe, "s/x/{}.yaml"), "--specs", "s", "check", REPORT),
    "devices among formats": _also(_each(_device, "s/x/{}.yaml"), "--specs", "s", "check", REPORT),
    "pipe as a format": _also(_each(_pipe, "s/x/{}.yaml"), "spec", "lint", "s/x/0.yaml", size=1),
    "pipes as formats that differ": _also(_each(_pipe, "{}.yaml"), "spec", "diff", "0.yaml", "0.yaml", size=1),
    "pipe as a draft": _also(_each(_pipe, "{}.html"), "spec", "new", "a/2024", "--from", "0.html", size=1),
    "pipe as settings": _also(lambda _: {"govdisclosure.toml": _pipe}, "check", REPORT, size=1),
    "device as settings": _also(lambda _: {"govdisclosure.toml": _device}, "check", REPORT, size=1),
    "pipes as web archives": _also(_each(_pipe, "in/{}.warc"), *COLLECT),
    "devices as web archives": _also(_each(_device, "in/{}.warc"), *COLLECT),
    "pipes as archives": _also(_each(_pipe, "in/{}.zip"), *COLLECT, size=1),
    "pipe as a suite": _also(lambda _: {"s/manifest.json": _pipe}, "conformance", "run", "s", size=1),
    "pipes in a suite": _also(lambda n: {"s/manifest.json": _suite(n), "s/document": _pipe}, "conformance", "run", "s"),
    "pipes as a panel": _also(_each(_pipe, "panel/files/part-{}.parquet"), "check", "panel"),
    "pipes as a panel, collected": _also(_each(_pipe, "panel/files/part-{}.parquet"), *COLLECT, size=1),
    "pipe as the lock of a panel": _also(lambda _: {"panel/.lock": _pipe}, *COLLECT, size=1),
}
