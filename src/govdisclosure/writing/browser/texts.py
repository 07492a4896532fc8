"""All that the page in the browser says, in the current language."""

from __future__ import annotations

from govdisclosure.language import Words, current, say
from govdisclosure.spec import Node, Value, number_text


def hint(value: Value) -> str:
    """Say what belongs in a cell."""
    if value.among:
        return say(zh=f"{'、'.join(value.among)} 之一", en=f"one of {', '.join(value.among)}")
    if value.kind == "text":
        return say(zh="文字", en="text")
    if value.kind == "date":
        return say(zh="日期，如 2024-01-31", en="a date such as 2024-01-31")
    text = say(zh="整数", en="a whole number") if value.kind == "integer" else say(zh="数", en="a number")
    if value.min is not None:
        text += say(zh=f"，不小于 {number_text(value.min)}", en=f" of at least {number_text(value.min)}")
    if value.unit:
        text += say(zh=f"，单位：{value.unit[current()]}", en=f", in {value.unit[current()]}")
    if value.marks:
        marks = " ".join(mark.text for mark in value.marks)
        text += say(zh=f"；也可填 {marks}", en=f"; or {marks}")
    return text


def key_hint(node: Node) -> str:
    """Say what the key of a row that is added can be."""
    digits = [str(count) for count in node.digits]
    return {
        "code": say(zh=f"{'、'.join(digits)} 位编码", en=f"a code of {' or '.join(digits)} digits"),
        "integer": say(zh="整数", en="a whole number"),
        "date": say(zh="日期，如 2024-01-31", en="a date such as 2024-01-31"),
        "text": say(zh="名称", en="a name"),
    }[node.open or "text"]


def texts() -> dict[str, str]:
    """Return the sentences of the page by name; `{word}` is put in by the page."""
    return {name: str(words) for name, words in _TEXTS.items()}


_TEXTS = {
    "checks": Words(zh="校验结果", en="Checks"),
    "nothing": Words(zh="没有发现错误。", en="Nothing is wrong."),
    "beside": Words(zh="表格之外的文字", en="Text beside the tables"),
    "above": Words(zh="正文之前的文字", en="Text before the first heading"),
    "advice": Words(
        zh="灰色合计自动计算；也可以改写，删除后恢复自动。方向键、回车键移动；可从 Excel "
        "或 Word 成块粘贴。文字说明中的数字，以及没有带入上年报告时与上年的衔接，本页不校验，"
        "请用 govdisclosure check。",
        en=" Grey totals add themselves up; they can be overwritten, and "
        "do so again once emptied. Arrow keys and Enter move; blocks can be pasted from Excel or Word. Numbers "
        "in the text, and rules between years where no report of last year was put in, are not checked here: use "
        "govdisclosure check.",
    ),
    "rowAdvice": Words(
        zh="自行列出的行：填编码或名称后才计入；在添加的最后一行按回车再添一行；成块粘贴时从编码或名称格粘贴，行数不够会自动添加。",
        en=" Rows you add count once they have a code or a name; Enter in the last of them adds another; a block "
        "pasted where the code or name stands adds as many rows as it needs.",
    ),
    "right": Words(zh="已填完，校验全部通过。", en="Complete, and every check passes."),
    "unfinished": Words(zh="还没有填完。", en="Not complete yet."),
    "wrong": Words(zh="有错误，请改正。", en="There are errors."),
    "counts": Words(
        zh="通过 {pass} 项，不通过 {fail} 项，待填后判定 {open} 项；空白 {blanks} 格。",
        en=" {pass} pass, {fail} fail, {open} open; {blanks} blank cells.",
    ),
    "unreadable": Words(zh="“{text}”不是此处能填的。请填{hint}。", en="'{text}' cannot stand here. Write {hint}."),
    "low": Words(zh="不能小于 {min}。", en="This is less than {min}."),
    "places": Words(zh="小数超过 {places} 位。", en="More than {places} decimal places."),
    "blank": Words(zh="（空白）", en="(blank)"),
    "rowName": Words(zh="名称", en="Name"),
    "addRow": Words(zh="＋ 添加一行", en="+ Add a row"),
    "removeRow": Words(zh="删除此行", en="Remove this row"),
    "addedRows": Words(zh="所列各行", en="the rows listed"),
    "newRow": Words(zh="新行", en="new row"),
    "noKey": Words(
        zh="此行没有{label}：不计入合计，也不保存。请填{hint}，或删除此行。",
        en="This row has no {label}: it counts for nothing and is not saved. Write {hint}, or remove the row.",
    ),
    "badKey": Words(
        zh="“{text}”不能作{label}：此行不计入合计，也不保存。请填{hint}。",
        en="'{text}' is no {label}: the row counts for nothing and is not saved. Write {hint}.",
    ),
    "twice": Words(
        zh="上面已有“{text}”：此行不计入合计，也不保存。",
        en="'{text}' stands above already: this row counts for nothing and is not saved.",
    ),
    "savedWithout": Words(
        zh="已保存为 {name}（在浏览器的下载文件夹），但有 {count} 行没有保存：见校验结果。",
        en="Saved as {name}, in the downloads folder, without {count} rows: see the checks.",
    ),
    "stop": Words(zh="。", en=". "),
    "othersZero": Words(zh="（其余 {count} 项为 0）", en=" (the other {count} are 0)"),
    "allZero": Words(zh="（{count} 项为 0）", en="({count} are 0)"),
    "pasted": Words(zh="已粘贴 {count} 格。", en="{count} cells pasted."),
    "pastedSome": Words(
        zh="已粘贴 {count} 格；另有 {lost} 个数据超出了表格，没有粘贴。",
        en="{count} cells pasted; {lost} more did not fit into the table and were left out.",
    ),
    "saved": Words(zh="已保存为 {name}（在浏览器的下载文件夹）。", en="Saved as {name}, in the downloads folder."),
    "opened": Words(zh="已打开 {name}。", en="{name} is open."),
    "notOpened": Words(zh="没有打开 {name}：{why}", en="{name} was not opened: {why}"),
    "noJson": Words(zh="它不是报告 JSON 文件。", en="it is no report JSON."),
    "otherSpec": Words(
        zh="它的格式是 {found}，本表是 {wanted}。", en="it is in the format {found}, and this form is {wanted}."
    ),
    "otherCell": Words(zh="本表没有它的 {cell}。", en="this form has no {cell}."),
    "draftKept": Words(
        zh="草稿已存在本浏览器中，不会传到别处。", en="A draft is kept in this browser, and goes nowhere else."
    ),
    "draftErased": Words(zh="草稿已清除。", en="The draft is erased."),
    "noDraft": Words(
        zh="此浏览器不保存草稿，请及时保存 JSON。", en="This browser keeps no draft: save the JSON in time."
    ),
    "badDraft": Words(zh="草稿已损坏，不能恢复。", en="The draft is damaged and cannot be restored."),
    "sure": Words(zh="清空所有已填内容，包括添加的行？", en="Empty every cell and text, and remove the rows added?"),
}
