"""Everybody who brings something to a chat without having been asked by an update."""

from __future__ import annotations

from dataclasses import dataclass

from bot.app.books import Books
from bot.app.ground import Ground
from bot.app.line import Line
from bot.app.media import MediaRoom
from bot.delivery.broadcast import Broadcaster
from bot.delivery.courier import TelegramCourier
from bot.delivery.key_herald import TelegramKeyHerald
from bot.delivery.mailer import TelegramMailer
from bot.delivery.packing import Packer
from bot.delivery.party import TelegramPartyHerald
from bot.generation.names import Names
from bot.generation.waiting import Waits
from bot.kie.keyed import KeyedProvider
from handlers.cards import TelegramCards
from handlers.party_cards import TelegramPartyCards


@dataclass(frozen=True, slots=True, kw_only=True)
class PostOffice:
    """Everybody who brings something.

    Attributes:
        waits: what can be said to who waits.
    """

    waits: Waits
    courier: TelegramCourier
    mailer: TelegramMailer
    broadcaster: Broadcaster
    key_herald: TelegramKeyHerald
    party_herald: TelegramPartyHerald


def open_post_office(
    ground: Ground, books: Books, line: Line, room: MediaRoom, provider: KeyedProvider
) -> PostOffice:
    """Join them with the line, and with the words that handlers have for them."""
    packer = Packer(room.fetcher, room.scratch, provider.fresh_link, room.limits)
    cards = TelegramCards(ground.texts, ground.catalog, books.health)
    waits = Waits(books.history, ground.catalog, ground.clock)
    return PostOffice(
        waits=waits,
        courier=TelegramCourier(
            bot=line.bot,
            cards=cards,
            packer=packer,
            links=provider.fresh_link,
            room=line.pacer,
            waits=waits.of,
            admin_ids=ground.settings.admin_ids,
            names=Names(books.people).of,
        ),
        mailer=TelegramMailer(line.bot, packer, provider.fresh_link),
        broadcaster=Broadcaster(line.bot, books.broadcasts, cards.broadcast, line.rest.until),
        key_herald=TelegramKeyHerald(line.bot, books.people, cards.key_trouble),
        party_herald=TelegramPartyHerald(line.bot, TelegramPartyCards(ground.texts)),
    )
