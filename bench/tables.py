"""Figures as a person reads them."""

import sys
from collections.abc import Sequence


def table(title: str, rows: Sequence[tuple[str, ...]]) -> None:
    """Columns as wide as their longest cell; the first row is the head."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    sys.stdout.write(f"\n{title}\n")
    for first, *others in rows:
        cells = [first.ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(others, widths[1:], strict=True))]
        sys.stdout.write("  " + "  ".join(cells) + "\n")
    sys.stdout.flush()
