"""Which handlers an update can be for: looked up by the prefix of a button, or by a command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from aiogram import Router
from aiogram.dispatcher.event.bases import REJECTED, UNHANDLED, SkipHandler
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.dispatcher.middlewares.manager import MiddlewareManager
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.types import CallbackQuery, Message, TelegramObject

from handlers.core.command import AnyCaseCommand

_TABLED: Final = ("message", "edited_message", "callback_query")
"""The updates that have a table; the others have a handler or two."""


@dataclass(frozen=True, slots=True)
class Place:
    """A handler, and what stands before it.

    Attributes:
        router: the router that it is registered at.
        gates: what has filters for all handlers of `router`, or of a router above it, the outermost first.
        middlewares: what is wrapped around the handler, the outermost first.
    """

    router: Router
    handler: HandlerObject
    gates: tuple[TelegramEventObserver, ...]
    middlewares: tuple[Any, ...]


class HandlerTable:
    """The handlers of one kind of updates, in aiogram's order.

    Raises:
        TypeError: a router below `root` has an outer middleware, which would have to run without any handler.
    """

    def __init__(self, root: Router, update_type: str) -> None:
        self.all: tuple[Place, ...] = tuple(_places(root, root, update_type, ()))
        waiting = [_waits_for(place.handler) for place in self.all]
        self._anything = self._left(waiting, None)
        self._by_key = {key: self._left(waiting, key) for keys in waiting if keys is not None for key in keys}

    def of(self, event: TelegramObject) -> Sequence[Place]:
        """The handlers that the event may be for: those that wait for its prefix or command, or for none."""
        return self._by_key.get(_key_of(event), self._anything)

    def _left(self, waiting: Sequence[frozenset[str] | None], key: str | None) -> tuple[Place, ...]:
        return tuple(
            place
            for place, keys in zip(self.all, waiting, strict=True)
            if keys is None or (key is not None and key in keys)
        )


class TabledRouter(Router):
    """A router that asks only the handlers that an update can be for.

    aiogram asks every handler of every router below in turn, though most wait for one kind of button or for one command.
    Which handler is the first to take an update is the same: those that are left out would have refused it. So are
    filters, flags, middlewares and what handlers are given. What is registered after `fill` is not reached.
    """

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)
        self._tables: dict[str, HandlerTable] = {}

    def fill(self) -> None:
        """Take in the handlers of this router and of those below it. Raises TypeError: see `HandlerTable`."""
        self._tables = {update_type: HandlerTable(self, update_type) for update_type in _TABLED}

    def table(self, update_type: str) -> HandlerTable:
        """The table of a kind of updates."""
        return self._tables[update_type]

    async def propagate_event(self, update_type: str, event: TelegramObject, **kwargs: Any) -> Any:
        """Hand the event to its handler, through the outer middlewares of this router; see aiogram's."""
        table = self._tables.get(update_type)
        if table is None:
            return await super().propagate_event(update_type, event, **kwargs)

        async def reach(event: TelegramObject, **data: Any) -> Any:
            return await _reach(table.of(event), event, data)

        kwargs["event_router"] = self
        return await self.observers[update_type].wrap_outer_middleware(reach, event=event, data=kwargs)


async def _reach(places: Sequence[Place], event: TelegramObject, known: dict[str, Any]) -> Any:
    """Call the first handler that takes the event."""
    opened: dict[TelegramEventObserver, dict[str, Any] | None] = {}
    skipped: dict[Router, dict[str, Any]] = {}
    left: set[Router] = set()
    for place in places:
        router, handler = place.router, place.handler
        data = skipped.get(router) or await _behind(place.gates, event, known, opened)
        if data is None or router in left:
            continue
        data["event_router"], data["handler"] = router, handler
        passed, given = await handler.check(event, **data)
        if not passed:
            continue
        try:
            if place.middlewares:
                wrapped = MiddlewareManager.wrap_middlewares(place.middlewares, handler.call)
                response = await wrapped(event, given)
            else:
                response = await handler.call(event, **given)
        except SkipHandler:
            skipped[router] = given  # as in aiogram: the next handlers of this router are given it, too
            continue
        if response is not UNHANDLED and response is not REJECTED:
            return response
        left.add(router)  # as in aiogram: the next router is asked
    return UNHANDLED


async def _behind(
    gates: Sequence[TelegramEventObserver],
    event: TelegramObject,
    known: dict[str, Any],
    opened: dict[TelegramEventObserver, dict[str, Any] | None],
) -> dict[str, Any] | None:
    """What is known behind the gates; None where one lets the event not through. Each is asked once."""
    data = known
    for gate in gates:
        if gate not in opened:
            passed, found = await gate.check_root_filters(event, **data)
            opened[gate] = found if passed else None
        through = opened[gate]
        if through is None:
            return None
        data = through
    return data


def _places(
    root: Router, router: Router, update_type: str, gates: tuple[TelegramEventObserver, ...]
) -> Iterator[Place]:
    """The handlers of a router and, after them, of those below it."""
    observer = router.observers[update_type]
    if router is not root and len(observer.outer_middleware):
        raise TypeError(router.name)
    # aiogram does not say otherwise whether there are any.
    if observer._handler.filters:
        gates = (*gates, observer)
    middlewares = tuple(
        middleware
        for above in reversed(tuple(router.chain_head))
        for middleware in above.observers[update_type].middleware
    )
    for handler in observer.handlers:
        yield Place(router, handler, gates, middlewares)
    for below in router.sub_routers:
        yield from _places(root, below, update_type, gates)


def _waits_for(handler: HandlerObject) -> frozenset[str] | None:
    """The prefixes or commands without which the handler refuses; None when it may take others."""
    for each in handler.filters or ():
        wanted = each.callback
        if isinstance(wanted, CallbackQueryFilter) and wanted.callback_data.__separator__ == ":":
            return frozenset({wanted.callback_data.__prefix__})
        if isinstance(wanted, AnyCaseCommand) and wanted.prefix == "/":
            names = [name for name in wanted.commands if isinstance(name, str)]
            if len(names) == len(wanted.commands):
                return frozenset(f"/{name.casefold()}" for name in names)
    return None


def _key_of(event: TelegramObject) -> str:
    """The prefix of a button's data, or the command that a text or a caption begins with; empty for anything else."""
    if isinstance(event, CallbackQuery):
        return (event.data or "").partition(":")[0]
    if not isinstance(event, Message):
        return ""
    first = next(iter((event.text or event.caption or "").split(maxsplit=1)), "")
    return first.partition("@")[0].casefold() if first.startswith("/") else ""
