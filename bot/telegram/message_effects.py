"""Ids of message effects.

The Bot API names effects by ids that it does not list (Bot API, sendMessage, `message_effect_id`); the free ones are
known from use. Telegram refuses an id that it does not know, and every id in a group.
"""

from __future__ import annotations

from typing import Final

PARTY: Final = "5046509860389126442"
HEART: Final = "5159385139981059251"
FIRE: Final = "5104841245755180586"
