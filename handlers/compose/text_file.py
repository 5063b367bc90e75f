"""A text that comes as a file."""

from __future__ import annotations

import codecs

from aiogram.types import Document

from handlers.core.ports import TextFiles
from handlers.core.refusals import TextFileTooLarge, TextUnreadable

MAXIMUM = 256 * 1024
"""Bytes of a text file; the longest prompt has a third of that."""


async def read_text(document: Document, text_files: TextFiles) -> str:
    """The words in a file.

    Raises:
        TextFileTooLarge, TextUnreadable: it cannot be a prompt, or cannot be had now.
    """
    if document.file_size is None or document.file_size > MAXIMUM:
        raise TextFileTooLarge(maximum=MAXIMUM // 1024)
    return decoded(await text_files.read(document.file_id, maximum=MAXIMUM))


def decoded(content: bytes | None) -> str:
    """The text of a file's bytes: Unicode with or without its mark, else the old Windows encoding of Russian.

    Raises:
        TextUnreadable: they are no text.
    """
    if content is None or (
        b"\0" in content and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    ):
        raise TextUnreadable
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1251"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.strip():
            return text
    raise TextUnreadable
