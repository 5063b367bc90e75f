"""Inline mode: `@bot words` in any chat offers one's own finished media by Telegram's copies of them.

A branch of its own beside the conversations: there is no chat to answer in, typing stores nothing of a person, and what
goes wrong is logged and never shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import structlog
from aiogram import BaseMiddleware, Router
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.filters import Filter
from aiogram.types import ErrorEvent, InlineQuery, InlineQueryResultsButton, TelegramObject, User

from bot.catalog.spec import Kind
from bot.domain.gallery import GalleryCursor, GalleryItem, GalleryReader
from bot.domain.paging import OpenPage, limit
from bot.domain.text_search import folded
from bot.generation.share_tokens import ShareTokens
from bot.i18n import FALLBACK, Texts, Translator
from bot.telegram.errors import is_copy_lost
from handlers.core.deep_link import DeepLink, LinkTarget
from handlers.core.filters import Handler, bot_of
from handlers.core.ports import LostCopies
from handlers.core.priced_catalog import PricedCatalog
from handlers.core.throttling import ThrottlingMiddleware
from handlers.history.query import parse_gallery_query
from handlers.history.views import inline as view
from handlers.middlewares import SerialUpdatesMiddleware

START_PARAMETER: Final = "inline"
"""What the button above the results starts the bot with."""

PAGE: Final = 30
"""Results at once; Telegram takes 50 (Bot API, answerInlineQuery)."""

_CACHE_SECONDS: Final = 5
"""How long Telegram may answer the same words by itself: what was made a moment ago must be found."""
_WITH_PROMPT: Final = "+"
"""Typed as a word of its own it puts the prompt below what is sent, and behind the link there; otherwise neither shows it."""
_MARK: Final = re.compile(r"(\d{1,15})-(\d{1,4})")

_log = structlog.get_logger(__name__)


class _FromInlineQuery(Filter):
    """An error that came from an inline query."""

    async def __call__(self, event: ErrorEvent) -> bool:
        return event.update.inline_query is not None


@dataclass(frozen=True, slots=True)
class InlineUser:
    """Who types an inline query.

    Attributes:
        t: translator into their language.
        is_known: whether they ever wrote to the bot.
    """

    t: Translator
    is_known: bool


class InlineUserMiddleware(BaseMiddleware):
    """Gives the handler the person who types as `typist`."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Look the person up; an unknown one is not stored."""
        user: User | None = data.get("event_from_user")
        if user is None or user.is_bot:
            return None
        person = await data["people"].person(user.id)
        texts: Texts = data["texts"]
        chosen = person.language if person is not None else ""
        t = texts.speaking(texts.pick(chosen, user.language_code or ""))
        data["typist"] = InlineUser(t, is_known=person is not None)
        return await handler(event, data)


def build(*, updates_per_person: int) -> Router:
    """The branch of inline queries. They have a flood budget and a line of their own: typing is no talking."""
    router = Router(name="inline")
    for middleware in (
        ThrottlingMiddleware(updates_per_person),
        SerialUpdatesMiddleware(),
        InlineUserMiddleware(),
    ):
        router.inline_query.outer_middleware(middleware)
    router.inline_query.register(offer)
    router.error.register(note, _FromInlineQuery())
    return router


async def offer(
    query: InlineQuery,
    typist: InlineUser,
    gallery: GalleryReader,
    catalog: PricedCatalog,
    texts: Texts,
    lost_copies: LostCopies,
    share_tokens: ShareTokens,
) -> None:
    """What the person made that fits the words, newest first; a button to the bot where there is nothing."""
    t, is_known = typist.t, typist.is_known
    typed = query.query.split()
    search = " ".join(word for word in typed if word != _WITH_PROMPT)
    wanted = parse_gallery_query(catalog.models, query.from_user.id, search, kind_words=kind_words(t, texts))
    after = _mark(query.offset)
    pieces = await gallery.pieces(wanted, after=after, limit=limit(PAGE)) if is_known else ()
    page = OpenPage.of(pieces, PAGE)
    username = (await bot_of(query).me()).username or ""
    with_prompt = _WITH_PROMPT in typed
    results = [
        view.result(
            t,
            piece,
            title=catalog.title(piece.generation.model),
            with_prompt=with_prompt,
            link=DeepLink(
                LinkTarget.SHARED, share_tokens.sign(piece.generation, with_prompt=with_prompt)
            ).url(username),
        )
        for piece in page.lines
    ]
    rest: dict[str, Any] = {
        "cache_time": _CACHE_SECONDS,
        "is_personal": True,
        "next_offset": _written(page.last) if page.last is not None else "",
        "button": None if results or after else _to_the_bot(t, searched=is_known and bool(search)),
    }
    try:
        try:
            await query.answer(results, **rest)
        except TelegramBadRequest as refusal:
            if not is_copy_lost(refusal):
                raise
            # One copy that does not hold spoils the whole answer.
            lost = await lost_copies.among([piece.asset for piece in page.lines])
            held = [one for one, piece in zip(results, page.lines, strict=True) if piece.asset.id not in lost]
            await query.answer(held if lost else [], **rest)
    except TelegramAPIError as refusal:
        # Most often "query is too old": the person went on typing.
        _log.info("inline_query_not_answered", reason=refusal.message)


async def note(event: ErrorEvent) -> None:
    """A fault of ours while a person typed: they see nothing, the operator reads it."""
    _log.error("inline_query_failed", update_id=event.update.update_id, exc_info=event.exception)


def kind_words(t: Translator, texts: Texts) -> Mapping[str, Kind]:
    """The words that stand for a kind, in the person's language and in the fallback."""
    speaking = (texts.speaking(FALLBACK), t)
    return {
        folded(word): kind
        for language in speaking
        for kind in Kind
        for word in language.plain(f"inline-words-{kind}").split()
    }


def _to_the_bot(t: Translator, *, searched: bool) -> InlineQueryResultsButton:
    text = t.plain("inline-none" if searched else "inline-make")
    return InlineQueryResultsButton(text=text, start_parameter=START_PARAMETER)


def _mark(offset: str) -> GalleryCursor | None:
    """The place behind which to go on; an offset that is none of ours begins anew."""
    found = _MARK.fullmatch(offset)
    return GalleryCursor(int(found[1]), int(found[2])) if found else None


def _written(piece: GalleryItem) -> str:
    return f"{piece.generation.id}-{piece.asset.position}"
