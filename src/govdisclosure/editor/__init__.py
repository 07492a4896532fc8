"""Help for authors of formats: JSON Schemas, a file to start from, type stubs."""

from govdisclosure.editor.drafts import drafted
from govdisclosure.editor.key_tables import key_table, with_key_tables
from govdisclosure.editor.schema import report_schema, spec_schema, theme_schema
from govdisclosure.editor.starter import SCHEMA_FILE, starter
from govdisclosure.editor.stub_files import stubs

__all__ = [
    "SCHEMA_FILE",
    "drafted",
    "key_table",
    "report_schema",
    "spec_schema",
    "starter",
    "stubs",
    "theme_schema",
    "with_key_tables",
]
