"""What type checkers must refuse: a wrong key on every line marked so. It is checked, and never run."""

import govdisclosure as gd


def wrong(text: str, path: str) -> None:
    """Ask for what the form does not have."""
    report = gd.from_json(text, spec="cn/2021")
    report["applications"]["outcome.grantd", "natural_person"]  # refused: a typo in the row
    report["applications"]["outcome.granted", "natural_persn"]  # refused: a typo in the column
    report["application"]["outcome.granted", "natural_person"]  # refused: a typo in the table
    gd.read(path, spec="cn/2021").report["fees"]["fee", "amout"]  # refused: a typo in the column
    report["applications"]["new"]["totl"]  # refused: a typo in the column of a row
    gd.chek(report)  # refused: a typo in the name of a function
    gd.convert(report, "cn/2019")["documents"]["regulation", "in_force"]  # refused: the report is of another year now
    gd.from_json(text, spec="cn/2019")["documents"]["regulation", "in_force"]  # refused: a column of another year
