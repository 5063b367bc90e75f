"""Pictures as cameras, design tools and attackers write them, made by hand where no encoder writes them so."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

SIDE = 512


def chunk(name: bytes, content: bytes) -> bytes:
    """A chunk of a PNG with a right checksum."""
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def png_with_chunks(*chunks: bytes) -> bytes:
    """A PNG of 512×512 with these chunks before its picture's data."""
    buffer = io.BytesIO()
    Image.effect_noise((SIDE, SIDE), 60).save(buffer, "PNG")
    content = buffer.getvalue()
    return content[:33] + b"".join(chunks) + content[33:]


def jpeg_with_segments(marker: int, begins: bytes, *, count: int) -> bytes:
    """A JPEG of 512×512 with so many segments of 60 kB before the one that tells its sides."""
    buffer = io.BytesIO()
    Image.effect_noise((SIDE, SIDE), 60).convert("RGB").save(buffer, "JPEG")
    content = buffer.getvalue()
    body = begins.ljust(60_000, b"\x01")
    segment = b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body
    return content[:2] + segment * count + content[2:]


def tiff_with_late_directory() -> bytes:
    """A TIFF of 512×512 whose directory is behind the pixels, as ffmpeg writes it."""
    pixels = Image.effect_noise((SIDE, SIDE), 60).tobytes()
    entries = [
        (256, 3, 1, SIDE),
        (257, 3, 1, SIDE),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 8),
        (277, 3, 1, 1),
        (278, 3, 1, SIDE),
        (279, 4, 1, len(pixels)),
    ]
    directory = struct.pack("<H", len(entries))
    for tag, kind, count, value in entries:
        directory += struct.pack("<HHI", tag, kind, count) + struct.pack(
            "<HH" if kind == 3 else "<I", *([value, 0] if kind == 3 else [value])
        )
    return b"II*\0" + struct.pack("<I", 8 + len(pixels)) + pixels + directory + bytes(4)


def palette_png(width: int, height: int = 0) -> bytes:
    """A PNG of a few kilobytes with a see-through colour in its palette, and as many pixels as asked for."""
    height = height or width
    compressor = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    data = b"".join(compressor.compress(row) for _ in range(height)) + compressor.flush()
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 3, 0, 0, 0))
        + chunk(b"PLTE", bytes(6))
        + chunk(b"tRNS", b"\x80")
        + chunk(b"IDAT", data)
        + chunk(b"IEND", b"")
    )


def heic(width: int, height: int, *, turned: bool = False) -> bytes:
    """The boxes of a HEIC around no pictures: the whole, its tiles, and a preview."""

    def box(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content) + 8) + name + content

    def sides(wide: int, high: int) -> bytes:
        return box(b"ispe", struct.pack(">III", 0, wide, high))

    properties = sides(512, 512) + sides(width, height) + sides(320, 240)
    properties += box(b"irot", b"\x01") if turned else b""
    meta = box(b"meta", bytes(4) + box(b"hdlr", bytes(24)) + box(b"iprp", box(b"ipco", properties)))
    return box(b"ftyp", b"heic\0\0\0\0mif1heic") + meta + box(b"mdat", bytes(1000))
