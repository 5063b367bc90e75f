"""From an asset to a message: the whole ladder against a recording Telegram and a server on this machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import GetMe
from aiogram.types import FSInputFile, InlineKeyboardButton, InlineKeyboardMarkup

from bot.availability.alerts import MOST
from bot.catalog.spec import Dialect, Kind
from bot.delivery.generation_messenger import TelegramMessenger
from bot.delivery.media.download import Downloader, Peek
from bot.delivery.media.send_form import Limits
from bot.delivery.media.subprocess_runner import SubprocessRunner
from bot.delivery.media.temp_files import TempFiles
from bot.delivery.prepare_media import MediaPreparer
from bot.delivery.resend import TelegramMediaResender
from bot.domain.generation import Asset, Destination, Generation, State
from bot.domain.selection import Selection
from bot.errors import (
    ChatGone,
    DeliveryPostponed,
    IllegalStep,
    MediaRejected,
    MediaUnreachable,
    StatusUnavailable,
)
from bot.generation.progress_estimate import ProgressEstimate
from bot.ledger.entries import Balance
from bot.ports import Alert, AlertKind, Messenger, Sent
from bot.telegram.message_effects import PARTY
from tests.unit.delivery.loopback import Loopback, head
from tests.unit.delivery.media_files import noise, picture, sound, video
from tests.unit.delivery.telegram import TOKEN, RecordingSession, telegram_bot

NOTHING = GetMe()
BUTTONS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="again", callback_data="again")]])
NOW = datetime(2026, 1, 1, tzinfo=UTC)
BALANCE = Balance(available=7, allowance=7, bought=0, held=0, unlimited=False, refills_at=None)


@dataclass(frozen=True)
class PlainCard:
    """A message in words."""

    text: str
    buttons: InlineKeyboardMarkup | None = None


class PlainCards:
    """Cards with predictable words."""

    def title(self, generation: Generation) -> str:
        return generation.model

    def result(self, generation: Generation) -> PlainCard:
        return PlainCard(f"result {generation.id}", BUTTONS)

    def batch(
        self, parts: Sequence[Generation], balance: Balance, selection: Selection | None = None
    ) -> PlainCard:
        return PlainCard(f"batch of {len(parts)}", BUTTONS)

    def caption(self, generation: Generation) -> str:
        return f"caption {generation.id}"

    def progress(self, generation: Generation, wait: ProgressEstimate) -> PlainCard:
        return PlainCard(f"{generation.state} {generation.progress} {wait.place}")

    def late(self, generation: Generation) -> PlainCard:
        return PlainCard(f"late {generation.id}")

    def asker(self, generation: Generation, name: str) -> str:
        return f"for {name}"

    def failure(self, generation: Generation, balance: Balance) -> PlainCard:
        return PlainCard(f"failed {generation.id}, you have {balance.available}", BUTTONS)

    def link(self, generation: Generation, asset: Asset, url: str) -> PlainCard:
        return PlainCard(f"link {url}", BUTTONS)

    def alert(self, alert: Alert) -> PlainCard:
        return PlainCard(f"alert {alert.kind}")


@dataclass
class Room:
    """Answers what it was given."""

    free: bool = True

    def has_room(self, chat_id: int | str) -> bool:
        return self.free


@dataclass
class World:
    """A messenger between a recording Telegram and a web server with files."""

    session: RecordingSession
    server: Loopback
    messenger: TelegramMessenger
    media_resender: TelegramMediaResender
    downloader: Downloader
    room: Room
    folder: Path
    files: dict[str, bytes] = field(default_factory=dict)
    fresh: dict[str, str] = field(default_factory=dict)
    notified: list[list[Sent]] = field(default_factory=list)

    def asset(
        self, name: str, content: bytes | None, kind: Kind = Kind.IMAGE, title: str = "", cover_url: str = ""
    ) -> Asset:
        """An asset whose content the server has; None = the server does not have it."""
        if content is not None:
            self.files[f"/{name}"] = content
        position = len(self.files)
        return Asset(
            id=position,
            position=position,
            url=self.server.url(f"/{name}"),
            kind=kind,
            title=title,
            cover_url=cover_url,
        )

    async def deliver(
        self, generation: Generation, assets: Sequence[Asset], *, effect: bool = False
    ) -> list[Sent]:
        """Let the messenger deliver; what it reported, in order. The messages so far are in `notified`."""
        self.notified = []

        async def arrived(sent: Sequence[Sent]) -> None:
            self.notified.append(list(sent))

        await self.messenger.deliver(generation, assets, arrived, effect=effect)
        return [one for message in self.notified for one in message]

    def leftovers(self) -> list[Path]:
        """Temporary files that still exist."""
        return list(self.folder.iterdir()) if self.folder.exists() else []


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Everything joined; files above 1 MB are too large for this Telegram."""
    files: dict[str, bytes] = {}
    fresh: dict[str, str] = {}

    async def serve(path: str, writer: asyncio.StreamWriter) -> None:
        content = files.get(path)
        writer.write(
            head("404 Not Found") if content is None else head(Content_Length=len(content)) + content
        )

    async def fresh_link(url: str) -> str:
        if url not in fresh:
            raise StatusUnavailable("no link")
        return fresh[url]

    async def estimator(generation: Generation, place: int) -> ProgressEstimate:
        return ProgressEstimate(place=place, kind=Kind.VIDEO)

    async def called(person_id: int) -> str:
        return "Alice" if person_id == 1 else ""

    session, room, folder = RecordingSession(), Room(), tmp_path / "scratch"
    bot, temp_files = telegram_bot(session), TempFiles(folder)
    downloader = Downloader(temp_files, allow_private=True, total_seconds=5)
    media_preparer = MediaPreparer(
        downloader, temp_files, SubprocessRunner(), fresh_link, Limits(upload=1_100_000)
    )
    messenger = TelegramMessenger(
        bot=bot,
        cards=PlainCards(),
        media_preparer=media_preparer,
        links=fresh_link,
        room=room,
        estimator=estimator,
        admin_ids=[7, 8],
        names=called,
    )
    async with Loopback(serve) as server, downloader:
        media_resender = TelegramMediaResender(bot, media_preparer, fresh_link)
        yield World(session, server, messenger, media_resender, downloader, room, folder, files, fresh)


