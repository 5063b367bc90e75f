"""Encryption of stored credentials: keys derived from SECRET_KEY, the first encrypts, all decrypt."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import StorageError


class CredentialCipher:
    """Encrypts and decrypts credentials.

    Args:
        secrets: SECRET_KEY first, then earlier ones that stored credentials may still be encrypted with.
    """

    def __init__(self, secrets: Sequence[str]) -> None:
        self._fernet = MultiFernet([Fernet(_derived(secret)) for secret in secrets])

    def encrypt(self, text: str) -> bytes:
        """Encrypt with the newest key."""
        return self._fernet.encrypt(text.encode())

    def rotate(self, token: bytes) -> bytes:
        """The same credentials, encrypted with the newest key.

        Raises:
            StorageError: none of the keys decrypts them.
        """
        return self.encrypt(self.decrypt(token))

    def decrypt(self, token: bytes) -> str:
        """Decrypt with whichever key fits.

        Raises:
            StorageError: none of the keys does.
        """
        try:
            return self._fernet.decrypt(token).decode()
        except InvalidToken as error:
            msg = "stored credentials cannot be decrypted: SECRET_KEY was changed, and OLD_SECRET_KEYS lacks the old one"
            raise StorageError(msg) from error


def _derived(secret: str) -> bytes:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"kiosk credentials").derive(secret.encode())
    return base64.urlsafe_b64encode(key)
