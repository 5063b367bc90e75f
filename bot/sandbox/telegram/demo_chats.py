"""Who and what is there when a human opens the page for the first time."""

from __future__ import annotations

from bot.sandbox.telegram.people import Person
from bot.sandbox.telegram.simulator import TelegramSimulator


def seed_demo_chats(telegram: TelegramSimulator) -> Person:
    """Two people with two languages, a group and a forum with both of them and the bot, and who operates it.

    Returns:
        The operator: a third person, so that operators' messages do not open the first screen.
    """
    alice = telegram.person("Alice", language="en", username="alice")
    boris = telegram.person("Борис", language="ru", username="boris")
    telegram.group("Film club", [alice, boris], "supergroup")
    forum = telegram.group("Studio", [boris, alice], "forum", bot_is_admin=True)
    forum.open_topic("Videos")
    forum.open_topic("Songs")
    return telegram.person("Ada", language="en", username="ada")
