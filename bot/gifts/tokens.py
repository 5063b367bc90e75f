"""The secret part of a gift's link.

It is made from what the gift is for and from the operator's key, so that the same message, handled again after a kill,
makes the same link. The database keeps only its hash: who reads the database opens no gift.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Final

_BYTES: Final = 18
"""144 bits: 24 letters of a link."""


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


def made_for_hash(what: str) -> str:
    """What is kept of the name of a message or payment: it says nothing of the chat."""
    return sha256(f"gift for {what}".encode()).hexdigest()


class GiftTokens:
    """Makes tokens.

    Args:
        secret: the operator's SECRET_KEY.
        earlier: keys that it replaced.
    """

    def __init__(self, secret: str, earlier: Iterable[str] = ()) -> None:
        self._keys = [hmac.digest(one.encode(), b"kiosk gifts", "sha256") for one in (secret, *earlier)]

    def all_of(self, made_for: str) -> Sequence[str]:
        """Every token that the gift for this may have: the first is the one that it gets now."""
        digests = (hmac.digest(key, made_for.encode(), "sha256") for key in self._keys)
        return [urlsafe_b64encode(digest[:_BYTES]).decode() for digest in digests]

    def of(self, made_for: str, kept_hash: str) -> str:
        """The token of a gift that is stored; empty when its key is not known any more.

        Args:
            made_for: hash of what it was made for.
            kept_hash: the hash of its token.
        """
        return next((one for one in self.all_of(made_for) if token_hash(one) == kept_hash), "")
