"""QR codes, drawn here because no service may see what they say."""

from dataclasses import dataclass

import segno

# White around the code, in its own units, as ISO/IEC 18004 asks.
_MARGIN = 4


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: `path` draws its dark squares in a square drawing `size` units wide."""

    size: int
    path: str


def code(text: str) -> Code:
    """The QR code of a text, each row of dark squares as one stroke of the pen."""
    rows = segno.make_qr(text, error="m", boost_error=False).matrix
    strokes = [
        f"M{start + _MARGIN} {y + _MARGIN}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _runs(row)
    ]
    return Code(len(rows) + 2 * _MARGIN, "".join(strokes))


def _runs(row: bytearray) -> list[tuple[int, int]]:
    """(start, length) of each run of dark squares."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((x, 1))
    return runs
