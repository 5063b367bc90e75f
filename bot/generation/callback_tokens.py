"""Signed callback addresses: each names one generation and cannot be moved to another."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from hashlib import sha256

from bot.domain.generation import Generation

CALLBACK_PATH = "/webhooks/kai/"
"""Where KIE's callbacks arrive, below the public root."""


class CallbackTokens:
    """Makes and checks the last part of callback addresses.

    Args:
        secret: the operator's SECRET_KEY; it signs.
        earlier: keys that it replaced; what they signed is accepted, because KIE may still call there.
    """

    def __init__(self, secret: str, earlier: Iterable[str] = ()) -> None:
        self._keys = [hmac.digest(one.encode(), b"kiosk callbacks", "sha256") for one in (secret, *earlier)]

    def sign(self, generation: Generation) -> str:
        """The token of a generation: its id, its secret part, and a signature over both."""
        named = f"{generation.id}.{generation.token}"
        return f"{named}.{_signature(self._keys[0], named)}"

    def read(self, token: str) -> tuple[int, str] | None:
        """Id and secret part of the generation that the token names; None when it was not made here."""
        named, _, signature = token.rpartition(".")
        number, _, secret = named.partition(".")
        given = signature.encode(errors="replace")
        genuine = [hmac.compare_digest(given, _signature(key, named).encode()) for key in self._keys]
        if not any(genuine) or not (number.isascii() and number.isdigit()):
            return None
        return int(number), secret


def _signature(key: bytes, named: str) -> str:
    digest = hmac.new(key, named.encode(errors="replace"), sha256).digest()
    return urlsafe_b64encode(digest[:18]).decode()


class CallbackAddresses:
    """Where KIE may call for a generation.

    Args:
        tokens: signs.
        public_url: root of our server as the world sees it, without a slash at the end; None = nothing listens.
    """

    def __init__(self, tokens: CallbackTokens, public_url: str | None) -> None:
        self._tokens = tokens
        self._root = public_url

    def of(self, generation: Generation) -> str | None:
        """The generation's callback address, None when nothing public listens."""
        if self._root is None:
            return None
        return f"{self._root}{CALLBACK_PATH}{self._tokens.sign(generation)}"
