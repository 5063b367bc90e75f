"""What a picture's header says of it, read without a decoder: its sides, before a single pixel is unpacked.

A decoder believes what a header says, and some reserve memory for all of it at once. So the sides are read here first, in
plain Python, which at worst finds nothing. It imports nothing of the bot: the process that decodes needs it as well.

Formats: PNG (https://www.w3.org/TR/png-3), JPEG (ITU-T T.81), WebP (RFC 9649), GIF89a, BMP, and AVIF and HEIC (ISO/IEC 23008-12).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_EXIF: Final = b"Exif\0\0"
_BARE_MARKERS: Final = frozenset({0x01, *range(0xD0, 0xD9)})
"""JPEG markers without a length."""
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG markers that tell the sides."""
_SEQUENTIAL: Final = frozenset({0xC0, 0xC1})
"""Those of pictures that can be decoded at a fraction of their size, row by row."""
_END_MARKERS: Final = frozenset({0xD9, 0xDA})
_MOST_BOXES: Final = 4096
_STILLS: Final = frozenset({b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"})
_PROPERTIES: Final = (b"meta", b"iprp", b"ipco")
"""The boxes around a still's properties, from the outside."""


@dataclass(frozen=True, slots=True)
class PictureHeader:
    """A picture's header.

    Attributes:
        width, height: pixels as stored, both above 0.
        see_through: whether it could have see-through pixels.
        has_exif: whether Exif comes with it, which may turn it.
        scalable: whether it can be decoded at a fraction of its size.
    """

    width: int
    height: int
    see_through: bool = False
    has_exif: bool = False
    scalable: bool = False

    @property
    def pixels(self) -> int:
        """How many it has."""
        return self.width * self.height

    @property
    def says_all(self) -> bool:
        """Whether decoding would tell nothing more."""
        return not (self.see_through or self.has_exif)


def read_picture_header(file: BinaryIO) -> PictureHeader | None:
    """The header of a picture at the beginning of a file, or of a part of one; None when it is not understood."""
    try:
        start = file.read(12)
        reader = _reader_for(start)
        header = reader(file) if reader is not None else None
    except (struct.error, IndexError, ValueError, OverflowError):
        return None
    return header if header is not None and min(header.width, header.height) > 0 else None


def _reader_for(start: bytes) -> Callable[[BinaryIO], PictureHeader | None] | None:
    if start.startswith(_PNG):
        return _png
    if start.startswith(b"\xff\xd8\xff"):
        return _jpeg
    if start[:4] == b"RIFF" and start[8:] == b"WEBP":
        return _webp
    if start.startswith((b"GIF87a", b"GIF89a")):
        return _gif
    if start.startswith(b"BM"):
        return _bmp
    if start[4:8] == b"ftyp" and start[8:] in _STILLS:
        return _still
    return None


def _png(file: BinaryIO) -> PictureHeader | None:
    """Chunks before the picture's data are walked over; where they do not end in these bytes, anything may come."""
    file.seek(len(_PNG))
    _, name, width, height, _depth, colours = struct.unpack(">I4sIIBB", file.read(18))
    if name != b"IHDR":
        return None
    alpha, exif = colours in {4, 6}, False
    file.seek(len(_PNG) + 25)
    while len(chunk := file.read(8)) == 8:
        length, name = struct.unpack(">I4s", chunk)
        if name in {b"IDAT", b"IEND"}:
            return PictureHeader(width, height, see_through=alpha, has_exif=exif)
        alpha, exif = alpha or name == b"tRNS", exif or name == b"eXIf"
        file.seek(length + 4, 1)
    return PictureHeader(width, height, see_through=True, has_exif=True)


def _jpeg(file: BinaryIO) -> PictureHeader | None:
    file.seek(2)
    exif = False
    while (marker := _next_marker(file)) not in _END_MARKERS:
        if marker in _BARE_MARKERS:
            continue
        (length,) = struct.unpack(">H", file.read(2))
        if marker in _FRAMES:
            _, height, width = struct.unpack(">BHH", file.read(5))
            return PictureHeader(width, height, has_exif=exif, scalable=marker in _SEQUENTIAL)
        begins = file.read(min(len(_EXIF), max(length - 2, 0)))
        exif = exif or (marker == 0xE1 and begins == _EXIF)
        file.seek(max(length - 2, 0) - len(begins), 1)
    return None


def _next_marker(file: BinaryIO) -> int:
    """The next marker; bytes of filling before it are skipped. Raises IndexError at the end."""
    if file.read(1)[0] != 0xFF:
        raise ValueError("no marker")
    while (marker := file.read(1)[0]) == 0xFF:
        pass
    return marker


def _webp(file: BinaryIO) -> PictureHeader | None:
    file.seek(12)
    body = file.read(18)
    kind = body[:4]
    if kind == b"VP8X":
        width, height = int.from_bytes(body[12:15], "little"), int.from_bytes(body[15:18], "little")
        flags = body[8]
        return PictureHeader(
            width + 1, height + 1, see_through=bool(flags & 0x10), has_exif=bool(flags & 0x08)
        )
    if kind == b"VP8L" and body[8] == 0x2F:
        (bits,) = struct.unpack("<I", body[9:13])
        return PictureHeader((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, see_through=bool(bits >> 28 & 1))
    if kind == b"VP8 " and body[11:14] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", body[14:18])
        return PictureHeader(width & 0x3FFF, height & 0x3FFF)
    return None


def _gif(file: BinaryIO) -> PictureHeader:
    file.seek(6)
    return PictureHeader(*struct.unpack("<HH", file.read(4)))


def _bmp(file: BinaryIO) -> PictureHeader:
    file.seek(14)
    (size,) = struct.unpack("<I", file.read(4))
    form = "<HH" if size == 12 else "<ii"
    width, height = struct.unpack(form, file.read(struct.calcsize(form)))
    return PictureHeader(width, abs(height))


def _still(file: BinaryIO) -> PictureHeader | None:
    """The largest of its pictures: a large one is stored as tiles, and beside it there may be a small preview."""
    end = file.seek(0, 2)
    start = 0
    for wanted in _PROPERTIES:
        found = next((box for box in _boxes(file, start, end) if box[0] == wanted), None)
        if found is None:
            return None
        _, start, end = found
        start += 4 if wanted == b"meta" else 0
    sides, turned = (0, 0), False
    for name, at, _ in _boxes(file, start, end):
        file.seek(at)
        if name == b"ispe":
            _, width, height = struct.unpack(">III", file.read(12))
            sides = max(sides, (width, height), key=lambda pair: pair[0] * pair[1])
        elif name == b"irot":
            turned = bool(file.read(1)[0] & 1)
    return PictureHeader(*(reversed(sides) if turned else sides))


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, beginning and end of the content of each box."""
    for _ in range(_MOST_BOXES):
        file.seek(start)
        head = file.read(8)
        if len(head) < 8 or start >= end:
            return
        size, name = struct.unpack(">I4s", head)
        at = start + 8
        if size == 1:
            (size,) = struct.unpack(">Q", file.read(8))
            at += 8
        following = start + size if size else end
        if following < at:
            return
        yield name, at, min(following, end)
        start = following


def is_cut_off(head: bytes, size: int) -> bool:
    """Whether the boxes of an MP4 show that its end is missing, or may be: then it has to be looked into.

    An MP4 tells its streams in `moov`, before or behind the pictures (ISO/IEC 14496-12).

    Args:
        head: the file's first bytes.
        size: bytes of the whole file.
    """
    start, seen = 0, False
    while len(box := head[start : start + 16]) >= 8:
        length, name = struct.unpack(">I4s", box[:8])
        if length == 1 and len(box) == 16:
            (length,) = struct.unpack(">Q", box[8:])
        if length == 0:
            length = size - start
        if length < 8:
            return True
        start += length
        seen = seen or name == b"moov"
    return start > size or not (seen or start + 8 <= size)
