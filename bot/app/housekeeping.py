"""What the bot does for itself, a little at a time: it ends what a killed process left half done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from bot.app.services import Services
from bot.groups.migration import ChatMigrator
from bot.workers.periodic_worker import PeriodicWorker

UNFINISHED_SECONDS: Final = 5.0
"""Between two looks for what is half done. Each is a transaction that finds nothing, in most cases."""


def build_housekeeping(services: Services, chat_migrator: ChatMigrator) -> Sequence[PeriodicWorker]:
    """The loops, each with an action that takes short transactions only."""
    every = partial(PeriodicWorker, supervised=True)
    return (
        every("unfinished erasures", UNFINISHED_SECONDS, services.person_eraser.finish),
        every("history of chats that moved", UNFINISHED_SECONDS, chat_migrator.finish),
        every("groups that were left", UNFINISHED_SECONDS, services.group_admission.finish_leaving),
    )