def a_generation(*assets: Asset, **changes: object) -> Generation:
    """A ready generation in a private chat."""
    generation = Generation(
        id=3,
        person_id=1,
        account_id=1,
        language="en",
        destination=Destination(chat_id=1, reply_to=55),
        model="veo-3.1",
        dialect=Dialect.LIVE,
        choices={},
        prompt="a cat",
        price=5,
        state=State.READY,
        token="t",
        created_at=NOW,
        due_at=NOW,
        deadline_at=NOW,
        assets=assets,
    )
    return replace(generation, **changes)  # type: ignore[arg-type]  # fields by name


def refusal(words: str) -> TelegramBadRequest:
    """A bad request."""
    return TelegramBadRequest(method=NOTHING, message=f"Bad Request: {words}")


def test_the_messenger_keeps_the_port(world: World) -> None:
    """The implementation has the shape that the generation asks for."""
    messenger: Messenger = world.messenger
    assert callable(messenger.deliver)


async def test_a_photo_carries_caption_and_buttons(world: World) -> None:
    """One picture is one message: a reply in place, with the card as caption; its largest file id is kept."""
    asset = world.asset("a.png", picture())
    sent = await world.deliver(a_generation(asset), [asset])
    (call,) = world.session.named("sendPhoto")
    assert (call.chat_id, call.caption, call.reply_markup) == (1, "result 3", BUTTONS)
    assert call.message_thread_id is None
    assert (call.reply_parameters.message_id, call.reply_parameters.allow_sending_without_reply) == (55, True)
    assert isinstance(call.photo, FSInputFile)
    assert [(item.asset_id, item.sent_as) for item in sent] == [(asset.id, "photo")]
    assert sent[0].file_id.startswith("photo-")
    assert world.leftovers() == []


