"""`python -m bot move`: from the SQLite file into PostgreSQL, once."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final

from pydantic import ValidationError

from bot.app.data_lock import data_lock
from bot.errors import SettingsError
from bot.settings import DataSettings, load_data_settings

_DEFAULT_SOURCE: Final = "sqlite:///data/kiosk.db"


async def move(source: str | None, target: str | None, say: Callable[[str], object]) -> None:
    """Copy all data, while no bot uses either side, and say what was moved.

    Args:
        source: `sqlite:///path`; None = MOVE_FROM of the environment, or the default file.
        target: `postgresql://…`; None = MOVE_TO of the environment, or DATABASE_URL.
        say: takes what is to be read.

    Raises:
        SettingsError: an address is of another kind, or the driver is not installed.
        StorageError: one side is in use or unusable, the target has rows, or something was not moved as it is.
    """
    here = _settings("--from", source or os.environ.get("MOVE_FROM") or _DEFAULT_SOURCE)
    there = _settings("--to", target or os.environ.get("MOVE_TO") or load_data_settings().database_url)
    if here.is_postgres or not there.is_postgres:
        msg = "--from, --to: data is moved from sqlite:///path to postgresql://user@host/database"
        raise SettingsError(msg)
    try:
        from storage.postgres.move import move_database
    except ImportError:
        msg = "PostgreSQL needs its driver: pip install kiosk-bot[postgres]"
        raise SettingsError(msg) from None
    with data_lock(here):
        numbers = await move_database(here.database_path, there.database_url)
    for table, number in numbers.items():
        if number:
            say(f"{table:<28} {number:>10}\n")
    say(
        f"done: {sum(numbers.values())} rows are there, compared one by one, and every account's credits are the sum of its"
        " entries\n"
        f"now set DATABASE_URL, SECRET_KEY (unless it is set, the words in {here.data_folder / 'secret.key'}) and"
        f" DATA_FOLDER={here.data_folder}, start the bot, and put the old file away\n"
    )


def _settings(option: str, url: str) -> DataSettings:
    try:
        return DataSettings(database_url=url)
    except ValidationError as error:
        msg = f"{option}: {error.errors()[0]['msg'].removeprefix('Value error, ')}"
        raise SettingsError(msg) from None
