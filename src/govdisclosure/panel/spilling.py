"""Rows of many files brought together by what they belong to, with all but some of them waiting on the disk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pyarrow as pa

from govdisclosure.panel.arrow import pc

TOGETHER = 1024
"""Files whose rows are brought together at a time, about; so many fit well into memory."""
_MOST = 200
"""Heaps that are made at most, each an open file."""


def heaps_of(groups: Iterable[Iterable[str]]) -> dict[str, int]:
    """Return the number of a heap for every file, the same for all files of a group."""
    every = [list(group) for group in groups]
    size = max(TOGETHER, sum(map(len, every)) // _MOST + 1)
    found: dict[str, int] = {}
    for group in every:
        found |= dict.fromkeys(group, len(found) // size)
    return found


def heaped(frames: Iterable[pa.Table], heap_of: Mapping[str, int]) -> Iterator[pa.Table]:
    """Yield the rows of some files, one heap after the other; the rows of files without a heap are left out."""
    files, heaps = pa.array(list(heap_of), pa.string()), np.array([*heap_of.values()], dtype=np.int64)
    with tempfile.TemporaryDirectory() as name, ExitStack() as open_files:
        writers: dict[int, pa.RecordBatchStreamWriter] = {}
        for frame in frames:
            wanted = frame.filter(pc.is_in(frame["file"], files))
            heap = heaps[pc.index_in(wanted["file"], files).to_numpy()]
            for number in np.unique(heap).tolist():
                if number not in writers:
                    sink = open_files.enter_context(pa.OSFile(str(Path(name) / str(number)), "wb"))
                    options = pa.ipc.IpcWriteOptions(compression="lz4")
                    writers[number] = pa.ipc.new_stream(sink, frame.schema, options=options)
                writers[number].write_table(wanted.filter(pa.array(heap == number)))
        for writer in writers.values():
            writer.close()
        open_files.close()
        for number in sorted(writers):
            with pa.OSFile(str(Path(name) / str(number)), "rb") as source:
                yield pa.ipc.open_stream(source).read_all()
