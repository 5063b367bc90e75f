"""The data of inline buttons: at most 64 bytes each (Bot API, InlineKeyboardButton), and whose each button is."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar, Final, Self

from aiogram.filters.callback_data import CallbackData
from pydantic import ConfigDict, model_validator

from bot.domain.hint import Hint

_LARGEST_NUMBER: Final = 2**53


class Owner(StrEnum):
    """Who may press a button, and where. Callback data can be anything, sent from any chat: every press is checked
    against the row that the data names (`handlers.core.authority`).
    """

    MENU = "menu"
    """In a group the person who opened the menu message that carries it; `draft` as below when it names one."""
    DRAFT = "draft"
    """`draft`: the person of the draft, in the draft's chat."""
    QUOTE = "quote"
    """`token`: the person of the quote, in the quote's chat; `draft` as above when there is one."""
    GROUP_QUOTE = "group quote"
    """`token`: admins of the quote's chat, there."""
    FOLLOW_UP = "follow-up"
    """`quote`: the person of the quote, in its chat or in private."""
    GENERATION = "generation"
    """`generation`: the person of the generation, in its chat or in private."""
    RESULT = "result"
    """`generation`: its person, in its chat or in private; of what was delivered to a group every member of it, there. What
    such a press begins is the presser's own."""
    CHAT_GENERATION = "chat generation"
    """`generation`: every member of the chat of the generation, there."""
    CHARACTER = "character"
    """`character`: of the cast of the chat where it is pressed; in a group from a menu of one's own. Use cases check who may
    change it."""
    GIVER = "giver"
    """`gift`: the person who gives it, in its card's chat or in private."""
    LOOK = "look"
    """`look`: its person, and everybody for one that is published, in private or in a menu of theirs as above; `draft` as above."""
    REPORTER = "reporter"
    """`report`: who makes it, in its chat or in private."""
    JOIN = "join"
    """`join`: who puts the film together, in its chat."""
    ARCHIVE = "archive"
    """`archive`: who has asked for it, in its chat."""
    GALLERY = "gallery"
    """`gallery`: the person of the gallery page, in its chat."""
    ORDER = "order"
    """`order`: who asked for the invoice, in its chat."""
    PAYER = "payer"
    """`receipt`: who has paid it, in their private chat; without one everybody in theirs."""
    GROUP = "group"
    """Every member of the group where it is pressed, or, in their private chat, of the group that `chat` names; it acts on
    that group alone. Use cases check rows and rights there."""
    MEMBER = "member"
    """Every member of the chat where it is pressed; what it names is for everybody, and what it leads to is theirs."""
    OPERATOR = "operator"
    """Who has a role that is enough (`bot.domain.staff`); handlers are filtered by `MayAct`."""
    SUPPORT = "support"
    """`thread`: who may answer people, in their private chat or in the forum that has a topic for the thread."""
    ANYBODY = "anybody"
    """Everybody everywhere: it changes nothing."""


MENU_OWNERS = frozenset({Owner.MENU, Owner.DRAFT, Owner.QUOTE, Owner.CHARACTER, Owner.LOOK, Owner.REPORTER})
"""Owners whose buttons make a message in a group a menu of one person."""


class Button(CallbackData, prefix="-"):
    """Data of one kind of button. Numbers name rows or positions in an option's choices."""

    model_config = ConfigDict(defer_build=True)
    """A kind's validator is built when the first button of it is: those of all kinds take a third of a second."""

    owner: ClassVar[Owner]
    hint: ClassVar[Hint | None]
    """What new people are hinted at where it stands below a price of theirs."""

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        """A number that no row and no position has is no button of ours; the database could not even look for it."""
        for value in self.__dict__.values():
            if isinstance(value, int) and abs(value) > _LARGEST_NUMBER:
                msg = "too-large"
                raise ValueError(msg)
        return self

    @classmethod
    def unpack(cls, value: str) -> Self:
        """The button that the data stands for; see aiogram's. Data of other kinds is refused at its first look."""
        if not value.startswith(cls.__prefix__):
            raise ValueError(value)
        return super().unpack(value)

    def __init_subclass__(cls, *, owner: Owner, hint: Hint | None = None, **kwargs: Any) -> None:
        """Every kind of button says whose it is."""
        super().__init_subclass__(**kwargs)
        cls.owner = owner
        cls.hint = hint
