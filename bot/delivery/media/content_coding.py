"""Content-Encoding (RFC 9110, 8.4): what is really packed is unpacked, and what only says so is passed on as it is.

File hosts write names there that are no codings (`aws-chunked`, `UTF-8`, `binary`, `none`), and some say `gzip` of plain
bytes. A name that is not understood therefore changes nothing, and the content is checked anyway.
"""

from __future__ import annotations

import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from contextlib import suppress
from typing import Final

import filetype

_GZIP: Final = frozenset({"gzip", "x-gzip"})
_DEFLATE: Final = frozenset({"deflate", "x-deflate"})
_NOT_UNPACKED: Final = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz"})
"""Codings that exist and were not asked for; media may still lie under them as they are."""
_MOST_CODINGS: Final = 4
_GZIP_MAGIC: Final = b"\x1f\x8b\x08"
_MOST_PARTS: Final = 1000
"""Parts of one packed file; real ones have one."""
_PIECE: Final = 256 * 1024
"""Bytes that are unpacked at once, whatever they would become."""
_START: Final = 262
"""Bytes that are gathered to see what the content begins with."""


class BrokenCoding(Exception):
    """What is packed cannot be unpacked, or ends too early."""


def codings_of(headers: Iterable[str]) -> list[str]:
    """The codings that are unpacked here, in the order in which they were applied.

    Args:
        headers: every value of Content-Encoding.
    """
    named = _named(headers)
    return [name for name in named if name in _GZIP | _DEFLATE][:_MOST_CODINGS]


def may_be_packed(headers: Iterable[str]) -> bool:
    """Whether a coding is named that exists and is not unpacked here."""
    return any(name in _NOT_UNPACKED for name in _named(headers))


def _named(headers: Iterable[str]) -> list[str]:
    return [token.strip().lower() for value in headers for token in value.split(",")]


def decoded(chunks: AsyncIterator[bytes], codings: Iterable[str]) -> AsyncIterator[bytes]:
    """The stream without its codings, a bounded piece at a time.

    Raises:
        BrokenCoding: while it is read.
    """
    for coding in reversed(list(codings)):
        chunks = _unpacked(chunks, coding)
    return chunks


async def _unpacked(chunks: AsyncIterator[bytes], coding: str) -> AsyncGenerator[bytes]:
    start = b""
    async for chunk in chunks:
        start += chunk
        if len(start) >= _START:
            break
    bits = _window_bits(start, coding)
    if bits is None:
        yield start
        async for chunk in chunks:
            yield chunk
        return
    unpacker = zlib.decompressobj(bits)
    pending, parts = start, 1
    while True:
        while pending:
            try:
                piece = unpacker.decompress(pending, _PIECE)
            except zlib.error as error:
                raise BrokenCoding(coding) from error
            if piece:
                yield piece
            pending = unpacker.unconsumed_tail
            if unpacker.eof:
                # A file may be packed in several parts; zeros behind the last one are filling.
                pending = unpacker.unused_data.lstrip(b"\0")
                if pending and not pending.startswith(_GZIP_MAGIC[: len(pending)]):
                    return
                unpacker = zlib.decompressobj(bits) if pending else unpacker
                parts += 1
                if (
                    parts > _MOST_PARTS
                ):  # empty ones without end would cost time, and never reach the limit of bytes
                    raise BrokenCoding(coding)
        following = await anext(chunks, None)
        if following is None:
            break
        if not unpacker.eof:
            pending = following
        elif (rest := following.lstrip(b"\0")).startswith(_GZIP_MAGIC):
            unpacker, pending = zlib.decompressobj(bits), rest
    if not unpacker.eof:
        raise BrokenCoding(coding)


def _window_bits(start: bytes, coding: str) -> int | None:
    """What zlib has to know of a stream that begins like this; None when it is not packed at all.

    `deflate` is a zlib stream (RFC 9110, 8.4.1.2), and from some servers a bare one.
    """
    if coding in _GZIP:
        return zlib.MAX_WBITS | 16 if start.startswith(_GZIP_MAGIC) else None
    if not start or filetype.guess_mime(start):
        return None
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        with suppress(zlib.error):
            zlib.decompressobj(bits).decompress(start, _PIECE)
            return bits
    return None
