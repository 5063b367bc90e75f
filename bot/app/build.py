"""Builds every object of the bot once, and joins them: from what stands alone to what needs all the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack

from bot.app.application import Kiosk
from bot.app.context import lay
from bot.app.dispatcher import open_counter
from bot.app.media import open_media_room
from bot.app.provider import open_supplier
from bot.app.repositories import open_books
from bot.app.routes import open_doors
from bot.app.senders import open_post_office
from bot.app.telegram import open_line
from bot.app.workers import set_up_works
from bot.settings import Settings
from handlers.core.background_tasks import Errands
from handlers.groups.menu_cleaner import Janitor


async def built(
    settings: Settings,
    keys: Sequence[str],
    stack: AsyncExitStack,
    hide: Callable[[str], object] = lambda _: None,
) -> Kiosk:
    """Build everything, and let `stack` close what must be closed.

    Args:
        settings: the operator's.
        keys: SECRET_KEY first, then earlier ones.
        stack: closes in the opposite order.
        hide: keeps a secret out of the log.

    Raises:
        CatalogError, StorageError, SettingsError: the catalogue, the database or a setting stops the start.
    """
    ground = lay(settings, keys, hide)
    books = await open_books(ground, stack)
    line = open_line(ground, books, stack)
    room = await open_media_room(settings, line.bot, stack)
    provider = open_supplier(ground, books.own_keys, room.references, stack)
    post = open_post_office(ground, books, line, room, provider)
    works = await set_up_works(ground, books, post, provider)
    ground.metrics.watch(
        pacer=lambda: line.pacer.waiting, paused=lambda: works.supply.paused_until is not None
    )
    errands = Errands()
    dispatcher = open_counter(ground, books, line, room, post, works, errands)
    return Kiosk(
        settings=settings,
        secret=keys[0],
        bot=line.bot,
        dispatcher=dispatcher,
        engine=works.engine,
        broadcaster=post.broadcaster,
        party_host=works.party_host,
        errands=errands,
        janitor=Janitor(line.bot, books.menus, ground.clock),
        telegram=ground.journal.telegram,
        treasury=works.treasury,
        keyring=works.keyring,
        store=books.store,
        routes=open_doors(ground, books, works, dispatcher, line.bot),
        texts=ground.texts,
    )
