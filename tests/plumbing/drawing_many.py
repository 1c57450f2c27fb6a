"""Draws many pictures in one process under the limits of one, and says of each how long it took: a program.

`python -I drawing_many.py DRAWING MOST_PIXELS SIDE …` reads and writes what `test_mutated_pictures.py` frames.
"""

import importlib.util
import sys
import time
from typing import Any


def _loaded(path: str) -> Any:
    spec = importlib.util.spec_from_file_location("drawing", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    drawing = _loaded(sys.argv[1])
    most, *sides = map(int, sys.argv[2:])
    drawing.Image.preinit()
    drawing.limit(600)
    while length := sys.stdin.buffer.read(4):
        content = sys.stdin.buffer.read(int.from_bytes(length, "big"))
        began = time.process_time()
        try:
            drawn = drawing.draw(content, most, sides)
        except Exception:
            drawn = []
        milliseconds = round((time.process_time() - began) * 1000)
        for part in (milliseconds.to_bytes(4, "big"), *(drawn or [b"", b""])):
            sys.stdout.buffer.write(len(part).to_bytes(4, "big") + part)


main()
