"""What the parser of the command line, click, says, in Chinese too.

click passes every sentence of its own through `gettext`, under the name `_`; in its modules that name is given to
`translated`, which answers in the language of the moment, and not in that of a catalogue file and the process.
"""

from __future__ import annotations

import re
from importlib import import_module

from govdisclosure.language import say

MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "shell_completion", "types")

CHINESE = {
    # help
    "Options": "选项",
    "Commands": "命令",
    "Show this message and exit.": "显示本说明",
    "default: {default}": "默认：{default}",
    "required": "必需",
    # usage errors
    "Error: {message}": "错误：{message}",
    "Try '{command} {option}' for help.": "说明见：{command} {option}",
    "Missing command.": "缺少命令。",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "No such command {name!r}.": "没有命令 {name}。",
    "No such option {name!r}.": "没有选项 {name}。",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "是不是其中之一：{possibilities}？",
    "Got unexpected extra argument ({args})": "多余的参数：{args}",
    "Got unexpected extra arguments ({args})": "多余的参数：{args}",
    "Option {name!r} requires an argument.": "选项 {name} 须有值。",
    "Option {name!r} requires {nargs} arguments.": "选项 {name} 须有 {nargs} 个值。",
    "Option {name!r} does not take a value.": "选项 {name} 不带值。",
    "Invalid value: {message}": "值不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不对：{message}",
    "{value!r} is not {choice}.": "“{value}”不是 {choice}。",
    "{value!r} is not one of {choices}.": "“{value}”不在可选的值之中：{choices}。",
    "{value!r} is not a valid {number_type}.": "“{value}”不是整数。",
    "{value} is not in the range {range}.": "{value} 超出范围 {range}。",
    "Aborted!": "已中止。",
    # shell completion
    "Couldn't detect Bash version, shell completion is not supported.": "无法得知 Bash 的版本，不能补全。",
    "Shell completion is not supported for Bash versions older than 4.4.": "Bash 4.4 以前的版本不能补全。",
}


def translated(sentence: str) -> str:
    """Return a sentence of click in the current language; in English where it has no translation.

    >>> from govdisclosure.language import using
    >>> with using("zh"):
    ...     translated("Missing argument")
    '缺少参数'
    """
    return say(zh=CHINESE.get(sentence, sentence), en=sentence)


def ended(message: str) -> str:
    """Return what click says of a mistake with the quotation marks and the full stop of the current language.

    >>> from govdisclosure.language import using
    >>> with using("zh"):
    ...     ended("缺少参数 'FILE'.")
    '缺少参数“FILE”。'
    """
    text = re.sub(r" ?'([^']*)'", r"“\1”", message).removesuffix(".")
    for western, ours in (("。 ", "；"), (", ", "、"), (",“", "、“"), ("” ", "”")):
        text = text.replace(western, ours)
    return say(zh=text if text.endswith(("。", "？")) else f"{text}。", en=message)


def _translated_number(one: str, several: str, number: int) -> str:
    return translated(one if number == 1 else several)


def speak() -> None:
    """Let click speak the language of the moment from now on."""
    for name in MODULES:
        module = import_module(f"click.{name}")
        for word, function in (("_", translated), ("ngettext", _translated_number)):
            if hasattr(module, word):
                setattr(module, word, function)
