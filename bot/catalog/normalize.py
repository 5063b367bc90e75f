"""Names as people write them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

ECHO_LENGTH = 32
"""Characters of an unknown name that are repeated to its writer."""


def slug_of(written: str) -> str:
    """The slug that is meant; capitals, spaces and underscores do not matter."""
    return "-".join(written.casefold().replace("_", " ").split())


def is_same_name(written: str, slug: str) -> bool:
    """Whether only letters and digits apart these are the same: KIE's documents write `veo3.1` for `veo-3.1`."""
    return _bare(written) == _bare(slug)


def _bare(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def nearest_slug(wanted: str, slugs: Iterable[str], *, likeness: float) -> str:
    """The slug that looks most like it, or empty when none is as alike (0 = whatever, 1 = the same)."""
    return next(iter(difflib.get_close_matches(wanted, list(slugs), n=1, cutoff=likeness)), "")
