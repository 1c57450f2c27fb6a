"""The loop that looks which points are inside a circle."""

import numpy as np

from app.search.columns import Array
from app.search.compiled import compiled, f64, i32, i32s, i64, i64s, read


@compiled(i64s(read(i32), read(i64), read(i64), read(f64, 2), read(f64), f64, f64, i32s))
def sort_out(
    rows: Array, begins: Array, ends: Array, vectors: Array, centre: Array, sure: float, maybe: float, into: Array
) -> Array:
    """Rows by squared chord of their `vectors` from `centre`: up to `sure` into the front, up to `maybe` into the end.

    Looked at are `rows[begins[i]:ends[i]]`; returned is how many came into the front and where the end begins.
    """
    inside, unsure = 0, len(into)
    x, y, z = centre[0], centre[1], centre[2]
    for span in range(len(begins)):
        for place in range(begins[span], ends[span]):
            row = rows[place]
            dx, dy, dz = vectors[row, 0] - x, vectors[row, 1] - y, vectors[row, 2] - z
            chord = dx * dx + dy * dy + dz * dz
            if chord <= sure:
                into[inside] = row
                inside += 1
            elif chord <= maybe:
                unsure -= 1
                into[unsure] = row
    return np.array([inside, unsure])
