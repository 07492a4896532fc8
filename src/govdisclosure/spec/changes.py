"""Changes: how a version came out of the one before, edit by edit."""

from __future__ import annotations

from typing import Literal, get_args

from attrs import field, frozen

from govdisclosure.keys import means, says
from govdisclosure.spec.source import Localised, Source
from govdisclosure.spec.tables import Node

Verb = Literal["add", "drop", "split", "merge", "move", "relabel", "replace"]
VERBS: tuple[Verb, ...] = get_args(Verb)


@means("从上一版到本版的一个改动，写明动词、所改之处的地址和原因。")
@frozen
class Edit:
    """One step from the version before: a verb with the address of what it changes, and why.

    What is dropped, added or replaced is not comparable between the two versions; everything else is.
    """

    why: Localised = field(metadata=says("为什么这样改。", "Why this was changed."))
    add: str | None = field(
        default=None,
        metadata=says("新增：本版中的地址；两版不可比。", "Added: an address in this version; not comparable."),
    )
    drop: str | None = field(
        default=None,
        metadata=says(
            "取消：上一版中的地址；两版不可比。", "Dropped: an address in the version before; not comparable."
        ),
    )
    split: str | None = field(
        default=None,
        metadata=says(
            "拆分：上一版中的地址，等于本版各项之和。",
            "Split: an address in the version before, now the sum of its parts.",
        ),
    )
    merge: tuple[str, ...] = field(
        default=(), metadata=says("合并：上一版中的几个地址。", "Merged: addresses in the version before.")
    )
    move: str | None = field(
        default=None,
        metadata=says(
            "移动：上一版中的地址，含义不变。", "Moved: an address in the version before; the meaning is the same."
        ),
    )
    relabel: str | None = field(default=None, metadata=says("改名：含义不变。", "Renamed; the meaning is the same."))
    replace: str | None = field(
        default=None, metadata=says("含义已变：两版不可比。", "The meaning changed: not comparable.")
    )
    into: tuple[str, ...] = field(
        default=(),
        metadata=says(
            "拆分或合并的结果：本版中的地址。",
            "What a split or merge makes: addresses in this version.",
            example="[stock/rows:a, stock/rows:b]",
        ),
    )
    to: str | None = field(
        default=None,
        metadata=says(
            "移动的去处：本版中的地址。", "Where a move ends: an address in this version.", example="stock/rows:closing"
        ),
    )
    by: str | None = field(
        default=None,
        metadata=says(
            "取而代之的：本版中的地址；不写则同一地址。",
            "What takes its place: an address in this version; by default the same.",
        ),
    )
    node: Node | None = field(
        default=None,
        metadata=says(
            "在小改动的规格里：新增的或取而代之的表头。", "In a child: what is added, or what takes the place."
        ),
    )
    nodes: tuple[Node, ...] = field(
        default=(), metadata=says("在小改动的规格里：拆分成的各项。", "In a child: the parts of a split.")
    )
    label: Localised | None = field(
        default=None, metadata=says("在小改动的规格里：新的文字。", "In a child: the new label.")
    )
    aliases: tuple[str, ...] = field(
        default=(),
        metadata=says("在小改动的规格里：读取时认得的其他写法。", "In a child: other wordings that are read."),
    )
    after: str | None = field(
        default=None,
        metadata=says(
            "在小改动的规格里：放在哪个同级的键之后。", "In a child: the key of the sibling before the new place."
        ),
    )
    source: Source | None = field(default=None, metadata=says("这一改动的依据。", "Where the change comes from."))

    @property
    def verb(self) -> Verb:
        """What the edit does."""
        return next(verb for verb in VERBS if getattr(self, verb))

    @property
    def at(self) -> tuple[str, ...]:
        """The addresses that the verb names."""
        named = getattr(self, self.verb)
        return named if isinstance(named, tuple) else (named,)

    @property
    def made(self) -> tuple[str, ...]:
        """The addresses in this version of what the edit makes out of what it names."""
        made = {
            "split": self.into or tuple(f"{self.split}.{node.key}" for node in self.nodes),
            "merge": self.into,
            "move": (self.to or "",),
            "replace": (self.by or self.replace or "",),
            "drop": (),
        }
        return made.get(self.verb, self.at)


@means("与上一版的对照。")
@frozen
class Change:
    """How this version came out of an earlier one: the crosswalk between them."""

    previous: str = field(
        metadata=says("上一版的标识。", "The id of the version before.", example="cn/2019", key="from")
    )
    edits: tuple[Edit, ...] = field(
        default=(),
        metadata=says(
            "各个改动，依次执行。地址写作 表、表/rows:行 或 表/columns:列。",
            "The steps, carried out in order. An address is TABLE, TABLE/rows:PATH or TABLE/columns:PATH.",
        ),
    )