async def test_a_video_is_sent_with_its_measures(world: World, tmp_path: Path) -> None:
    """Width, height, length, streaming and a thumbnail go along; the measured seconds come back."""
    asset = world.asset("a.mp4", video(tmp_path / "v").read_bytes(), Kind.VIDEO)
    sent = await world.deliver(a_generation(asset), [asset])
    (call,) = world.session.named("sendVideo")
    assert (call.width, call.height, call.duration, call.supports_streaming) == (320, 180, 1, True)
    assert isinstance(call.thumbnail, FSInputFile)
    assert call.video.filename == f"veo-3.1-{asset.id}.mp4"
    assert sent[0].seconds == pytest.approx(1.0, abs=0.1)


async def test_songs_are_an_album_with_titles_and_covers(world: World, tmp_path: Path) -> None:
    """Two songs travel together, named, with their cover as thumbnail; the buttons follow when it is concluded."""
    content = sound(tmp_path / "s", form="mp3", codec="mp3").read_bytes()
    cover = world.asset("cover.png", picture(500, 500)).url
    songs = [
        world.asset(f"{name}.mp3", content, Kind.MUSIC, title=f"Song: {name}", cover_url=cover)
        for name in ("one", "two")
    ]
    generation = a_generation(*songs)
    sent = await world.deliver(generation, songs)
    (album,) = world.session.named("sendMediaGroup")
    assert [item.title for item in album.media] == ["Song: one", "Song: two"]
    assert [item.caption for item in album.media] == ["caption 3", None]
    assert all(isinstance(item.thumbnail, FSInputFile) for item in album.media)
    assert album.media[0].media.filename == "Song one.mp3"
    assert [item.sent_as for item in sent] == ["audio", "audio"]
    first = replace(songs[0], message_id=sent[0].message_id, sent_as="audio")
    shown = await world.messenger.conclude(
        replace(generation, assets=(first, songs[1]), progress_message_id=66)
    )
    assert shown is not None, "the card is known, so that it can go with the songs"
    (card,) = world.session.named("sendMessage")
    assert (card.text, card.reply_markup) == ("result 3", BUTTONS)
    assert card.reply_parameters.message_id == sent[0].message_id
    assert [call.message_id for call in world.session.named("deleteMessage")] == [66]


async def test_a_refused_photo_goes_as_a_file(world: World) -> None:
    """When Telegram does not take the picture as a photo, it is sent as a document."""
    asset = world.asset("a.png", picture())
    world.session.prepare("sendPhoto", refusal("PHOTO_INVALID_DIMENSIONS"))
    sent = await world.deliver(a_generation(asset), [asset])
    assert sent[0].sent_as == "document"
    (call,) = world.session.named("sendDocument")
    assert (call.disable_content_type_detection, call.caption) == (True, "result 3")


async def test_a_refused_voice_note_goes_as_the_file_that_was_made(world: World, tmp_path: Path) -> None:
    """People can forbid voice notes: then the recording goes as it came, not as what was encoded from it."""
    content = noise(tmp_path / "a.wav").read_bytes()
    asset = world.asset("a.wav", content, Kind.AUDIO)
    world.session.prepare("sendVoice", refusal("VOICE_MESSAGES_FORBIDDEN"))
    sent = await world.deliver(a_generation(asset), [asset])
    assert sent[0].sent_as == "document"
    (call,) = world.session.named("sendDocument")
    assert (call.document.filename, call.caption) == (f"veo-3.1-{asset.id}.wav", "result 3")
    assert world.leftovers() == []
    sent = await world.deliver(a_generation(asset), [asset])
    (_, voice) = world.session.named("sendVoice")
    assert (sent[0].sent_as, voice.duration, voice.caption) == ("voice", 1, "result 3")
    assert world.leftovers() == []


@pytest.mark.parametrize("known", [True, False])
async def test_what_is_too_large_becomes_a_link(world: World, known: bool) -> None:
    """A file above the limit is not sent but linked, freshly when KIE gives a fresh link."""
    asset = world.asset("a.mp4", b"x" * 1_100_000, Kind.VIDEO)
    if known:
        world.fresh[asset.url] = "https://fresh.example/a"
    sent = await world.deliver(a_generation(asset), [asset])
    (call,) = world.session.named("sendMessage")
    assert call.text == ("link https://fresh.example/a" if known else f"link {asset.url}")
    assert (sent[0].sent_as, sent[0].file_id) == ("link", "")


