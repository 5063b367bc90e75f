"""Names inside of an archive: every system can unpack them, and each stands there once."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath
from typing import Final

MOST_BYTES: Final = 160
"""Of a name in UTF-8; file systems take 255, and a folder of a person's may be encrypted, which takes some."""
_NAMELESS: Final = "file"
_FORBIDDEN: Final = re.compile(r'[/\\:*?"<>|]')
"""What is no part of a name on one system or another."""
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
"""Names that Windows takes for devices, whatever their extension."""
_LONGEST_EXTENSION: Final = 12


class ArchiveNames:
    """Gives out names, none twice: also where case and accents do not tell files apart."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """The name, made safe; with a number before its extension where it is taken."""
        safe = _safe(wanted)
        name, number = _shortened(safe, ""), 1
        while _same(name) in self._taken:
            number += 1
            name = _shortened(safe, f" ({number})")
        self._taken.add(_same(name))
        return name


def _safe(wanted: str) -> str:
    """Without folders, control characters, what turns the direction of writing, and halves of characters."""
    kept = "".join(
        "_" if unicodedata.category(one) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} else one
        for one in wanted
    )
    name = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", kept)).strip(" .") or _NAMELESS
    return f"_{name}" if _DEVICES.match(name) else name


def _shortened(name: str, addition: str) -> str:
    """So that it fits with what is added to its stem."""
    path = PurePath(name)
    extension = path.suffix if len(path.suffix) <= _LONGEST_EXTENSION else ""
    stem = name.removesuffix(extension)
    room = MOST_BYTES - len(extension.encode()) - len(addition.encode())
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(" .")
    return f"{stem}{addition}{extension}"


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", name).casefold())
