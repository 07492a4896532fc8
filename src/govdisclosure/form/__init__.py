"""A spec expanded: cells in order and linear relations over them, and the arithmetic on them."""

from govdisclosure.form.algebra import (
    ONE,
    Effort,
    Equalities,
    LimitReachedError,
    Linear,
    combined,
    common_factor,
    components,
    linear,
    tags,
    variables,
    whole,
    whole_solutions,
)
from govdisclosure.form.axes import TOTAL, ExpandedAxis, Header, Line, expand_axis, names_code, resolve
from govdisclosure.form.cells import CellRef, RowsOrColumns, TableForm, place_of, references_of
from govdisclosure.form.exact import Exact, add, divided, exact, minus, multiply, size
from govdisclosure.form.expansion import (
    Form,
    expand,
    lines_at,
)
from govdisclosure.form.intervals import Interval, negative, positive, total, weighted
from govdisclosure.form.naming import (
    BETWEEN,
    NOBODY,
    Whose,
    bands,
    cell_name,
    line_name,
    path_name,
    section_title,
    table_name,
)
from govdisclosure.form.relations import Condition, Relation, Sum
from govdisclosure.form.specimen import specimen_form
from govdisclosure.form.totals import exact_totals
from govdisclosure.form.verdicts import Status, verdict
from govdisclosure.form.written import source_of, stated

__all__ = [
    "BETWEEN",
    "NOBODY",
    "ONE",
    "TOTAL",
    "CellRef",
    "Condition",
    "Effort",
    "Equalities",
    "Exact",
    "ExpandedAxis",
    "Form",
    "Header",
    "Interval",
    "LimitReachedError",
    "Line",
    "Linear",
    "Relation",
    "RowsOrColumns",
    "Status",
    "Sum",
    "TableForm",
    "Whose",
    "add",
    "bands",
    "cell_name",
    "combined",
    "common_factor",
    "components",
    "divided",
    "exact",
    "exact_totals",
    "expand",
    "expand_axis",
    "line_name",
    "linear",
    "lines_at",
    "minus",
    "multiply",
    "names_code",
    "negative",
    "path_name",
    "place_of",
    "positive",
    "references_of",
    "resolve",
    "section_title",
    "size",
    "source_of",
    "specimen_form",
    "stated",
    "table_name",
    "tags",
    "total",
    "variables",
    "verdict",
    "weighted",
    "whole",
    "whole_solutions",
]
