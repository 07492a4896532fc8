"""Tidy rows that somebody else wrote: what is missing, wrong or twice is said with its line."""

import pytest

from govdisclosure.errors import ReadError
from govdisclosure.report.tidy import from_csv

HEAD = "spec,table,row,column,value,state\n"


def test_other_csv_is_none() -> None:
    """A table that does not name the fields is a document like any other."""
    assert from_csv("规章,1\n") is None
    assert from_csv("") is None


def test_only_the_keys_are_needed() -> None:
    """Labels, notes and origins may be left out, and fields may stand in any order."""
    report = from_csv("state,value,spec,table,row,column\nnumber,3,cn/2021,fees,fee,amount\n")
    assert report is not None
    assert report["fees"]["fee", "amount"].value == 3


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("cn/2021,fees,fee,amount,x,number\n", "2: value should be a number; it is x"),
        ("cn/2021,fees,fee,amount,1,mumble\n", "2: there is no state mumble"),
        ("cn/2021,fees,fee,amount,1,number\n" * 2, "3: the cell fees.fee.amount is given twice"),
        ("cn/2021,fees,fee,amount,1,number\ncn/2019,fees,fee,amount,1,number\n", "3: spec differs"),
        ("cn/2021,fees,fee,sum,1,number\n", "tables.fees.fee.sum: unknown key"),
        ("cn/2021,fees,fee,amount,1" + "0" * 30 + ",number\n", "is too long"),
    ],
)
def test_what_is_wrong_is_said(rows: str, said: str) -> None:
    """With the line, or the path of the cell."""
    with pytest.raises(ReadError) as caught:
        from_csv(HEAD + rows)
    assert said in str(caught.value)
