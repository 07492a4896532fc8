"""YAML text to a spec and back: strict loading, edits, and the store of formats."""

from govdisclosure.specfile.children import EXTENDS
from govdisclosure.specfile.dump import dump_spec
from govdisclosure.specfile.edits import EditError, address
from govdisclosure.specfile.load import read_text
from govdisclosure.specfile.scalars import RESERVED
from govdisclosure.specfile.store import (
    all_specs,
    find_spec,
    is_bundled,
    load_parsed,
    load_spec,
    load_text,
    not_official,
    path_of,
    spec_files,
    spec_folders,
    spec_for,
    spec_ids,
    using_folders,
)
from govdisclosure.specfile.structure import structure
from govdisclosure.specfile.syntax import Parsed, Path, parse

__all__ = [
    "EXTENDS",
    "RESERVED",
    "EditError",
    "Parsed",
    "Path",
    "address",
    "all_specs",
    "dump_spec",
    "find_spec",
    "is_bundled",
    "load_parsed",
    "load_spec",
    "load_text",
    "not_official",
    "parse",
    "path_of",
    "read_text",
    "spec_files",
    "spec_folders",
    "spec_for",
    "spec_ids",
    "structure",
    "using_folders",
]
