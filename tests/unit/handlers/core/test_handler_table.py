"""The table in front of the handlers: each update reaches the handler that aiogram would have found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import BaseMiddleware, F, Router
from aiogram.dispatcher.event.bases import REJECTED, UNHANDLED, SkipHandler
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, User

from handlers import build_router
from handlers.core.buttons import BUTTONS
from handlers.core.buttons.menu import MenuButton
from handlers.core.command import AnyCaseCommand
from handlers.core.filters import Handler
from handlers.core.handler_table import TabledRouter

ALICE = User(id=1, is_bot=False, first_name="Alice")
CHAT = Chat(id=1, type="private")
WHEN = datetime(2026, 11, 30, tzinfo=UTC)


def said(text: str | None, **facts: Any) -> Message:
    """A message of Alice's."""
    return Message(message_id=1, date=WHEN, chat=CHAT, from_user=ALICE, text=text, **facts)


def tap(data: str | None) -> CallbackQuery:
    """A tap of Alice's."""
    return CallbackQuery(id="1", from_user=ALICE, chat_instance="1", data=data)


def tabled() -> TabledRouter:
    """The router of all conversations."""
    (root,) = (router for router in build_router().sub_routers if isinstance(router, TabledRouter))
    return root


def in_order(router: Router, update_type: str) -> Iterator[HandlerObject]:
    """All handlers, in aiogram's order."""
    for each in router.chain_tail:
        yield from each.observers[update_type].handlers


def events(root: Router) -> Iterator[tuple[str, TelegramObject]]:
    """An update for every prefix, for every command as people write it, and for what is neither."""
    for prefix in (*BUTTONS, "gone", ""):
        yield "callback_query", tap(prefix)
        yield "callback_query", tap(f"{prefix}:1")
    yield "callback_query", tap(None)
    names = {
        str(name)
        for update_type in ("message", "edited_message")
        for handler in in_order(root, update_type)
        for each in handler.filters or ()
        if isinstance(each.callback, AnyCaseCommand)
        for name in each.callback.commands
    }
    assert len(names) > 50
    texts = [
        written
        for name in sorted(names)
        for written in (f"/{name}", f"/{name.upper()} a cat", f"  /{name}\nwords", f"/{name}@kiosk_bot x")
    ]
    for text in (*texts, "a cat", "/", "/ gen", "/nothing", "", "   ", "@kiosk_bot /gen", "gen"):
        for update_type in ("message", "edited_message"):
            yield update_type, said(text)
            yield update_type, said(None, caption=text)
    yield "message", said(None)


class Me:
    """As much of a bot as a command's filter asks for."""

    async def me(self) -> User:
        """Who it is."""
        return User(id=42, is_bot=True, first_name="Kiosk", username="kiosk_bot")


async def refuses(handler: HandlerObject, event: TelegramObject) -> bool:
    """Whether the handler's own filter for a button or for a command refuses the event."""
    answers = []
    for each in handler.filters or ():
        if isinstance(each.callback, CallbackQueryFilter):
            answers.append(await each.callback(event))  # type: ignore[arg-type]  # the filter looks itself
        elif isinstance(each.callback, AnyCaseCommand):
            answers.append(await each.callback(event, bot=Me()))  # type: ignore[arg-type]
    return any(not answer for answer in answers)


async def test_what_is_left_out_would_have_refused() -> None:
    """For each update the handlers that are asked stand in aiogram's order, and all others refuse it."""
    root = tabled()
    for update_type, event in events(root):
        asked = [place.handler for place in root.table(update_type).of(event)]
        every = list(in_order(root, update_type))
        assert asked == [handler for handler in every if handler in asked]
        for handler in every:
            if handler not in asked:
                assert await refuses(handler, event), (event, handler.callback)


async def test_every_handler_has_its_place() -> None:
    """No handler of any router is missing, and a button or a command is asked of few."""
    root = tabled()
    for update_type in ("message", "edited_message", "callback_query"):
        assert [place.handler for place in root.table(update_type).all] == list(in_order(root, update_type))
    taps = [len(root.table("callback_query").of(tap(prefix))) for prefix in BUTTONS]
    assert max(taps) < 12


class Given(Filter):
    """Passes on one value, if any."""

    def __init__(self, **given: str) -> None:
        self.given = given

    async def __call__(self, event: TelegramObject) -> bool | dict[str, Any]:
        """The value, or no match."""
        return dict(self.given) or False


class Noting(BaseMiddleware):
    """Notes that it was passed."""

    def __init__(self, name: str, log: list[str]) -> None:
        self.name, self.log = name, log

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Note it and go on."""
        self.log.append(self.name)
        return await handler(event, data)


def conversations(root: Router, log: list[str]) -> Router:
    """Routers with all that aiogram has between an update and its handler."""
    root.message.outer_middleware(Noting("outer", log))
    root.callback_query.middleware(Noting("inner of the root", log))

    def answering(name: str, answer: object = None) -> Any:
        async def handler(event: TelegramObject, **data: Any) -> Any:
            log.append(f"{name} {data.get('found')} {data['event_router'].name}")
            if isinstance(answer, type):
                raise answer
            return answer

        return handler

    gated, closed, plain = Router(name="gated"), Router(name="closed"), Router(name="plain")
    below = Router(name="below")
    gated.message.filter(Given(found="at the gate"))
    closed.message.filter(Given())
    gated.message.register(answering("skips", SkipHandler), AnyCaseCommand("skip"), Given(found="skipped"))
    gated.message.register(answering("unhandled", UNHANDLED), AnyCaseCommand("unhandled", "both"))
    gated.message.register(answering("never after unhandled"), AnyCaseCommand("unhandled", "skip"))
    gated.message.register(answering("deep", REJECTED), AnyCaseCommand("rejected"))
    gated.include_router(below)
    below.message.register(answering("below"), F.text.contains("deep"))
    closed.message.register(answering("behind a closed gate"))
    plain.message.middleware(Noting("inner", log))
    plain.message.register(answering("words"), F.text)
    plain.callback_query.register(answering("menu"), MenuButton.filter())
    plain.callback_query.register(answering("any tap"))
    root.include_routers(gated, closed, plain)
    return root


@pytest.mark.parametrize(
    "event",
    [
        *(
            said(text)
            for text in ("/skip", "/unhandled", "/both deep", "/rejected", "deep", "words", "/SKIP x")
        ),
        said(None),
        tap(MenuButton().pack()),
        tap("else:1"),
        tap(None),
    ],
)
async def test_all_else_is_as_in_aiogram(event: TelegramObject) -> None:
    """Gates, middlewares, refusals, what handlers are given and who they are: the same words in the same order."""
    update_type = "message" if isinstance(event, Message) else "callback_query"
    seen = []
    for root in (Router(name="root"), TabledRouter(name="root")):
        log: list[str] = []
        conversations(root, log)
        if isinstance(root, TabledRouter):
            root.fill()
        answer = await root.propagate_event(update_type, event, bot=Me())
        seen.append((log, answer is UNHANDLED))
    assert seen[0] == seen[1]


def test_an_outer_middleware_below_is_refused() -> None:
    """It would have to run without any handler, which a table does not do: that is said at the start."""
    root, below = TabledRouter(name="root"), Router(name="below")
    below.message.outer_middleware(Noting("never", []))
    root.include_router(below)
    with pytest.raises(TypeError, match="below"):
        root.fill()
