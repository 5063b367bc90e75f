"""Everybody who brings something to a chat without having been asked by an update."""

from __future__ import annotations

from dataclasses import dataclass

from bot.app.context import Ground
from bot.app.media import MediaRoom
from bot.app.repositories import Books
from bot.app.telegram import Line
from bot.delivery.broadcast import Broadcaster
from bot.delivery.generation_messenger import TelegramCourier
from bot.delivery.own_key_alerts import TelegramKeyHerald
from bot.delivery.party_messenger import TelegramPartyHerald
from bot.delivery.prepare_media import Packer
from bot.delivery.resend import TelegramMailer
from bot.generation.progress_estimate import Waits
from bot.kie.multi_key import KeyedProvider
from bot.people.names import Names
from handlers.messages import TelegramCards
from handlers.parties.messages import TelegramPartyCards


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
