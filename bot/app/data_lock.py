"""One process owns a data folder: it holds a lock there for as long as it lives, and a second start is refused.

The lock belongs to the open file (flock), so the kernel gives it back whichever way the process ends. Readers such as
`bot backup` do not ask for it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from bot.errors import DataInUse, SettingsError
from bot.settings import DataSettings

LOCK_FILE: Final = "kiosk.lock"
"""Stays when the process ends: a file that is removed while another process waits for it would lock no one out."""


@contextmanager
def data_lock(settings: DataSettings) -> Iterator[None]:
    """Own the data folder, and the folder that the database file really lies in when that is another one.

    To be entered before anything is written there.

    Raises:
        DataInUse: another process owns it.
        SettingsError: the folder cannot be used.
    """
    with ExitStack() as stack:
        folder = settings.data_folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            beside = folder if settings.is_postgres else settings.database_path.resolve().parent
            for one in sorted({folder.resolve(), beside.resolve()}):
                stack.enter_context(_locked(one))
        except (OSError, RuntimeError) as error:  # the latter: a loop of links
            reason = getattr(error, "strerror", None) or "a loop of links"
            name = "DATA_FOLDER" if settings.is_postgres else "DATABASE_URL"
            msg = f"{name}: the data folder {folder} cannot be used ({reason})"
            raise SettingsError(msg) from None
        yield


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = os.read(handle, 32).decode("ascii", "replace").strip()
            process = f"process {owner}" if owner.isdigit() else "another process"
            msg = f"the data folder {folder} is in use by {process}: stop that one first"
            raise DataInUse(msg) from None
        with suppress(OSError):  # a full disk: the number only helps to find the owner
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)
