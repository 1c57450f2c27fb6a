"""A thousand damaged pictures: no crash, no hang, and each gives a clean picture or a refusal (UPL-07)."""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from app.plumbing import drawing, pictures
from app.plumbing.pictures import LARGE, MOST_PIXELS, SMALL, PictureRefused, redraw
from config import ROOT
from tests.pictures import chunks, encoded, exif, profile, quarters, telling

HOW_MANY = 1000
SEED = 20261101
_PROGRAM = ROOT / "tests" / "plumbing" / "drawing_many.py"


def _grainy(mode: str = "RGB") -> Image.Image:
    return Image.blend(quarters(240, 220), Image.effect_noise((240, 220), 90).convert("RGB"), 0.4).convert(mode)


@cache
def originals() -> tuple[bytes, ...]:
    moving = {"save_all": True, "append_images": [quarters(240, 220)], "duration": 40}
    return (
        encoded(_grainy()),
        encoded(_grainy(), progressive=True, exif=exif(6), icc_profile=profile()),
        encoded(_grainy("CMYK")),
        encoded(_grainy(), "MPO", save_all=True, append_images=[_grainy()]),
        encoded(_grainy("RGBA"), "PNG"),
        encoded(_grainy("P"), "PNG", transparency=3),
        encoded(_grainy("L").convert("I;16"), "PNG"),
        encoded(_grainy(), "PNG", **moving),
        encoded(_grainy(), "WEBP"),
        encoded(_grainy("RGBA"), "WEBP", lossless=True),
        encoded(_grainy(), "WEBP", **moving),
        *(telling(format) for format in ("JPEG", "PNG", "WEBP")),
    )


def _flipped(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _cut(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


def _header_edited(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 4)):
        content[chance.randrange(min(len(content), 200))] = chance.choice(
            (0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256))
        )


def _filled(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    content[start : start + chance.randint(1, 64)] = bytes([chance.choice((0, 255))]) * chance.randint(1, 64)


def _repeated(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    content[start:start] = content[start : start + chance.randint(1, 2000)]


def _left_out(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    del content[start : start + chance.randint(1, 200)]


_DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flipped,
    _cut,
    _header_edited,
    _filled,
    _repeated,
    _left_out,
)


@cache
def mutants() -> tuple[bytes, ...]:
    chance = random.Random(SEED)
    made = []
    for number in range(HOW_MANY):
        content = bytearray(originals()[number % len(originals())])
        _DAMAGES[number % len(_DAMAGES)](content, chance)
        made.append(bytes(content))
    return tuple(made)


def _framed(content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + content


def _parts(framed: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(framed):
        end = at + 4 + int.from_bytes(framed[at : at + 4], "big")
        yield framed[at + 4 : end]
        at = end


def test_a_thousand_damaged_pictures_do_no_harm() -> None:
    words = [sys.executable, "-I", str(_PROGRAM), drawing.__file__, *map(str, (MOST_PIXELS, LARGE, SMALL))]
    # Past the judgement of headers, straight to what decodes: nothing stands before it here.
    damaged = b"".join(map(_framed, mutants()))
    done = subprocess.run(words, input=damaged, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=300)
    assert done.returncode == 0
    parts = list(_parts(done.stdout))
    took = [int.from_bytes(part, "big") for part in parts[::3]]
    drawn = [(large, small) for large, small in zip(parts[1::3], parts[2::3], strict=True) if large]
    assert len(took) == HOW_MANY
    assert max(took) < 2000
    # A test in which everything is refused, or nothing, would show little.
    assert HOW_MANY // 10 < len(drawn) < HOW_MANY * 9 // 10
    assert all([kind for kind, _content in chunks(picture)] == [b"VP8 "] for pair in drawn for picture in pair)


@pytest.mark.parametrize("number", range(0, HOW_MANY, HOW_MANY // 24))
def test_a_damaged_picture_is_drawn_or_refused_in_words(number: int) -> None:
    try:
        said = redraw(mutants()[number]).small[:4].decode()
    except PictureRefused as refused:
        said = str(refused)
    assert said == "RIFF" or said.endswith(".")


_GREEDY = "import importlib.util as u, sys; s = u.spec_from_file_location('d', sys.argv[1]); "
_GREEDY += "d = u.module_from_spec(s); s.loader.exec_module(d); d.limit(1); exec(sys.argv[2])"


def _limited(deed: str) -> subprocess.CompletedProcess[bytes]:
    words = [sys.executable, "-I", "-c", _GREEDY, drawing.__file__, deed]
    return subprocess.run(words, capture_output=True, timeout=60)


def test_who_decodes_has_so_much_memory() -> None:
    assert b"MemoryError" in _limited("bytearray(d.MEMORY)").stderr


def test_who_decodes_has_so_much_time() -> None:
    assert _limited("while True: pass").returncode < 0


def test_who_decodes_writes_no_file(tmp_path: Path) -> None:
    deed = f"import os; os.write(os.open({str(tmp_path / 'file')!r}, os.O_CREAT | os.O_WRONLY), b'anything')"
    assert b"File too large" in _limited(deed).stderr


def test_who_decodes_knows_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "telling.py"
    seen = "import os, sys\nseen = repr(dict(os.environ)).encode()\n"
    program.write_text(seen + "for _ in '12': sys.stdout.buffer.write(len(seen).to_bytes(4, 'big') + seen)\n")
    monkeypatch.setenv("SECRET_KEY", "a secret of the site")
    monkeypatch.setattr(pictures, "_PROGRAM", program)
    told = redraw(encoded(quarters())).large
    assert told.startswith(b"{")
    assert b"SECRET_KEY" not in told


def test_who_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "hanging.py"
    program.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(pictures, "_PROGRAM", program)
    monkeypatch.setattr(pictures, "_TIMEOUT", 0.5)
    began = time.monotonic()
    with pytest.raises(PictureRefused, match="try again"):
        redraw(encoded(quarters()))
    assert time.monotonic() - began < 30
