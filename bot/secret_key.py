"""SECRET_KEY: from the environment, else made once and kept beside the database; and the keys that were before it."""

from __future__ import annotations

import os
import secrets
import tempfile
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
        SettingsError: none is set, and the data folder cannot keep one or has lost it.
    """
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value()
    if settings.is_postgres:
        # The folder is of one machine, and the database outlives it.
        msg = "SECRET_KEY: must be set with PostgreSQL"
        raise SettingsError(msg)
    path = settings.data_folder / _FILE
    try:
        return _kept(path, settings.database_path) or _made(path)
    except OSError as error:
        msg = f"SECRET_KEY: is not set, and {path} cannot be used ({error.strerror})"
        raise SettingsError(msg) from None
    except UnicodeDecodeError:
        msg = f"SECRET_KEY: is not set, and {path} holds no key: put the right file back, from your own copy of it"
        raise SettingsError(msg) from None


def _kept(path: Path, database: Path) -> str:
    """The key of an earlier start; nothing when there was none, or when it died before anything was encrypted with it.

    Raises:
        SettingsError: the file is empty, and there is a database that needs the key.
    """
    kept = path.read_text(encoding="ascii").strip() if path.exists() else ""
    if not kept and path.exists() and database.exists() and database.stat().st_size:
        msg = (
            f"SECRET_KEY: is not set, and {path} is empty: put the right file back, from your own copy of it;"
            " without one delete the empty file, and keys that people brought are lost"
        )
        raise SettingsError(msg)
    return kept


def _made(path: Path) -> str:
    """A new key. The file appears whole or not at all, and outlives a power cut from then on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_urlsafe(_BYTES)
    handle, name = tempfile.mkstemp(prefix=f".{_FILE}-", dir=path.parent)  # readable by its owner alone
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return secret
