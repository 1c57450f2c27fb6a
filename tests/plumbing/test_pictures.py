"""A picture is taken by what it is, and what is shown of it are pixels alone (UPL-01, UPL-02, UPL-03, UPL-07)."""

import io
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms

from app.plumbing import pictures
from app.plumbing.picture_headers import read_header
from app.plumbing.pictures import LARGE, MOST_BYTES, SMALL, PictureRefused, redraw
from config import ROOT
from tests.pictures import (
    BLUE,
    CANARY,
    GREEN,
    PLACE_WORDS,
    RED,
    WHITE,
    bomb,
    chunks,
    decoded,
    encoded,
    exif,
    quarters,
    telling,
)

FORMATS = ("JPEG", "PNG", "WEBP")
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><script/></svg>'
HTML = b"<!doctype html><title>photo.jpg</title><script>alert(1)</script>"


def corners(content: bytes) -> list[tuple[int, ...]]:
    """Which of the four colours is nearest in each quarter, as one reads."""
    image = decoded(content)
    near, far = image.width // 4, image.width * 3 // 4
    return [_nearest(image.getpixel(at)) for at in ((near, near), (far, near), (near, far), (far, far))]


def _nearest(seen: object) -> tuple[int, ...]:
    assert isinstance(seen, tuple)
    return min((RED, GREEN, BLUE, WHITE), key=lambda c: sum((a - b) ** 2 for a, b in zip(c, seen, strict=True)))


def refusal(content: bytes) -> PictureRefused:
    with pytest.raises(PictureRefused) as refused:
        redraw(content)
    return refused.value


