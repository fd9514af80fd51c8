"""Cells of a table that is opened in a spreadsheet: text stays text."""

#: A cell that begins so is run by spreadsheets as a formula (OWASP: CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> str:
    """The value as a cell that no spreadsheet runs: what looks like a formula is written after an apostrophe."""
    words = "" if value is None else str(value)
    return f"'{words}" if words.lstrip(" ").startswith(FORMULA) else words
