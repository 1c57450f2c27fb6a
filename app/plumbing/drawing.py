"""Draws a picture anew, as a program of its own: what decodes a stranger's bytes holds no secret and has limits.

`python -I drawing.py MOST_PIXELS SIDE SIDE …` reads a picture and writes a square WebP for each side, its length in
four bytes before it. It ends with UNREADABLE when the picture cannot be read. Imports nothing of the application: it
has to start within a tenth of a second, and `app.plumbing.pictures` is the only one to run it.
"""

import io
import os
import resource
import sys
from collections.abc import Sequence

from PIL import Image, ImageCms, ImageOps, ImageStat, WebPImagePlugin

FORMATS = ("JPEG", "PNG", "WEBP")
# Named, because Pillow would load its sixty other formats in search of one it has not loaded by itself.
_BESIDES_THE_USUAL = WebPImagePlugin
UNREADABLE = 3
MEMORY = 512 * 1024 * 1024  # bytes of address space; 24 megapixels take 400 MB as WebP, half of that otherwise
SECONDS = 6  # of the processor
_QUALITY = 82
# Heads are in the upper part of a tall picture.
_CENTRING = (0.5, 0.3)
_WHITE, _DARK = (255, 255, 255), (29, 40, 43)
# Of 255: what is lighter than this on the whole was drawn for a dark ground.
_LIGHT = 176
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SPACES = {"L": "GRAY", "RGB": "RGB", "RGBA": "RGB", "CMYK": "CMYK"}


def draw(content: bytes, most_pixels: int, sides: Sequence[int]) -> list[bytes]:
    """Squares of these sides (or the picture's own, if it is smaller), largest first, and nothing but pixels.

    Raises all sorts of things when the picture cannot be read. Of what moves, the first frame is taken.
    """
    largest = max(sides)
    image: Image.Image = Image.open(io.BytesIO(content), formats=FORMATS)
    if image.width * image.height > most_pixels:
        raise ValueError("more pixels than are read")
    # A JPEG can be decoded at a fraction of its size, which is where most of the time goes.
    image.draft(None, (2 * largest, 2 * largest))
    image.load()
    profile, turn = image.info.get("icc_profile"), _turn(image)
    # Each step lets go of the picture before it: a large one is a hundred megabytes.
    image = _plain(image)
    if (factor := min(image.size) // (2 * largest)) > 1:
        image = image.reduce(factor)
    if turn is not None:
        image = image.transpose(turn)
    side = min(largest, *image.size)
    square = ImageOps.fit(image, (side, side), Image.Resampling.LANCZOS, centering=_CENTRING)
    canvas = _flat(_in_srgb(square, profile))
    return [_encoded(canvas, min(each, side)) for each in sorted(sides, reverse=True)]


def _turn(image: Image.Image) -> Image.Transpose | None:
    """How it was held. `ImageOps.exif_transpose` would write the EXIF anew as well, and fail where that is damaged."""
    try:
        return _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    except Exception:
        return None


def _plain(image: Image.Image) -> Image.Image:
    """The picture with a byte for each channel: grey, RGB, CMYK or RGBA."""
    if image.mode in _SPACES and "transparency" not in image.info:
        return image
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("RGBA")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Its colours as every screen shows them; a profile that makes no sense is not heeded."""
    if not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space.strip() != _SPACES[image.mode]:
            return image
        colours = image.convert("RGB") if image.mode == "RGBA" else image
        drawn = ImageCms.profileToProfile(colours, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        if drawn is not None and image.mode == "RGBA":
            drawn.putalpha(image.getchannel("A"))
    except Exception:
        return image
    return image if drawn is None else drawn


def _flat(image: Image.Image) -> Image.Image:
    """Pasted on a fresh canvas, so that nothing comes along; what is clear gets a ground it can be seen on."""
    if image.mode != "RGBA":
        canvas = Image.new("RGB", image.size)
        canvas.paste(image.convert("RGB"))
        return canvas
    alpha = image.getchannel("A")
    seen = alpha.point(lambda value: 255 if value > 127 else 0)
    light = seen.getbbox() is not None and ImageStat.Stat(image.convert("L"), seen).mean[0] > _LIGHT
    clear = alpha.getextrema()[0] == 0
    canvas = Image.new("RGB", image.size, _DARK if light and clear else _WHITE)
    canvas.paste(image.convert("RGB"), mask=alpha)
    return canvas


def _encoded(canvas: Image.Image, side: int) -> bytes:
    sized = canvas if canvas.width == side else canvas.resize((side, side), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    sized.save(written, "WEBP", quality=_QUALITY, method=6)
    return written.getvalue()


def limit(seconds: int) -> None:
    """From now on this process has so much memory and processor, writes no file and gives way to others."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        # Where the machine allows less, that holds.
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))
    os.nice(10)


def main() -> int:
    # What reads the formats is loaded before there are limits.
    Image.preinit()
    limit(SECONDS)
    most_pixels, *sides = (int(word) for word in sys.argv[1:])
    try:
        drawn = draw(sys.stdin.buffer.read(), most_pixels, sides)
    except Exception:
        return UNREADABLE
    for picture in drawn:
        sys.stdout.buffer.write(len(picture).to_bytes(4, "big") + picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
