"""What a group hears of its party when Telegram does not take everything."""

from __future__ import annotations

import pytest
from aiogram.exceptions import TelegramForbiddenError

from bot.catalog.spec import Kind
from bot.delivery.party_messenger import TelegramPartyNotifier
from bot.domain.generation import Asset
from bot.domain.party import Party, ShownEntry, Tally
from bot.errors import ChatGone, DeliveryPostponed
from bot.i18n import Texts
from bot.parties.entries import PartyEntry, PartyView
from handlers.parties.messages import LocalizedPartyMessageTemplates
from tests.support.fake_clock import START
from tests.support.fake_lost_copies import FakeLostCopies
from tests.support.samples import held
from tests.unit.delivery.telegram import RecordingSession, telegram_bot


def view(*forms: str) -> PartyView:
    """A party with entries that were sent in these forms; empty for one whose file is gone."""
    party = Party(
        id=1,
        chat_id=-5,
        asked_by="x",
        starter_id=7,
        language="en",
        theme="cats",
        credits=50,
        share=10,
        least=5,
        source_id=1,
        created_at=START,
        ends_at=START,
        due_at=START,
        entries=tuple(ShownEntry(0) for _ in forms),
    )
    pieces = []
    for number, form in enumerate(forms, 1):
        asset = (
            Asset(id=number, url="u", kind=Kind.IMAGE, file_id=f"f{number}", sent_as=form) if form else None
        )
        pieces.append(PartyEntry(number, held(1, f"t{number}"), asset, f"Member {number}"))
    return PartyView(party=party, starter="Ada", from_group_account=False, pieces=pieces)


async def test_a_lost_copy_among_others() -> None:
    """The others come without it, in their order."""
    session = RecordingSession()
    cards = LocalizedPartyMessageTemplates(Texts.load())
    notifier = TelegramPartyNotifier(telegram_bot(session), cards, FakeLostCopies(2))
    shown = view("photo", "video", "photo")
    session.refuse("sendMediaGroup", "wrong file identifier/HTTP URL specified")
    first, second, third = await notifier.send_album(shown, shown.pieces)
    assert second is None
    assert None not in {first, third}


async def test_what_telegram_does_not_take() -> None:
    """Refused or lost pieces get no message and stop nothing; a winner whose entry is refused is announced in words."""
    session = RecordingSession()
    notifier = TelegramPartyNotifier(
        telegram_bot(session), LocalizedPartyMessageTemplates(Texts.load()), FakeLostCopies()
    )
    shown = view("photo", "video")
    assert all(await notifier.send_album(shown, shown.pieces))
    session.refuse("sendMediaGroup", "wrong file identifier/HTTP URL specified")
    assert await notifier.send_album(shown, shown.pieces) == [None, None]
    gone = view("")
    assert await notifier.send_album(gone, gone.pieces) == [None]
    single = view("photo")
    session.refuse("sendPhoto", "wrong file identifier/HTTP URL specified")
    await notifier.announce(single, Tally(2, (single.pieces[0].generation.id,)))
    assert session.names[-2:] == ["sendPhoto", "sendMessage"]
    assert "wins with 2 votes" in session.named("sendMessage")[-1].text


async def test_a_group_that_is_gone_is_told_from_one_that_is_busy() -> None:
    """Thrown out is the end of the party; anything else is another try."""
    session = RecordingSession()
    notifier = TelegramPartyNotifier(
        telegram_bot(session), LocalizedPartyMessageTemplates(Texts.load()), FakeLostCopies()
    )
    kicked = TelegramForbiddenError(method=None, message="bot was kicked")  # type: ignore[arg-type]  # no one reads it
    session.prepare("sendMessage", kicked)
    with pytest.raises(ChatGone):
        await notifier.invite(view())
    session.refuse("sendMessage", "something odd")
    with pytest.raises(DeliveryPostponed):
        await notifier.tell_few(view())
    session.prepare("sendPhoto", kicked)
    shown = view("photo")
    with pytest.raises(ChatGone):
        await notifier.send_album(shown, shown.pieces)