async def test_an_upload_that_telegram_finds_too_large_becomes_a_link(world: World) -> None:
    """A 413 skips the file rung: the same bytes would be too large again."""
    asset = world.asset("a.png", picture())
    world.session.prepare("sendPhoto", TelegramEntityTooLarge(method=NOTHING, message="Too Large"))
    sent = await world.deliver(a_generation(asset), [asset])
    assert sent[0].sent_as == "link"
    assert world.session.named("sendDocument") == []


async def test_a_refused_album_goes_one_by_one(world: World) -> None:
    """Items of an album that Telegram refuses are sent alone, each in the best form it takes."""
    assets = [world.asset(f"{name}.png", picture()) for name in "abc"]
    world.session.prepare("sendMediaGroup", refusal("group send failed"))
    world.session.prepare("sendPhoto", refusal("IMAGE_PROCESS_FAILED"))
    sent = await world.deliver(a_generation(*assets), assets)
    assert [item.sent_as for item in sent] == ["document", "photo", "photo"]
    forms = {"sendPhoto", "sendDocument"}
    singles: list[Any] = [call for call in world.session.calls if call.__api_method__ in forms]
    assert [call.caption for call in singles] == ["caption 3", "caption 3", None, None]


async def test_a_refused_caption_does_not_cost_the_medium(world: World) -> None:
    """Words that Telegram cannot read are left away; the picture still goes as a photo."""
    asset = world.asset("a.png", picture())
    world.session.prepare("sendPhoto", refusal("can't parse entities: unexpected end tag"))
    sent = await world.deliver(a_generation(asset), [asset])
    assert sent[0].sent_as == "photo"
    assert [call.caption for call in world.session.named("sendPhoto")] == ["result 3", None]


async def test_a_lost_topic_falls_back_to_the_chat(world: World) -> None:
    """A result whose topic was deleted arrives in the group itself."""
    asset = world.asset("a.png", picture())
    place = Destination(chat_id=-5, thread_id=9, reply_to=4)
    world.session.prepare("sendPhoto", refusal("message thread not found"))
    await world.deliver(a_generation(asset, destination=place), [asset])
    assert [call.message_thread_id for call in world.session.named("sendPhoto")] == [9, None]


async def test_a_group_that_moved_is_followed(world: World) -> None:
    """When the group became a supergroup, the result goes to its new id at once."""
    asset = world.asset("a.png", picture())
    moved = TelegramMigrateToChat(method=NOTHING, message="moved", migrate_to_chat_id=-1005)
    world.session.prepare("sendPhoto", moved)
    await world.deliver(a_generation(asset, destination=Destination(chat_id=-5)), [asset])
    assert [call.chat_id for call in world.session.named("sendPhoto")] == [-5, -1005]


@pytest.mark.parametrize(
    "error",
    [
        TelegramForbiddenError(method=NOTHING, message="Forbidden: bot was blocked by the user"),
        refusal("chat not found"),
        refusal("group chat was deactivated"),
    ],
)
async def test_a_gone_chat_is_told_apart(world: World, error: AiogramError) -> None:
    """Blocked, unknown and deactivated chats end the delivery for good."""
    asset = world.asset("a.png", picture())
    world.session.prepare("sendPhoto", error)
    with pytest.raises(ChatGone):
        await world.deliver(a_generation(asset), [asset])
    world.session.prepare("sendMessage", error)
    with pytest.raises(ChatGone):
        await world.messenger.tell_failure(a_generation(), BALANCE)
    assert world.leftovers() == []


@pytest.mark.parametrize(
    ("error", "seconds"),
    [
        (TelegramRetryAfter(method=NOTHING, message="slow", retry_after=77), 77.0),
        (TelegramServerError(method=NOTHING, message="Bad Gateway"), 10.0),
        (TelegramNetworkError(method=NOTHING, message=f"cannot reach /bot{TOKEN}/sendPhoto"), 10.0),
    ],
)
async def test_trouble_on_the_way_postpones(world: World, error: AiogramError, seconds: float) -> None:
    """Flood control and faults say when to try again, and never repeat the token."""
    asset = world.asset("a.png", picture())
    world.session.prepare("sendPhoto", error)
    with pytest.raises(DeliveryPostponed) as postponed:
        await world.deliver(a_generation(asset), [asset])
    assert postponed.value.retry_after == seconds
    assert TOKEN not in str(postponed.value)
    assert postponed.value.__cause__ is None


