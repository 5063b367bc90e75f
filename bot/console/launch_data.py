"""Telegram's proof of who has opened a page inside of it (Bot API, "Validating data received via the Mini App")."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qsl

from aiogram.utils.web_app import safe_parse_webapp_init_data

from bot.domain.console import Launch

_LARGEST: Final = 8_192
"""Characters; Telegram sends a few hundred."""


def launch_reader(bot_token: str) -> Callable[[str], Launch | None]:
    """What reads a proof for this bot; it says nothing about the proof's age, and gives None for one that is not Telegram's."""

    def read(init_data: str) -> Launch | None:
        if len(init_data) > _LARGEST:
            return None
        try:
            names = [name for name, _ in parse_qsl(init_data, strict_parsing=True)]
            if len(names) != len(set(names)):  # which of two values was signed would be a matter of opinion
                return None
            data = safe_parse_webapp_init_data(bot_token, init_data)
        except (ValueError, TypeError):  # pydantic's errors are ValueErrors
            return None
        if data.user is None or data.user.is_bot:
            return None
        return Launch(
            person_id=data.user.id,
            at=data.auth_date,
            digest=hashlib.sha256(data.hash.encode()).digest(),
        )

    return read
