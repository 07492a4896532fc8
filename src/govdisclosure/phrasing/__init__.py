"""Relations in words and signs: one renderer with dialects, and the cards of rules."""

from collections.abc import Callable

from govdisclosure.doors import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.phrasing.arithmetic import LONG_SUM as LONG_SUM
    from govdisclosure.phrasing.arithmetic import equation as equation
    from govdisclosure.phrasing.arithmetic import sides as sides
    from govdisclosure.phrasing.cards import RuleCard as RuleCard
    from govdisclosure.phrasing.cards import rule_card as rule_card
    from govdisclosure.phrasing.cards import rule_ids as rule_ids
    from govdisclosure.phrasing.dialects import BROKEN as BROKEN
    from govdisclosure.phrasing.dialects import EXCEL as EXCEL
    from govdisclosure.phrasing.dialects import KEYS as KEYS
    from govdisclosure.phrasing.dialects import SIGN as SIGN
    from govdisclosure.phrasing.dialects import magnitude as magnitude
    from govdisclosure.phrasing.examples import WorkedExample as WorkedExample
    from govdisclosure.phrasing.naming import companion_form as companion_form
    from govdisclosure.phrasing.naming import place as place
    from govdisclosure.phrasing.naming import term_names as term_names
    from govdisclosure.phrasing.sentences import is_open as is_open
    from govdisclosure.phrasing.sentences import key_formula as key_formula
    from govdisclosure.phrasing.sentences import sentence as sentence
    from govdisclosure.phrasing.words import FORMAT_STATUS as FORMAT_STATUS
    from govdisclosure.phrasing.words import SEVERITY as SEVERITY
    from govdisclosure.phrasing.words import STATUS as STATUS
    from govdisclosure.phrasing.words import text_or_table as text_or_table
    from govdisclosure.phrasing.words import usual_advice as usual_advice

_HOMES = {
    "arithmetic": ("LONG_SUM", "equation", "sides"),
    "cards": ("RuleCard", "rule_card", "rule_ids"),
    "dialects": ("BROKEN", "EXCEL", "KEYS", "SIGN", "magnitude"),
    "examples": ("WorkedExample",),
    "naming": ("companion_form", "place", "term_names"),
    "sentences": ("is_open", "key_formula", "sentence"),
    "words": ("FORMAT_STATUS", "SEVERITY", "STATUS", "text_or_table", "usual_advice"),
}
__getattr__: Callable[[str], object] = lazy(__name__, _HOMES, globals())
