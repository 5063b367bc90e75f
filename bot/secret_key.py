"""SECRET_KEY: from the environment, else made once and kept beside the database; and the keys that were before it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from bot.errors import SettingsError
from bot.settings import Settings

_FILE = "secret.key"
_BYTES = 32


def secret_keys(settings: Settings) -> Sequence[str]:
    """The key in use, then earlier ones: what was signed or encrypted with those is still understood.

    Raises:
        SettingsError: see `secret_key`.
    """
    earlier = [old.get_secret_value() for old in settings.old_secret_keys]
    return list(dict.fromkeys([secret_key(settings), *earlier]))


def secret_key(settings: Settings) -> str:
    """The key that signs callback addresses and derives the encryption key.

    Raises:
        SettingsError: none is set and the data folder cannot keep one.
    """
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value()
    path = settings.data_folder / _FILE
    try:
        return _kept(path) or _made(path)
    except OSError as error:
        msg = f"SECRET_KEY: is not set, and {path} cannot be used ({error.strerror})"
        raise SettingsError(msg) from None


def _kept(path: Path) -> str:
    return path.read_text(encoding="ascii").strip() if path.is_file() else ""


def _made(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_urlsafe(_BYTES)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secret)
    return secret
