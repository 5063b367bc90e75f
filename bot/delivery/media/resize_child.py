"""Makes one picture fit, in a process of its own: `python -m bot.delivery.media.resize_child <file> <target> <form as JSON>`.

Like `probe_child` it has bounded memory and processor time, knows no secrets, and imports little else of the bot. The form has
`mime_type` (how to write it), `maximum_bytes` and `maximum_side` (pixels, 0 = no bound). The new picture stands upright
(its Exif orientation is carried out), and has no metadata but its colours. What was written is printed as JSON; nothing
when the picture cannot be made to fit.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.delivery.media.picture_file import BROKEN, PictureTooLarge, load_small, open_picture
from bot.delivery.media.resource_limits import bound_resources

if TYPE_CHECKING:
    from PIL.Image import Image

CPU_SECONDS: Final = 30
_FORMS: Final = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_FIRST_SIDE: Final = 8192
"""Pixels of the longest side that is tried first where only the bytes are too many."""
_SMALLEST_SIDE: Final = 64
_STEP: Final = 0.75
_QUALITY: Final = 90


def main(path: str, target: str, form: str) -> None:
    """Write the picture anew and print what it is now."""
    wanted = json.loads(form)
    bound_resources(cpu_seconds=CPU_SECONDS, file_bytes=wanted["maximum_bytes"])
    written = shrink(Path(path), wanted)
    if written is not None:
        content, width, height = written
        Path(target).write_bytes(content)
        sys.stdout.write(json.dumps({"width": width, "height": height, "size": len(content)}) + "\n")


def shrink(path: Path, form: dict[str, Any]) -> tuple[bytes, int, int] | None:
    """The picture as wished, with its sides, or None when even its smallest form has too many bytes."""
    from PIL import Image, ImageOps

    most = form["maximum_side"] or _FIRST_SIDE
    try:
        with open_picture(path) as opened:
            profile = opened.info.get("icc_profile") if opened.mode in {"RGB", "RGBA"} else None
            # A JPEG is decoded at a half, a quarter … of its size at once where that is enough.
            load_small(opened, most)
            with contextlib.suppress(*BROKEN):  # Exif that cannot be read turns nothing
                ImageOps.exif_transpose(opened, in_place=True)
            picture = _plain(opened, form["mime_type"])
            for side in _sides(min(most, max(picture.size))):
                picture.thumbnail((side, side), Image.Resampling.LANCZOS)
                content = _encoded(picture, form["mime_type"], profile)
                if len(content) <= form["maximum_bytes"]:
                    return content, picture.width, picture.height
    except PictureTooLarge:
        pass
    return None


def _sides(longest: int) -> Iterator[int]:
    while longest >= _SMALLEST_SIDE:
        yield longest
        longest = int(longest * _STEP)


def _plain(picture: Image, mime_type: str) -> Image:
    """The picture in colours that every type can write; what shines through is white where it has to be opaque."""
    from PIL import Image

    see_through = picture.has_transparency_data
    if not see_through:
        return picture if picture.mode == "RGB" else picture.convert("RGB")
    layered = picture if picture.mode == "RGBA" else picture.convert("RGBA")
    if mime_type != "image/jpeg":
        return layered
    background = Image.new("RGB", layered.size, (255, 255, 255))
    background.paste(layered, mask=layered.getchannel("A"))
    return background


def _encoded(picture: Image, mime_type: str, profile: bytes | None) -> bytes:
    buffer = io.BytesIO()
    bare = picture.copy()
    bare.info.clear()
    bare.save(buffer, _FORMS[mime_type], quality=_QUALITY, icc_profile=profile, exif=b"")
    return buffer.getvalue()


if __name__ == "__main__":
    main(*sys.argv[1:])
