"""What inline mode offers: one asset by Telegram's copy, in the form in which it was sent."""

from __future__ import annotations

from typing import Any

from aiogram.enums import ParseMode
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultCachedAudio,
    InlineQueryResultCachedDocument,
    InlineQueryResultCachedMpeg4Gif,
    InlineQueryResultCachedPhoto,
    InlineQueryResultCachedVideo,
    InlineQueryResultCachedVoice,
    InlineQueryResultUnion,
)

from bot.domain.gallery import GalleryItem
from bot.i18n import Html, Translator
from handlers.core.views.ai_label import labelled
from handlers.core.views.screen import cut, one_line

_TITLE_SHOWN = 80
_PROMPT_IN_CAPTION = 800
"""Of the 1,024 characters that a caption may have (Bot API, InlineQueryResultCachedPhoto)."""


def result(
    t: Translator, piece: GalleryItem, *, title: str, with_prompt: bool, link: str
) -> InlineQueryResultUnion:
    """One result. The list shows its person the prompt; the chat sees the model's title, and the prompt only if asked.

    Args:
        t: translator into the language of who reads it.
        piece: an asset that Telegram has a copy of.
        title: of the model.
        with_prompt: whether the caption has the prompt too.
        link: where one like it can be made.
    """
    asset = piece.asset
    hint = t.plain("inline-hint-prompt" if with_prompt else "inline-hint", model=title)
    shared: dict[str, Any] = {
        "id": str(asset.id),
        "caption": _caption(t, piece, title, with_prompt=with_prompt),
        "parse_mode": ParseMode.HTML,
        "reply_markup": InlineKeyboardMarkup(
            inline_keyboard=[[InlineKeyboardButton(text=t.plain("button-like-this"), url=link)]]
        ),
    }
    listed = asset.title or (
        one_line(piece.generation.shown_prompt, _TITLE_SHOWN) if piece.generation.shown_prompt else title
    )
    form, file_id = (asset.sent_as, asset.file_id) if asset.file_id else ("document", asset.original_file_id)
    match form:
        case "photo":
            return InlineQueryResultCachedPhoto(
                photo_file_id=file_id, title=listed, description=hint, **shared
            )
        case "video":
            return InlineQueryResultCachedVideo(
                video_file_id=file_id, title=listed, description=hint, **shared
            )
        case "audio":
            return InlineQueryResultCachedAudio(audio_file_id=file_id, **shared)
        case "voice":
            return InlineQueryResultCachedVoice(voice_file_id=file_id, title=listed, **shared)
        case "animation":
            # Telegram keeps GIFs as silent MP4 (Bot API, Animation).
            return InlineQueryResultCachedMpeg4Gif(mpeg4_file_id=file_id, title=listed, **shared)
        case _:
            return InlineQueryResultCachedDocument(
                document_file_id=file_id, title=listed, description=hint, **shared
            )


def _caption(t: Translator, piece: GalleryItem, title: str, *, with_prompt: bool) -> Html:
    prompt = cut(piece.generation.shown_prompt, _PROMPT_IN_CAPTION)
    if with_prompt and prompt:
        return labelled(t, t("inline-caption-prompt", model=title, prompt=prompt))
    return labelled(t, t("inline-caption", model=title))
