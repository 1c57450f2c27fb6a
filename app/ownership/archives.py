"""Reading a file that somebody says is theirs: an archive, or the listing out of one. It is a stranger's until then.

Everything is judged by what the archive says of itself before anything is unpacked, and unpacked no further than it
said: at most one listing and one picture, by name, into memory and never to a path.
"""

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from app.ownership.shapes import Listing, Photo, WrongShape, read_listing
from app.plumbing.pictures import MOST_BYTES as MOST_OF_A_PICTURE
from app.plumbing.pictures import Picture, PictureRefused, redraw
from app.plumbing.words import gettext as _

MOST_BYTES = 20 * 1024 * 1024
_MOST_OF_A_LISTING = 2 * 1024 * 1024
_MOST_ENTRIES, _MOST_OF_THE_LIST = 200, 64 * 1024
_ZIP, _END, _FAR_END = b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x07"
# What zipfile raises about a file that is not what it says.
_BROKEN = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    OverflowError,
    LookupError,
)


class ArchiveRefused(ValueError):
    """The file cannot be read; the message is one sentence for whoever sent it, `status` that of the answer."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True)
class Brought:
    """A listing out of a file; the picture with it, drawn anew, or a sentence that says why there is none."""

    listing: Listing
    photo: Photo | None = None
    picture: Picture | None = None
    without_picture: str | None = None


def read_archive(content: bytes) -> Brought:
    """What a file brings. Raises ArchiveRefused."""
    if len(content) > MOST_BYTES:
        raise ArchiveRefused(_("That file is larger than 20 MB. Unpack it and send listing.json by itself."), 413)
    if not content.startswith(_ZIP):
        return _with_picture(_listing(content), None)
    try:
        with ZipFile(BytesIO(_judged(content))) as held:
            entries = _entries(held)
            listing = _listing(_unpacked(held, entries, "listing.json", _MOST_OF_A_LISTING))
            return _with_picture(listing, (held, entries))
    except _BROKEN as error:
        if isinstance(error, ArchiveRefused):
            raise
        raise ArchiveRefused(_("That archive is damaged. Please take everything with you once more.")) from None


def _judged(content: bytes) -> bytes:
    """The archive, if its list of what it holds is short: zipfile reads all of it at once, however long it is."""
    end, far = content[-22:], content[-42:-38]
    if not end.startswith(_END) or end[-2:] != b"\0\0" or far == _FAR_END:
        raise ArchiveRefused(_("That is not an archive as we make it. Please send it as you got it."))
    entries, length = struct.unpack("<HL", end[10:16])
    if entries > _MOST_ENTRIES or length > _MOST_OF_THE_LIST:
        raise ArchiveRefused(_("That archive holds far more than a listing. Please send listing.json by itself."))
    return content


def _entries(held: ZipFile) -> dict[str, ZipInfo]:
    """The files by their last two names; where somebody packed it anew, a folder stands before them."""
    found: dict[str, ZipInfo] = {}
    for entry in held.infolist():
        name = _own_name(entry.filename)
        if name is None:
            continue
        if name in found:
            raise ArchiveRefused(_("That archive holds two files of one name. Please send it as you got it."))
        found[name] = entry
    return found


def _own_name(name: str) -> str | None:
    """The name by which we would have written it; None for what we do not read."""
    steps = name.split("/")
    if steps[0] == "__MACOSX" or ".." in steps or len(steps) > 3:
        return None
    if steps[-1] == "listing.json" and len(steps) <= 2:
        return "listing.json"
    return "/".join(steps[-2:]) if len(steps) > 1 and steps[-2] == "photos" else None


def _unpacked(held: ZipFile, entries: dict[str, ZipInfo], name: str, most: int) -> bytes:
    entry = entries.get(name)
    if entry is None:
        raise ArchiveRefused(_("There is no listing.json in that archive. Is it the one you took with you from here?"))
    if entry.flag_bits & 1 or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise ArchiveRefused(_("That archive is locked, or packed in a way we do not read."))
    if entry.file_size > most:
        raise ArchiveRefused(_("What is in that archive is far too large to be a listing."), 413)
    with held.open(entry) as file:
        unpacked = file.read(most + 1)
    return unpacked[:most]


def _listing(content: bytes) -> Listing:
    if len(content) > _MOST_OF_A_LISTING:
        raise ArchiveRefused(_("What is in that file is far too large to be a listing."), 413)
    try:
        return read_listing(content)
    except WrongShape as wrong:
        if not wrong.where:
            raise ArchiveRefused(
                _("That is not a listing as we write it. Please send the archive, or its listing.json.")
            ) from None
        where = wrong.where
        raise ArchiveRefused(_("That listing is not written as we write one, at “%(where)s”.", where=where)) from None


def _with_picture(listing: Listing, packed: tuple[ZipFile, dict[str, ZipInfo]] | None) -> Brought:
    """The listing with the newest of its pictures: the one that waited, else the one that was public."""
    photo = min(listing["photos"], key=lambda p: p["state"] != "proposed", default=None)
    if photo is None:
        return Brought(listing)
    if packed is None:
        return Brought(listing, photo, None, _("A photo is not in listing.json. Please send it on its own page."))
    held, entries = packed
    name = f"photos/{photo['id']}.webp"
    if name not in entries:
        return Brought(listing, photo, None, _("The photo is not in the archive. Please send it on its own page."))
    try:
        return Brought(listing, photo, redraw(_unpacked(held, entries, name, MOST_OF_A_PICTURE)))
    except PictureRefused as refused:
        return Brought(listing, photo, None, _("The photo was left out. %(why)s", why=str(refused)))
