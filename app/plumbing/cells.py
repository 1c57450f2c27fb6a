"""Cells of tables that people open in a spreadsheet, where a text that begins like a formula would be one (UPL-06).

Such a text gets an apostrophe before it, and one that begins with apostrophes and then like a formula one more, so
that `restored` gives back exactly what `neutralised` was given.
"""

import re

# What spreadsheets take for a formula, in the wide forms of East Asia too, after blanks and line ends as well.
_FORMULA = re.compile(r"'*\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20\u2212]|'*[\t\r\n]")


def neutralised(text: str) -> str:
    """The text as a cell that no spreadsheet works out."""
    return f"'{text}" if _FORMULA.match(text) else text


def restored(cell: str) -> str:
    """The text that was neutralised, whether it needed to be or not."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
