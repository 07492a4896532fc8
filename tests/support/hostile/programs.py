"""Programs made to harm that `conformance run --command` tries: each is some Python that is asked to read a report."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping

from tests.support.hostile.beside import report_json
from tests.support.hostile.kinds import Trap

_LINES: Mapping[str, str] = {
    "prints without end": "while True: print('{' * 4096)",
    "prints a million lines": "print('[1,\\n' * 1_000_000)",
    "prints bytes of no text": "import sys; sys.stdout.buffer.write(bytes(range(256)) * 20_000)",
    "prints brackets": "print('[' * 5_000_000)",
    "prints a great number": "print('9' * 5_000_000)",
    "prints objects": "print('[' + '{},' * 2_000_000 + '{}]')",
    "prints an error without end": "import sys\nwhile True: sys.stderr.write('x' * 4096)",
    "prints an answer of a million keys": "print('{' + ','.join(f'\"{n}\":1' for n in range(500_000)) + '}')",
    "ends by a signal": "import os; os.kill(os.getpid(), 9)",
    "ends by a signal, and answers": "import os; print('{}', flush=True); os.kill(os.getpid(), 9)",
    "ends at once": "pass",
    "never ends": "import time; time.sleep(1000)",
    "closes its output and never ends": "import os, time; os.close(1); os.close(2); time.sleep(1000)",
    "leaves a child with its output": "import os, time\nif os.fork() == 0: os.setsid(); time.sleep(1000)",
    "answers with a list of many": "print('{\"findings\":[' + ','.join(['{\"a\":1}'] * 100_000) + ']}')",
}


def _files(line: str) -> dict[str, str]:
    """Return a program, and a suite of one case whose right answer has many findings."""
    case = {"id": "a", "task": "read", "format": "", "document": "a.json", "answer": "b.json", "about": ""}
    return {
        "program.py": line,
        "s/manifest.json": json.dumps({"suite": "1", "cases": [case]}),
        "s/a.json": report_json(),
        "s/b.json": json.dumps({"spec": "cn/2021", "findings": [{"a": number} for number in range(500)]}),
    }


_RUN = ("conformance", "run", "s", "--seconds", "3", "--command", f"{sys.executable} program.py")
PROGRAMS: Mapping[str, Trap] = {
    f"program that {what}": Trap(1, lambda _, line=line: _files(line), _RUN)  # type: ignore[misc]
    for what, line in _LINES.items()
}