async def test_forbidden_photos_end_as_text_or_not_at_all(world: World) -> None:
    """A group that takes no photos and no files gets a link; one that takes nothing is gone."""
    asset = world.asset("a.png", picture())
    words = "not enough rights to send {} to the chat"
    world.session.prepare("sendPhoto", refusal(words.format("photos")), refusal(words.format("photos")))
    world.session.prepare(
        "sendDocument", refusal(words.format("documents")), refusal(words.format("documents"))
    )
    assert (await world.deliver(a_generation(asset), [asset]))[0].sent_as == "link"
    world.session.prepare("sendMessage", refusal(words.format("text messages")))
    with pytest.raises(ChatGone):
        await world.deliver(a_generation(asset), [asset])


async def test_missing_media_is_an_error_before_anything_is_sent(world: World) -> None:
    """Nothing to fetch, nothing sent; an empty result is rejected for good."""
    gone, empty = world.asset("gone.png", None), world.asset("empty.png", b"")
    with pytest.raises(MediaUnreachable):
        await world.deliver(a_generation(gone, empty), [gone, empty])
    with pytest.raises(MediaRejected):
        await world.deliver(a_generation(empty), [empty])
    assert world.session.names == ["sendChatAction"]


async def test_an_address_that_ran_out_is_replaced(world: World) -> None:
    """When the stored address does not answer, a fresh link is fetched instead."""
    stale, good = world.asset("stale.png", None), world.asset("good.png", picture())
    world.fresh[stale.url] = good.url
    sent = await world.deliver(a_generation(stale), [stale])
    assert sent[0].sent_as == "photo"


async def test_a_page_is_no_medium(world: World) -> None:
    """An error page under the medium's name is never sent: a fresh link is tried, then it is unreachable for now."""
    page, good = world.asset("0.png", b"<!doctype html>Sorry"), world.asset("good.png", picture())
    with pytest.raises(MediaUnreachable):
        await world.deliver(a_generation(page), [page])
    world.fresh[page.url] = good.url
    sent = await world.deliver(a_generation(page), [page])
    assert sent[0].sent_as == "photo"


async def test_what_can_be_had_is_delivered(world: World) -> None:
    """One unreachable picture does not hold up the others; the answer says which arrived."""
    good, gone = world.asset("good.png", picture()), world.asset("gone.png", None)
    sent = await world.deliver(a_generation(good, gone), [good, gone])
    assert [item.asset_id for item in sent] == [good.id]


async def test_a_delivery_that_breaks_in_the_middle_tells_what_arrived(world: World, tmp_path: Path) -> None:
    """A fault after the first message comes after that message was noted, so that it is never sent twice."""
    shot = world.asset("a.png", picture())
    song = world.asset("b.mp3", sound(tmp_path / "s", form="mp3", codec="mp3").read_bytes(), Kind.MUSIC)
    world.session.prepare("sendAudio", TelegramServerError(method=NOTHING, message="Bad Gateway"))
    with pytest.raises(DeliveryPostponed):
        await world.deliver(a_generation(shot, song), [shot, song])
    assert [[item.asset_id for item in message] for message in world.notified] == [[shot.id]]


async def test_nothing_leaves_before_the_message_before_it_is_told(world: World, tmp_path: Path) -> None:
    """Who hears of a message and fails stops the delivery there: only that one message may come again."""
    shot = world.asset("a.png", picture())
    song = world.asset("b.mp3", sound(tmp_path / "s", form="mp3", codec="mp3").read_bytes(), Kind.MUSIC)

    async def fails(_: Sequence[Sent]) -> None:
        raise IllegalStep

    with pytest.raises(IllegalStep):
        await world.messenger.deliver(a_generation(shot, song), [shot, song], fails, effect=False)
    assert world.session.names == ["sendChatAction", "sendPhoto"]