@pytest.mark.parametrize("format", FORMATS)
def test_a_picture_becomes_two_squares(format: str) -> None:
    drawn = redraw(encoded(quarters(900, 700), format))
    assert [decoded(each).size for each in (drawn.large, drawn.small)] == [(LARGE, LARGE), (SMALL, SMALL)]
    assert corners(drawn.small) == corners(drawn.large) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_but_pixels_comes_along(format: str) -> None:
    told = telling(format)
    assert told.count(CANARY) >= 3
    drawn = redraw(told)
    for content in (drawn.large, drawn.small):
        assert [kind for kind, _content in chunks(content)] == [b"VP8 "]
        assert CANARY not in content and PLACE_WORDS not in content and b"Exif" not in content
        assert Image.open(io.BytesIO(content)).info.keys() <= {"background", "loop", "duration", "timestamp"}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_as_it_was_held(format: str, orientation: int) -> None:
    turns = {2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE"}
    turns |= {6: "ROTATE_90", 7: "TRANSVERSE", 8: "ROTATE_270"}
    image = quarters()
    if orientation in turns:
        # As the camera saw it: turned against the way the viewer is told to turn it.
        image = image.transpose(Image.Transpose[turns[orientation]])
    drawn = redraw(encoded(image, format, exif=exif(orientation)))
    assert corners(drawn.small) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize(
    ("format", "mode"),
    [("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "1"), ("PNG", "P"), ("PNG", "LA"), ("PNG", "I;16"), ("WEBP", "RGBA")],
)
def test_every_kind_of_pixel_is_read(format: str, mode: str) -> None:
    image = quarters(mode="L").convert("I").point(lambda v: v * 257).convert("I;16") if mode == "I;16" else None
    drawn = redraw(encoded(image or quarters(mode=mode), format))
    shown = decoded(drawn.large).convert("L")
    wanted = quarters().convert("L").convert("1" if mode == "1" else "L").convert("L")
    difference = ImageChops.difference(shown.resize((64, 64)), wanted.resize((64, 64)))
    assert sorted(difference.get_flattened_data())[64 * 60] < 40


def test_a_picture_of_several_from_a_phone_is_read() -> None:
    assert corners(redraw(encoded(quarters(), "MPO", save_all=True, append_images=[quarters()])).small)[0] == RED


@pytest.mark.parametrize("format", ["PNG", "WEBP"])
def test_of_what_moves_the_first_is_shown(format: str) -> None:
    moving = encoded(quarters(), format, save_all=True, append_images=[Image.new("RGB", (320, 320))], duration=50)
    assert corners(redraw(moving).small) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize(("ink", "ground"), [((20, 20, 20), WHITE), (WHITE, (29, 40, 43))])
def test_what_is_clear_gets_a_ground_it_can_be_seen_on(ink: tuple[int, ...], ground: tuple[int, ...]) -> None:
    logo = Image.new("RGBA", (300, 300), (*ink, 0))
    logo.paste((*ink, 255), (100, 100, 200, 200))
    shown = decoded(redraw(encoded(logo, "PNG")).large)
    assert shown.getpixel((5, 5)) == pytest.approx(ground, abs=4)
    assert shown.getpixel((150, 150)) == pytest.approx(ink, abs=4)


def test_a_profile_of_another_kind_of_colour_is_not_heeded() -> None:
    other = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    image = Image.new("RGB", (300, 300), (100, 150, 200))
    shown = decoded(redraw(encoded(image, "PNG", icc_profile=other)).large)
    assert shown.getpixel((9, 9)) == pytest.approx((100, 150, 200), abs=4)


def test_a_profile_is_heeded() -> None:
    # Red and blue change places in it: the tags of an sRGB profile, with two names exchanged.
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = swapped.replace(b"rXYZ", b"qXYZ", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"qXYZ", b"bXYZ", 1)
    image = Image.new("RGB", (300, 300), RED)
    assert _nearest(decoded(redraw(encoded(image, "PNG", icc_profile=swapped)).large).getpixel((9, 9))) == BLUE


def test_a_damaged_profile_or_exif_is_not_heeded() -> None:
    content = encoded(quarters(), "JPEG", icc_profile=b"nonsense" * 40, exif=b"Exif\0\0II*\0\xff\xff\xff\xff" * 9)
    assert corners(redraw(content).small) == [RED, GREEN, BLUE, WHITE]


def test_heads_are_kept_in_a_tall_picture() -> None:
    tall = Image.new("RGB", (300, 600), BLUE)
    tall.paste(RED, (0, 100, 300, 200))
    shown = decoded(redraw(encoded(tall, "PNG")).large)
    assert _nearest(shown.getpixel((150, 20))) == RED


def _zipped() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("evil.html", HTML)
    return written.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        SVG,
        HTML,
        b"%PDF-1.7\n" + CANARY,
        _zipped(),
        encoded(quarters(mode="P"), "GIF"),
        encoded(quarters(), "BMP"),
        encoded(quarters(), "TIFF"),
        encoded(quarters(), "ICO"),
        b"GIF89a" + encoded(quarters()),
        b"RIFF\0\0\0\0WAVE" + CANARY * 20,
        b"\xff\xd8\xff",
    ],
    ids=["empty", "svg", "html", "pdf", "zip", "gif", "bmp", "tiff", "ico", "gif-jpeg", "wave", "cut"],
)
def test_what_is_no_picture_of_ours_is_refused(content: bytes) -> None:
    refused = refusal(content)
    assert "JPEG, PNG or WebP" in str(refused)
    assert refused.status == 400


def test_of_a_file_that_is_two_things_the_picture_is_left() -> None:
    drawn = redraw(encoded(quarters()) + _zipped())
    assert not zipfile.is_zipfile(io.BytesIO(drawn.large))
    assert b"evil" not in drawn.large


@pytest.mark.parametrize("format", FORMATS)
def test_half_a_picture_is_refused(format: str) -> None:
    content = encoded(Image.effect_noise((400, 400), 60).convert("RGB"), format)
    assert "damaged" in str(refusal(content[: len(content) // 2]))


def test_a_picture_too_small_is_refused() -> None:
    assert "192 pixels" in str(refusal(encoded(quarters(191, 400))))


def test_a_heavy_file_is_refused() -> None:
    refused = refusal(encoded(quarters()).ljust(MOST_BYTES + 1, b"\0"))
    assert ("5 MB" in str(refused), refused.status) == (True, 413)


def test_the_heaviest_file_is_not_refused() -> None:
    assert corners(redraw(encoded(quarters()).ljust(MOST_BYTES, b"\0")).small)[0] == RED


@pytest.mark.parametrize("size", [(4000, 6001), (20_000, 20_000)])
def test_a_picture_of_too_many_pixels_is_refused_by_its_header(size: tuple[int, int]) -> None:
    assert "24 million" in str(refusal(bomb(*size)))


def test_a_picture_of_the_most_pixels_is_read() -> None:
    assert decoded(redraw(bomb(6000, 4000)).small).getpixel((1, 1)) == (0, 0, 0)


_MEASURED = """
import sys, time
sys.path.insert(0, sys.argv[1])
from app.plumbing.pictures import PictureRefused, redraw
def most():
    return next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("VmHWM"))
content = sys.stdin.buffer.read()
before, started = most(), time.perf_counter()
try:
    redraw(content)
except PictureRefused:
    print((time.perf_counter() - started) * 1000, (most() - before) / 1024)
"""


def test_a_bomb_costs_neither_time_nor_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(ROOT)], input=bomb(20_000, 20_000), capture_output=True, check=True
    )
    milliseconds, mebibytes = map(float, done.stdout.split())
    assert milliseconds < 200
    assert mebibytes < 50


@given(st.binary(max_size=80), st.sampled_from((b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBPVP8X")))
def test_any_bytes_have_a_header_or_none(content: bytes, start: bytes) -> None:
    header = read_header(start + content)
    assert header is None or header.width >= 0


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "how", [{}, {"lossless": True}, {"progressive": True}, {"exif": exif()}], ids=lambda how: "".join(how) or "plain"
)
def test_a_header_says_the_size(format: str, how: dict[str, object]) -> None:
    assert read_header(encoded(quarters(321, 234), format, **how)) == (format, 321, 234)


@pytest.mark.parametrize("idle", [b"\xff", b"\xff\xfe\0\2", b"\xff\xd0"], ids=["fill", "empty", "restart"])
def test_a_header_is_not_looked_for_without_end(idle: bytes) -> None:
    whole = encoded(quarters())
    assert read_header(whole[:2] + idle * 500 + whole[2:]) == ("JPEG", 320, 320)
    assert read_header(whole[:2] + idle * 5000 + whole[2:]) is None


def test_while_one_is_read_the_next_waits_and_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_PATIENCE", 0.01)
    with pictures._turn:
        assert refusal(encoded(quarters())).status == 503
    redraw(encoded(quarters()))


def test_a_machine_without_time_says_nothing_of_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_TIMEOUT", 0.001)
    assert refusal(encoded(quarters())).status == 503
