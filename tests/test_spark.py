"""On several machines, or two workers of one, the results are those of a single process."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve

import govdisclosure as gd
from tests.support.collections import report_of, tables_of
from tests.support.filled import spoiled

pytestmark = [
    pytest.mark.skipif(not os.environ.get("GOVDISCLOSURE_SPARK"), reason="only with make test-spark: it needs Java"),
    pytest.mark.filterwarnings("ignore"),  # those of Spark
]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Spark in local mode with two workers."""
    if shutil.which("java") is None:
        pytest.skip("there is no Java")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    sql = pytest.importorskip("pyspark.sql")
    spark = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    yield spark
    spark.stop()


def test_spark_finds_what_one_machine_finds(session: Any, tmp_path: Path) -> None:
    """Cells, findings and sums of the same documents, one of which is none."""
    from govdisclosure import spark

    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(8):
        report = spoiled(Random(number), report_of(f"{number}局", 2024, number), number % 3)[0]
        (folder / f"{number}.json").write_text(gd.to_json(report), encoding="utf-8")
    told = evolve(report_of("文字局", 2024, 1), sections={"overview": "2024年，新收政府信息公开申请9999件。"})
    (folder / "9.json").write_text(gd.to_json(told), encoding="utf-8")
    (folder / "x.txt").write_text("没有表格。", encoding="utf-8")
    files = sorted(folder.iterdir())
    documents = session.createDataFrame([(str(p), p.read_bytes()) for p in files], "file string, content binary")
    cells = spark.collect(documents.repartition(3)).cache()
    gd.collect([folder], tmp_path / "p", jobs=1)
    gd.check_panel(tmp_path / "p")
    alone = tables_of(tmp_path / "p")
    names = ("file", "table", "row", "column", "value", "state")
    theirs = {tuple(row[name] for name in names) for row in cells.where("table is not null").collect()}
    assert theirs == {tuple(row[name] for name in names) for row in alone["cells"]}
    assert [row["file"] for row in cells.where("state = 'unreadable' and table is null").collect()] == [
        str(folder / "x.txt")
    ]
    found = {(r["report"], r["rule"], r["instance"], r["difference"]) for r in spark.check(cells, "cn/2021").collect()}
    assert found == {(r["file"], r["rule"], r["instance"], r["difference"]) for r in alone["findings"]}
    assert "applications/stated_new" in {rule for _, rule, _, _ in found}
    sums = {(r["table"], r["row"], r["column"]): (r["sum"], r["known"], r["of"]) for r in spark.rollup(cells).collect()}
    assert len(sums) == 200
    total = sum(r["value"] for r in alone["cells"] if (r["row"], r["column"]) == ("new", "total"))
    assert sums["applications", "new", "total"] == (total, 9, 9)