async def test_the_first_message_celebrates(world: World, tmp_path: Path) -> None:
    """In a private chat the first message of a result has an effect, and no other one."""
    shot = world.asset("a.png", picture())
    song = world.asset("b.mp3", sound(tmp_path / "s", form="mp3", codec="mp3").read_bytes(), Kind.MUSIC)
    await world.deliver(a_generation(shot, song), [shot, song], effect=True)
    assert world.session.named("sendPhoto")[0].message_effect_id == PARTY
    assert world.session.named("sendAudio")[0].message_effect_id is None
    await world.deliver(a_generation(shot), [shot])
    assert world.session.named("sendPhoto")[1].message_effect_id is None


async def test_a_group_does_not_celebrate(world: World) -> None:
    """Telegram refuses effects in groups, so none is asked for."""
    asset = world.asset("a.png", picture())
    group = a_generation(asset, destination=Destination(chat_id=-5))
    await world.deliver(group, [asset], effect=True)
    assert world.session.named("sendPhoto")[0].message_effect_id is None


@pytest.mark.parametrize("several", [False, True])
async def test_a_refused_effect_is_left_out_at_once(world: World, several: bool) -> None:
    """An effect that Telegram does not know costs one call, once: the same message goes without, later ones too."""
    assets = [world.asset(f"{name}.png", picture()) for name in ("ab" if several else "a")]
    method = "sendMediaGroup" if several else "sendPhoto"
    world.session.refuse(method, "Bad Request: EFFECT_ID_INVALID")
    sent = await world.deliver(a_generation(*assets), assets, effect=True)
    assert [item.sent_as for item in sent] == ["photo"] * len(assets)
    await world.deliver(a_generation(*assets), assets, effect=True)
    assert [call.message_effect_id for call in world.session.named(method)] == [PARTY, None, None]


