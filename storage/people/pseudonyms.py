"""Pseudonyms of forgotten persons: a number that only SECRET_KEY can derive from a Telegram id."""

from __future__ import annotations

import hmac
from collections.abc import Sequence

_BYTES = 8
_RANGE = 1 << 63
"""Pseudonyms are what an INTEGER column holds without a sign."""


class Pseudonyms:
    """Makes the numbers that stand in `forgotten_as` for forgotten people; they are never kept where an id is.

    Args:
        secrets: SECRET_KEY first, then earlier ones that pseudonyms may still be made with.
    """

    def __init__(self, secrets: Sequence[str]) -> None:
        self._keys = [hmac.digest(one.encode(), b"kiosk pseudonyms", "sha256") for one in secrets]

    def of(self, person_id: int) -> int:
        """The number that is kept instead of this id from now on."""
        return self.all_of(person_id)[0]

    def all_of(self, person_id: int) -> Sequence[int]:
        """Every number that may have been kept instead of this id, the newest key's first."""
        digests = (hmac.digest(key, str(person_id).encode(), "sha256") for key in self._keys)
        return [int.from_bytes(digest[:_BYTES], "big") % _RANGE for digest in digests]
