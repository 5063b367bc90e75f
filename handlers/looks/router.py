"""All that is said and tapped about looks."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import StateFilter

from bot.domain.staff import Act
from handlers.core.buttons.look import (
    DeleteLookButton,
    DropLookButton,
    GiveLookButton,
    KeepLookButton,
    LookButton,
    LookGapButton,
    LooksButton,
    PublishedLookButton,
    PublishLookButton,
    RenameLookButton,
    SwitchLookButton,
    TitleLookButton,
    UnpublishLookButton,
    UseLookButton,
)
from handlers.core.command import AnyCaseCommand
from handlers.core.deep_link import LinkTarget, LinkTo
from handlers.core.filters import ForBot, HasWords, MayAct, Private
from handlers.core.fsm_states import LookStates
from handlers.looks import manage, publish, use


def build() -> Router:
    """The router of looks."""
    router = Router(name="looks")
    router.message.register(use.by_command, AnyCaseCommand("look"))
    router.message.register(manage.show, AnyCaseCommand("looks"))
    router.message.register(manage.take, AnyCaseCommand("start"), LinkTo(LinkTarget.LOOK))
    typed = (ForBot(), HasWords())
    router.message.register(manage.take_name, *typed, StateFilter(LookStates.name))
    router.message.register(manage.take_new_name, *typed, StateFilter(LookStates.new_name))
    router.message.register(manage.take_words, *typed, StateFilter(LookStates.words))
    router.message.register(
        publish.take_title, Private(), HasWords(), MayAct(Act.LOOKS), StateFilter(LookStates.title)
    )
    router.callback_query.register(use.use, UseLookButton.filter())
    router.callback_query.register(use.drop, DropLookButton.filter())
    router.callback_query.register(manage.turn, LooksButton.filter())
    router.callback_query.register(manage.ask_name, KeepLookButton.filter())
    router.callback_query.register(manage.show_card, LookButton.filter())
    router.callback_query.register(manage.ask_new_name, RenameLookButton.filter())
    router.callback_query.register(manage.move_gap, LookGapButton.filter())
    router.callback_query.register(manage.delete, DeleteLookButton.filter())
    router.callback_query.register(manage.give, GiveLookButton.filter())
    router.callback_query.register(publish.publish, PublishLookButton.filter(), MayAct(Act.LOOKS))
    router.callback_query.register(publish.show, PublishedLookButton.filter(), MayAct(Act.LOOKS))
    router.callback_query.register(publish.switch, SwitchLookButton.filter(), MayAct(Act.LOOKS))
    router.callback_query.register(publish.ask_title, TitleLookButton.filter(), MayAct(Act.LOOKS))
    router.callback_query.register(publish.unpublish, UnpublishLookButton.filter(), MayAct(Act.LOOKS))
    return router
