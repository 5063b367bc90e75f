"""How people write the values of options: with units, and on the Russian keyboard."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

SECONDS: Final = ("seconds", "second", "secs", "sec", "s", "секунды", "секунда", "секунд", "сек", "с")
"""Units behind a number of seconds, the longer ones first."""

BARE_VALUES: Final[Mapping[str, re.Pattern[str]]] = {
    "aspect_ratio": re.compile(r"\d{1,2}:\d{1,2}(?=\s|$)"),
    "duration": re.compile(r"\d{1,4}(?:s|sec|с|сек)(?=\s|$)", re.IGNORECASE),
    "resolution": re.compile(r"(?:\d{3,4}[pрп]|[1-9][kк])(?=\s|$)", re.IGNORECASE),
}
"""Words that look like a value and like nothing else, by the option that they are of: in all models these have one name."""

COPIES_BEFORE: Final = re.compile(r"[×xхXХ](?P<copies>[2-4])(?=\s|$)")
COPIES_BEHIND: Final = re.compile(r"(?:^|\s)[×xхXХ](?P<copies>[2-4])$")
"""How many at once, before and behind the words; more than four are words: `a grid of x9`."""

_LATIN: Final = str.maketrans("крпх×", "kppxx")


def with_latin_letters(value: str) -> str:
    """What `4к`, `1080р`, `1080п` and `1280х720` stand for; a value that begins with no digit is left as it is."""
    return value.translate(_LATIN) if value[:1].isdecimal() else value
