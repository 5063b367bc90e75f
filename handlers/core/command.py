"""The one filter for commands."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F
from aiogram.filters import Command, CommandObject


class AnyCaseCommand(Command):
    """One of these commands, in capital or small letters: phones begin a line with a capital by themselves.

    It arrives as `command`, its name in small letters. Like aiogram's own it looks at text and at captions.
    """

    def __init__(self, *names: str, words: str | None = None) -> None:
        """With `words` only the command that these words alone follow."""
        super().__init__(*names, ignore_case=True, magic=F.args == words if words is not None else None)

    def validate_command(self, command: CommandObject) -> CommandObject:
        """The command in small letters; see aiogram's."""
        found: CommandObject = super().validate_command(command)
        return replace(found, command=found.command.casefold())
