"""CSV, JSON and bytes made to harm."""

from __future__ import annotations

import random

from tests.support.hostile.kinds import Kinds

DATA: Kinds = {
    "csv of commas": (8_000_000, lambda n: "," * n),
    "csv of semicolons": (8_000_000, lambda n: ";" * n),
    "csv of long digits": (4_000_000, lambda n: "规章," + "1" * n + ",2\n"),
    "csv of rows with semicolons": (49_000, lambda n: "规章;1;2\n" * n),
    "csv of rows": (60_000, lambda n: "规章,1,2\n" * n),
    "csv of semicolons in rows": (400_000, lambda n: "a;b;c\n" * n),
    "csv of quotes": (8_000_000, lambda n: 'a,b,"' + '"' * n),
    "csv of commas and lines": (4_000_000, lambda n: ",,,\n" * (n // 4)),
    "tidy csv of long digits": (
        5_000,
        lambda n: "spec,table,row,column,state,value\ncn/2021,fees,fee,amount,number," + "1" * n,
    ),
    "tidy csv of rows": (
        400_000,
        lambda n: "spec,table,row,column,state,value\n" + "cn/2021,fees,fee,amount,number,1\n" * n,
    ),
    "json of empty objects": (10_600_000, lambda n: '{"spec":"cn/2021","tables":[' + "{}," * n + "{}]}"),
    "json of whole numbers": (16_000_000, lambda n: '{"spec":"cn/2021","tables":[' + "1," * n + "1]}"),
    "json of brackets": (8_000_000, lambda n: '{"spec":"cn/2021","tables":' + "[" * n),
    "json of keys": (
        1_000_000,
        lambda n: '{"spec":"cn/2021","tables":{' + ",".join(f'"{i}":1' for i in range(n)) + "}}",
    ),
    "json of a long number": (
        8_000_000,
        lambda n: '{"spec":"cn/2021","tables":{"fees":{"fee":{"amount":' + "1" * n + "}}}}",
    ),
    "json of a lone surrogate": (1, lambda _: r'{"spec":"cn/2021","organisation":"\ud800","tables":{}}'),
    "bytes at random": (8_000_000, lambda n: random.Random(0).randbytes(n)),
    "bytes of GB 18030": (8_000_000, lambda n: bytes([0xB9, 0xE6]) * (n // 2) + b"\xff"),
    "csv of columns": (400_000, lambda n: "信息内容" + ",1" * n + "\n" + "规章" + ",1" * n),
    "csv of quoted lines": (400_000, lambda n: '"' + "\n" * n + '",1,2\n' + "规章,1,2\n"),
    "csv of nothing": (8_000_000, lambda n: b"a,b\n" + b"\0" * n),
    "tidy csv of unknown rows": (
        20_000,
        lambda n: (
            "spec,table,row,column,state,value\n" + "".join(f"cn/2021,fees,f{i},amount,number,1\n" for i in range(n))
        ),
    ),
    "tidy csv of a great exponent": (
        1,
        lambda _: "spec,table,row,column,state,value\ncn/2021,fees,fee,amount,number,1e999999999\n",
    ),
    "json of a great exponent": (
        1,
        lambda _: '{"spec":"cn/2021","tables":{"fees":{"fee":{"amount":1e999999999}}}}',
    ),
    "json of great exponents": (
        100_000,
        lambda n: '{"spec":"cn/2021","tables":{"fees":{' + ",".join(f'"r{i}":1e{i}999' for i in range(n)) + "}}}",
    ),
    "json of the same key": (
        1_000_000,
        lambda n: '{"spec":"cn/2021","tables":{' + ",".join(['"a":1'] * n) + "}}",
    ),
    "json of texts": (
        1,
        lambda _: '{"spec":"cn/2021","tables":{},"sections":{"overview":"' + "收到1件，" * 2_000_000 + '"}}',
    ),
    "json of escapes": (5_000_000, lambda n: '{"spec":"' + "\\\\" * n + '"}'),
    "bytes of UTF-16": (8_000_000, lambda n: "a,".encode("utf-16-le") * (n // 4)),
    "bytes of an old workbook": (8_000_000, lambda n: bytes.fromhex("d0cf11e0a1b11ae1") + b"\xff" * n),
    "tidy csv of a long year": (
        8_000,
        lambda n: "spec,year,table,row,column,state,value\ncn/2021," + "9" * n + ",fees,fee,amount,number,1\n",
    ),
    "csv of marks that combine in turns": (2_000_000, lambda n: "规章" + "\u0300\u0316" * (n // 2) + ",1,2\n"),
    "csv of delimiters of all kinds": (2_000_000, lambda n: ",;\t|" * (n // 4)),
    "json of an endless year": (4_000_000, lambda n: '{"spec":"cn/2021","year":' + "9" * n + ',"tables":{}}'),
    "json of places behind the point": (
        4_000_000,
        lambda n: '{"spec":"cn/2021","tables":{"fees":{"fee":{"amount":0.' + "1" * n + "}}}}",
    ),
    "json of sections": (
        190_000,
        lambda n: '{"spec":"cn/2021","tables":{},"sections":{' + ",".join(f'"s{i}":"a"' for i in range(n)) + "}}",
    ),
    "json of open rows": (
        4_000,
        lambda n: (
            '{"spec":"cn-accounts/2024","tables":{"income":{'
            + ",".join(f'"{2_000_000 + i}":{{"total":1}}' for i in range(n))
            + "}}}"
        ),
    ),
    "bytes of odd UTF-16": (8_000_000, lambda n: b"\xff\xfe" + b"\x00\xd8" * (n // 2)),
}
