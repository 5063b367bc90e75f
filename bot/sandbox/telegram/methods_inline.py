"""answerInlineQuery, checked as the Bot API states it (https://core.telegram.org/bots/api#answerinlinequery)."""

from __future__ import annotations

import re
from typing import Any, Final

from aiogram import methods
from aiogram.types import (
    InlineQueryResultArticle,
    InlineQueryResultCachedAudio,
    InlineQueryResultCachedDocument,
    InlineQueryResultCachedGif,
    InlineQueryResultCachedMpeg4Gif,
    InlineQueryResultCachedPhoto,
    InlineQueryResultCachedVideo,
    InlineQueryResultCachedVoice,
    InlineQueryResultsButton,
    InputTextMessageContent,
)

from bot.sandbox.telegram import limits
from bot.sandbox.telegram.calls import AnyMethod
from bot.sandbox.telegram.core import Core
from bot.sandbox.telegram.entities import Formatted
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.inline import InlineAnswer, InlineResult
from bot.sandbox.telegram.media import known_media
from bot.sandbox.telegram.methods_send import Method, caption_of
from bot.sandbox.telegram.rules import keyboard, message_text
from bot.sandbox.telegram.world import Json, Media

_KINDS: Final[dict[type, str]] = {
    InlineQueryResultCachedPhoto: "photo",
    InlineQueryResultCachedVideo: "video",
    InlineQueryResultCachedAudio: "audio",
    InlineQueryResultCachedVoice: "voice",
    InlineQueryResultCachedDocument: "document",
    InlineQueryResultCachedGif: "animation",
    InlineQueryResultCachedMpeg4Gif: "animation",
}
_FILE_FIELDS: Final = (
    "photo_file_id",
    "video_file_id",
    "audio_file_id",
    "voice_file_id",
    "document_file_id",
    "gif_file_id",
    "mpeg4_file_id",
)
_TITLED: Final = frozenset({"video", "voice", "document", "article"})
"""Kinds of results that must have a title."""
_PARAMETER: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


async def answer_inline_query(core: Core, call: methods.AnswerInlineQuery) -> bool:
    """Show results above the person's text field."""
    query = core.inline_queries.get(call.inline_query_id)
    expired = query is None or query.answer or core.clock() - query.made > core.options.query_lifetime
    if query is None or expired:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(call.results) > limits.INLINE_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len((call.next_offset or "").encode()) > limits.INLINE_OFFSET:
        raise bad_request("NEXT_OFFSET_INVALID")
    _check_ids([result.id for result in call.results])
    label, parameter = _button(call.button)
    query.answer = InlineAnswer(
        results=tuple(_result(core, result) for result in call.results),
        next_offset=call.next_offset or "",
        button=label,
        start_parameter=parameter,
        is_personal=bool(call.is_personal),
        cache_time=limits.INLINE_CACHE if call.cache_time is None else call.cache_time,
    )
    core.world.signal.beat()
    return True


def _check_ids(ids: list[str]) -> None:
    if len(set(ids)) != len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    if any(not 1 <= len(number.encode()) <= limits.INLINE_RESULT_ID for number in ids):
        raise bad_request("RESULT_ID_INVALID")


def _button(button: InlineQueryResultsButton | None) -> tuple[str, str]:
    """Label and start parameter; both empty without a button."""
    if button is None:
        return "", ""
    if button.web_app is not None:
        raise bad_request("web_app is not supported by the sandbox")
    if not button.text.strip():
        raise bad_request("inline query results button text must be non-empty")
    if not _PARAMETER.fullmatch(button.start_parameter or ""):
        raise bad_request("START_PARAM_INVALID")
    return button.text, button.start_parameter or ""


def _result(core: Core, result: Any) -> InlineResult:
    kind = "article" if isinstance(result, InlineQueryResultArticle) else _KINDS.get(type(result), "")
    if not kind:
        raise bad_request(f"inline results of type {result.type} by URL are not supported by the sandbox")
    title = getattr(result, "title", None) or ""
    if kind in _TITLED and not title.strip():
        raise bad_request("can't parse inline query result: title must be non-empty")
    return InlineResult(
        id=result.id,
        kind=kind,
        title=title,
        description=getattr(result, "description", None) or "",
        media=_medium(core, kind, result),
        body=_body(kind, result),
        markup=_markup(result),
    )


def _medium(core: Core, kind: str, result: Any) -> Media | None:
    file_ids = [getattr(result, name) for name in _FILE_FIELDS if hasattr(result, name)]
    return known_media(core, kind, file_ids[0]) if file_ids else None


def _body(kind: str, result: Any) -> Formatted:
    content = result.input_message_content
    if kind != "article" and content is None:
        return caption_of(result)
    if kind != "article" or not isinstance(content, InputTextMessageContent):
        raise bad_request("input_message_content is supported by the sandbox only as the text of an article")
    return message_text(content.message_text, content.parse_mode, content.entities)


def _markup(result: Any) -> Json | None:
    markup = keyboard(result.reply_markup)
    for row in (markup or {}).get("inline_keyboard", []):
        if any("callback_data" in cell for cell in row):
            raise bad_request("taps on inline messages are not supported by the sandbox")
    return markup


METHODS: Final[dict[type[AnyMethod], Method]] = {methods.AnswerInlineQuery: answer_inline_query}