async def test_small_media_go_by_url_and_fall_back_to_an_upload(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small public photo is left to Telegram; when that fails it is uploaded."""
    monkeypatch.setattr(Downloader, "allow_private", False)
    asset = world.asset("a.png", picture())
    await world.deliver(a_generation(asset), [asset])
    world.session.prepare("sendPhoto", refusal("wrong file identifier/HTTP URL specified"))
    await world.deliver(a_generation(asset), [asset])
    by_url, refused, uploaded = (call.photo for call in world.session.named("sendPhoto"))
    assert by_url == refused == asset.url
    assert isinstance(uploaded, FSInputFile)


async def test_an_album_by_url_falls_back_to_an_uploaded_album(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When Telegram cannot fetch one of an album's pictures, all are uploaded as an album."""
    monkeypatch.setattr(Downloader, "allow_private", False)
    assets = [world.asset(f"{name}.png", picture()) for name in "ab"]
    world.session.prepare("sendMediaGroup", refusal("WEBPAGE_CURL_FAILED"))
    sent = await world.deliver(a_generation(*assets), assets)
    first, second = world.session.named("sendMediaGroup")
    assert [item.media for item in first.media] == [asset.url for asset in assets]
    assert all(isinstance(item.media, FSInputFile) for item in second.media)
    assert len(sent) == 2


async def test_one_lost_file_of_an_album_by_url_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When Telegram refuses the album and one of its files is gone by then, the others come, and the loss is reported."""
    monkeypatch.setattr(Downloader, "allow_private", False)
    content = picture()

    async def peek(self: Downloader, address: str) -> Peek:
        return Peek(content, len(content))

    monkeypatch.setattr(Downloader, "peek", peek)
    assets = [world.asset("a.png", content), world.asset("b.png", content), world.asset("c.png", content)]
    del world.files["/b.png"]
    world.session.prepare("sendMediaGroup", refusal("WEBPAGE_CURL_FAILED"))
    with pytest.raises(MediaUnreachable):
        await world.deliver(a_generation(*assets), assets)
    assert [item.asset_id for message in world.notified for item in message] == [assets[0].id, assets[2].id]


async def test_large_media_never_go_by_url(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A video of more than 10 MB would lose its shape by URL."""
    monkeypatch.setattr(Downloader, "allow_private", False)
    content = video(tmp_path / "v").read_bytes()
    large = Peek(content, 10 * 1024 * 1024 + 1)

    async def peek(self: Downloader, address: str) -> Peek:
        return large

    monkeypatch.setattr(Downloader, "peek", peek)
    asset = world.asset("a.mp4", content, Kind.VIDEO)
    await world.deliver(a_generation(asset), [asset])
    assert isinstance(world.session.named("sendVideo")[0].video, FSInputFile)


async def test_a_single_result_needs_no_second_card(world: World) -> None:
    """The buttons are on the medium itself; only the progress message goes."""
    asset = replace(world.asset("a.png", picture()), sent_as="photo", message_id=5)
    await world.messenger.conclude(a_generation(asset, progress_message_id=66))
    assert world.session.names == ["deleteMessage"]


async def test_a_link_is_followed_by_the_result_card(world: World) -> None:
    """A link's buttons renew it, so the result's buttons come in a card."""
    asset = replace(world.asset("a.png", picture()), sent_as="link", message_id=5)
    await world.messenger.conclude(a_generation(asset))
    assert [call.text for call in world.session.named("sendMessage")] == ["result 3"]


async def test_concluding_never_fails(world: World) -> None:
    """Whatever Telegram says to the card or to the deletion, it is over."""
    assets = [replace(world.asset(f"{name}.png", picture()), message_id=5) for name in "ab"]
    blocked = TelegramForbiddenError(method=NOTHING, message="Forbidden: bot was blocked by the user")
    world.session.prepare("sendMessage", blocked)
    world.session.prepare("deleteMessage", refusal("message to delete not found"))
    await world.messenger.conclude(a_generation(*assets, progress_message_id=66))
    assert world.session.names == ["sendMessage", "deleteMessage"]


async def test_somebody_watches_while_it_is_made(world: World) -> None:
    """While it runs a private chat sees what is being done, at most once in five seconds; a group does not."""
    running = a_generation(state=State.RUNNING)
    for _ in range(3):
        await world.messenger.show_progress(running, 0)
    await world.messenger.show_progress(replace(running, id=4, destination=Destination(chat_id=-5)), 0)
    assert [call.action for call in world.session.named("sendChatAction")] == ["upload_video"]


async def test_it_takes_long(world: World) -> None:
    """Said without a sound, as a reply, and removed when the end is announced."""
    generation = a_generation(state=State.RUNNING)
    message_id = await world.messenger.tell_late(generation)
    (call,) = world.session.named("sendMessage")
    assert (call.text, call.disable_notification, call.reply_parameters.message_id) == ("late 3", True, 55)
    notified = replace(generation, late_notice_id=message_id)
    await world.messenger.tell_failure(notified, BALANCE)
    await world.messenger.conclude(notified)
    assert [gone.message_id for gone in world.session.named("deleteMessage")] == [message_id, message_id]


async def test_a_bad_moment_to_say_that_it_takes_long(world: World) -> None:
    """No room and flood control mean later; a refusal means never."""
    generation = a_generation(state=State.RUNNING)
    world.room.free = False
    with pytest.raises(DeliveryPostponed):
        await world.messenger.tell_late(generation)
    world.room.free = True
    world.session.prepare("sendMessage", TelegramRetryAfter(method=NOTHING, message="slow", retry_after=9))
    with pytest.raises(DeliveryPostponed):
        await world.messenger.tell_late(generation)
    world.session.refuse("sendMessage", "Bad Request: chat not found")
    assert await world.messenger.tell_late(generation) is None


async def test_a_failure_is_told_in_a_new_message(world: World) -> None:
    """The person is notified with the credits and the next step, and the progress message goes."""
    await world.messenger.tell_failure(a_generation(progress_message_id=66), BALANCE)
    (call,) = world.session.named("sendMessage")
    assert (call.text, call.reply_markup) == ("failed 3, you have 7", BUTTONS)
    assert world.session.names == ["sendMessage", "deleteMessage"]


async def test_every_admin_is_alerted(world: World) -> None:
    """An admin who has blocked the bot does not keep the alert from the others."""
    world.session.prepare("sendMessage", TelegramForbiddenError(method=NOTHING, message="Forbidden: blocked"))
    await world.messenger.alert(Alert(kind=AlertKind.OUT_OF_CREDITS))
    assert [call.chat_id for call in world.session.named("sendMessage")] == [7, 8]


async def test_an_alert_that_reaches_no_admin(world: World) -> None:
    """It asks for another try while Telegram is out of reach, which does not count as another alert."""
    alert = Alert(kind=AlertKind.IN_DOUBT, generation_id=1)
    for _ in range(3 * MOST):
        nowhere = TelegramNetworkError(method=NOTHING, message="no way")
        world.session.prepare("sendMessage", nowhere, nowhere)
        assert not await world.messenger.alert(alert)
    assert await world.messenger.alert(alert)
    assert "in-doubt" in world.session.named("sendMessage")[-1].text


async def test_a_storm_of_alerts_stays_readable(world: World) -> None:
    """However many alerts of a kind come, each admin gets a few, and one word that more are held back."""
    for number in range(50):
        await world.messenger.alert(Alert(kind=AlertKind.IN_DOUBT, generation_id=number))
    texts = [call.text for call in world.session.named("sendMessage") if call.chat_id == 7]
    assert len(texts) == MOST + 1
    assert "held-back" in texts[-1]


async def test_the_original_is_uploaded_once(world: World) -> None:
    """The first time the file is fetched and sent as a document, later Telegram's copy is enough."""
    asset = world.asset("a.png", picture())
    where = {"chat_id": 1, "thread_id": None, "reply_to": 5}
    file_id = await world.media_resender.send_original(asset, **where)  # type: ignore[arg-type]  # keywords of the method
    again = await world.media_resender.send_original(replace(asset, original_file_id=file_id), **where)  # type: ignore[arg-type]  # as above
    first, second = world.session.named("sendDocument")
    assert first.document.filename == f"image-{asset.id}.jpg"
    assert (second.document, again) == (file_id, file_id)
    assert world.leftovers() == []


async def test_history_is_sent_again_by_file_id(world: World) -> None:
    """The same form, the same file id, no download; a link has no copy to send."""
    asset = replace(world.asset("a.mp4", None, Kind.VIDEO), sent_as="video", file_id="kept")
    await world.media_resender.resend(
        asset, chat_id=1, thread_id=2, reply_to=None, caption="<b>again</b>", buttons=BUTTONS
    )
    (call,) = world.session.named("sendVideo")
    assert (call.video, call.caption, call.message_thread_id, call.reply_markup) == (
        "kept",
        "<b>again</b>",
        2,
        BUTTONS,
    )
    with pytest.raises(MediaRejected):
        await world.media_resender.resend(
            replace(asset, file_id="", sent_as="link"),
            chat_id=1,
            thread_id=None,
            reply_to=None,
            caption=None,
            buttons=None,
        )
    assert world.server.requests == []


async def test_a_group_hears_who_asked_when_no_reply_says_it(world: World) -> None:
    """A reply notifies by itself; without one, or when the request was deleted, the asker is named in the words."""
    asset = world.asset("a.png", picture(64, 48))
    replied = a_generation(asset, destination=Destination(chat_id=-5, reply_to=4))
    await world.deliver(replied, [asset])
    assert world.session.named("sendPhoto")[-1].caption == "result 3"
    assert not world.session.named("sendPhoto")[-1].reply_parameters.allow_sending_without_reply

    world.session.refuse("sendPhoto", "Bad Request: message to be replied not found")
    await world.deliver(replied, [asset])
    again = world.session.named("sendPhoto")[-1]
    assert (again.caption, again.reply_parameters) == ("for Alice\nresult 3", None)
    elsewhere = a_generation(asset, destination=Destination(chat_id=-5, thread_id=9))
    await world.messenger.tell_failure(elsewhere, BALANCE)
    assert world.session.named("sendMessage")[-1].text == "for Alice\nfailed 3, you have 7"
    await world.messenger.tell_failure(replace(elsewhere, person_id=2), BALANCE)
    assert world.session.named("sendMessage")[-1].text == "failed 3, you have 7"


async def test_an_album_names_its_asker_once(world: World) -> None:
    """The first item carries the name; the others say nothing."""
    assets = [
        replace(world.asset(f"{name}.png", picture(64, 48)), id=number, position=number)
        for number, name in enumerate("ab")
    ]
    await world.deliver(a_generation(*assets, destination=Destination(chat_id=-5)), assets)
    (album,) = world.session.named("sendMediaGroup")
    assert [item.caption for item in album.media] == ["for Alice\ncaption 3", None]
