"""Archives of XML parts, as Word and spreadsheets are: opened with limits, so that no bomb goes off."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from copy import copy
from typing import IO, Any

from govdisclosure.documents.needs import needed
from govdisclosure.errors import ReadError
from govdisclosure.files import check_limit, limits, read_stream
from govdisclosure.language import say

_NAMED_IN_UTF8 = 0x800
"""The flag of a part whose name is in UTF-8."""
_FAULTS = (
    zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, NotImplementedError, zlib.error, RuntimeError,
    struct.error, MemoryError, OverflowError, IndexError,
)  # fmt: skip
"""What the libraries may say of an archive that contradicts itself."""
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Archive:
    """A zip archive whose parts are read within the limits; every fault of it is a `ReadError`."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._roots: dict[str, Any] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except _FAULTS as error:
            raise ReadError(
                say(zh="压缩包不完整或已损坏。", en=f"the archive is truncated or damaged ({error})")
            ) from None
        most = limits()
        if len(infos) > most.parts or sum(info.file_size for info in infos) > most.unpacked_bytes:
            raise ReadError(
                say(
                    zh=f"压缩包展开后过大（设置 parts {most.parts:,}，unpacked_bytes {most.unpacked_bytes:,}），不读。",
                    en=f"the archive unpacks to too much (the limits `parts`, {most.parts:,}, and `unpacked_bytes`, "
                    f"{most.unpacked_bytes:,}); it is not read",
                )
            )
        longest = max((len(info.filename) for info in infos), default=0)
        check_limit("name", longest, "压缩包中文件名的字数", "characters in the name of a part")
        self.names: set[str] = {info.filename for info in infos}
        if any(info.flag_bits & 0x1 for info in infos):
            raise protected()

    def title_of(self, name: str) -> str:
        """Return the name of a part as it was written: packers of Chinese Windows write GBK and do not say so."""
        if self._zip.getinfo(name).flag_bits & _NAMED_IN_UTF8:
            return name
        written = name.encode("cp437", errors="replace")
        try:
            return written.decode("utf-8")
        except UnicodeDecodeError:
            return written.decode("gb18030", errors="replace")

    def read(self, name: str) -> bytes:
        """Return a part."""
        most = limits().part_bytes
        data = self.taken(name, lambda part: read_stream(part, most))
        if len(data) > most:
            raise ReadError(
                say(
                    zh=f"压缩包中的 {name[:80]} 展开后超过 {most:,} 字节（设置 part_bytes），不读。",
                    en=f"{name[:80]} unpacks to more than {most:,} bytes (the limit `part_bytes`); it is not read",
                )
            )
        return data

    def taken(self, name: str, take: Callable[[IO[bytes]], bytes]) -> bytes:
        """Return what is taken from a part as it is unpacked."""
        try:
            with self._zip.open(name) as part:
                return take(part)
        except ReadError:  # a `ValueError` too
            raise
        except _FAULTS:
            raise ReadError(
                say(zh=f"压缩包不完整或已损坏：{name[:80]}", en=f"the archive is truncated or damaged: {name[:80]}")
            ) from None

    def xml(self, name: str) -> Any:
        """Return the root of an XML part, which is parsed once."""
        if name not in self._roots:
            self._roots[name] = self.parsed(name)
        return self._roots[name]

    def parsed(self, name: str) -> Any:
        """Return the root of an XML part that is looked at once, and not kept."""
        return parse_xml(self.read(name), name)

    def rewritten(self, parts: Mapping[str, bytes]) -> bytes:
        """Return the archive with some parts changed or added; every other part stays byte for byte."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for info in {info.filename: info for info in self._zip.infolist()}.values():
                changed = parts.get(info.filename)
                new.writestr(copy(info), self.read(info.filename) if changed is None else changed)
            for name, data in parts.items():
                if name not in self.names:
                    new.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def damaged() -> ReadError:
    """Return the error of a workbook that contradicts itself or is cut off."""
    return ReadError(say(zh="工作簿已损坏，不能读。", en="the workbook is damaged and cannot be read"))


def protected() -> ReadError:
    """Return the error of a file that has a password."""
    return ReadError(say(zh="文件有密码保护，请先去掉密码。", en="the file is protected by a password; remove it"))


def parse_xml(data: bytes, name: str) -> Any:
    """Return the root of an XML file that declares no entities; raise `ReadError` if it is faulty, or too large."""
    etree = needed("lxml.etree", "documents")
    _must_be_plain(data, name)
    count, where = data.count(b"<") + data.count(b"="), name[:80]
    check_limit("elements", count, f"{where} 的元素与属性数", f"elements and attributes in {where}")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise _faulty(name)
    return root


def _must_be_plain(data: bytes, name: str) -> None:
    """Refuse an XML file that declares entities, or is in an encoding in which nobody could see whether it does."""
    if b"\0" in data[:100]:
        raise ReadError(
            say(
                zh=f"{name[:80]} 的编码不能读，请另存一次。",
                en=f"the encoding of {name[:80]} is unknown; save it again",
            )
        )
    if b"<!" in data and _DOCTYPE.search(data):
        raise ReadError(
            say(zh=f"{name[:80]} 含有 DOCTYPE 或实体声明，不读。", en=f"{name[:80]} declares entities; it is not read")
        )


def _faulty(name: str) -> ReadError:
    return ReadError(say(zh=f"{name[:80]} 不是正确的 XML。", en=f"{name[:80]} is no correct XML"))
