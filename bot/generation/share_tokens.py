"""What a shared result is named by in links: its number and a signature, so that no one else's can be asked for by counting.

The signature says as well whether the words that made it are shared with it.
"""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from bot.domain.generation import Generation

_FORM: Final = re.compile(r"([0-9]{1,16})(w?)_([A-Za-z0-9_-]{20})")
_MARKS: Final = {False: "", True: "w"}
"""Stands behind the number when the words are shared."""
_SIGNED_BYTES: Final = 15
"""120 bits: 20 letters, which fit into a link with the longest number."""


class ShareTokens:
    """Makes and checks the names of shared results.

    Args:
        secret: the operator's SECRET_KEY; it signs.
        earlier: keys that it replaced; what they signed is accepted, because links stay in chats.
    """

    def __init__(self, secret: str, earlier: Iterable[str] = ()) -> None:
        self._keys = [hmac.digest(one.encode(), b"kiosk shares", "sha256") for one in (secret, *earlier)]

    def sign(self, generation: Generation, *, with_prompt: bool) -> str:
        """The name of a result that its person shares, with the words that made it or without."""
        mark = _MARKS[with_prompt]
        return f"{generation.id}{mark}_{_signature(self._keys[0], generation, mark)}"

    def generation_id(self, token: str) -> int | None:
        """The generation that a token names, whether or not it is genuine; None when it has no such form."""
        found = _FORM.fullmatch(token)
        return int(found[1]) if found else None

    def shares_prompt(self, token: str) -> bool:
        """Whether a genuine token (`names`) shares the words, too."""
        found = _FORM.fullmatch(token)
        return found is not None and bool(found[2])

    def names(self, token: str, generation: Generation) -> bool:
        """Whether the token was made here for this generation."""
        found = _FORM.fullmatch(token)
        if found is None or int(found[1]) != generation.id:
            return False
        mark, given = found[2], found[3].encode()
        genuine = [
            hmac.compare_digest(given, _signature(key, generation, mark).encode()) for key in self._keys
        ]
        return any(genuine)


def _signature(key: bytes, generation: Generation, mark: str) -> str:
    """Over the number, what is shared, and the generation's own secret part, which is gone when its person is forgotten."""
    named = f"{generation.id}{mark}.{generation.token}"
    return urlsafe_b64encode(hmac.new(key, named.encode(), sha256).digest()[:_SIGNED_BYTES]).decode()
