"""The ledger of published rules in the repository; run as a program, it enters what is new and changes nothing."""

import json
from pathlib import Path

import govdisclosure as gd
from govdisclosure.reference import added, ledger
from govdisclosure.specfile.store import find_spec

FILE = Path(__file__).parents[2] / "docs" / "rule-ledger.json"


def published() -> dict[str, dict[str, str]]:
    """Return what the published rules mean."""
    found: dict[str, dict[str, str]] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return found


def current() -> dict[str, dict[str, str]]:
    """Return what the rules of the bundled formats mean now."""
    return ledger([find_spec(name) for name in gd.spec_ids()])


if __name__ == "__main__":
    FILE.write_text(json.dumps(added(published(), current()), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
