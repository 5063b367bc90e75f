"""What a message says: its text or caption, or the words of a formatted message or of a checklist.

Apps send pasted, formatted text as `rich_message` (Bot API 10.1), and lists as `checklist` (Bot API 9.1); such messages
have no `text`. `with_words` puts their words there before anything else looks at the update, so that commands, prompts,
secrets and replies are found in them as in any other message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from aiogram.types import Message

Json = Mapping[str, Any]

_INCOMPLETE: Final = "kiosk_incomplete_words"
"""Field of a message whose words were not all found; Telegram has none of this name."""

_MEDIA: Final[Mapping[str, str]] = {
    "animation": "animation",
    "audio": "audio",
    "document": "document",
    "photo": "photo",
    "video": "video",
    "voice_note": "voice",
}
"""Kinds of blocks that carry a medium (their field has the same name), and its field in a message of its own."""

_WORDLESS: Final = frozenset({"divider", "anchor", "map", "buttons"})
"""Kinds of blocks that say nothing."""

_PARTS: Final = ("summary", "text", "expression", "blocks", "items", "cells", "caption", "credit")
"""Fields of blocks that hold words, in the order in which they are read (Bot API, RichBlock…)."""

_TEXT_PARTS: Final = ("text", "expression", "alternative_text", "button")
"""The same of the parts of a line (Bot API, RichText…)."""


class _NotUnderstood(Exception):
    """Words are there in a shape that is not known."""


def with_words(update: Json) -> dict[str, Any]:
    """The update, as Telegram sent it, with the words of its messages where `text` is. The given one stays as it is."""
    return {kind: _with_words(payload) for kind, payload in update.items()}


def has_incomplete_words(message: Message) -> bool:
    """Whether a message says more than what could be read of it."""
    return bool((message.model_extra or {}).get(_INCOMPLETE))


def _with_words(payload: Any) -> Any:
    if not isinstance(payload, dict):
        return payload
    changed = dict(payload)
    for inner in ("message", "reply_to_message"):
        if inner in changed:
            changed[inner] = _with_words(changed[inner])
    changed.pop(_INCOMPLETE, None)
    if not isinstance(changed.get("text"), str) and not isinstance(changed.get("caption"), str):
        changed.update(
            _of_checklist(changed.get("checklist")) or _of_rich_message(changed.get("rich_message"))
        )
    return changed


def _of_checklist(checklist: Any) -> dict[str, Any]:
    if not isinstance(checklist, dict):
        return {}
    tasks = checklist.get("tasks")
    lines = [checklist.get("title")]
    lines += [task.get("text") for task in tasks if isinstance(task, dict)] if isinstance(tasks, list) else []
    words = "\n".join(line for line in lines if isinstance(line, str) and line.strip())
    return {"text": words} if words else {}


@dataclass(slots=True)
class _Found:
    """What was found in a formatted message."""

    media: list[tuple[str, Any]] = field(default_factory=list)
    is_complete: bool = True


def _of_rich_message(rich: Any) -> dict[str, Any]:
    """The fields that the same message would have if it were a plain one."""
    if rich is None:
        return {}
    found = _Found()
    words = "\n".join(_block_words(rich.get("blocks") if isinstance(rich, dict) else rich, found)).strip()
    fields: dict[str, Any] = {}
    if len(found.media) == 1:
        fields.update(found.media)
        if words:
            fields["caption"] = words
    elif words:
        fields["text"] = words
    if not found.is_complete or len(found.media) > 1:  # one message has one medium
        fields[_INCOMPLETE] = True
    return fields


def _block_words(blocks: Any, found: _Found) -> Iterator[str]:
    """The lines of blocks."""
    if not isinstance(blocks, list):
        found.is_complete = False
        return
    for block in blocks:
        try:
            line = _words_of_block(block, found)
        except (_NotUnderstood, RecursionError):
            found.is_complete = False
            continue
        if line.strip():
            yield line


def _words_of_block(block: Any, found: _Found) -> str:
    if isinstance(block, list):  # a row of a table
        return " ".join(_block_words(block, found))
    if not isinstance(block, dict):
        raise _NotUnderstood
    kind = str(block.get("type"))
    if kind in _WORDLESS:
        return ""
    if kind in _MEDIA:
        if kind not in block:
            raise _NotUnderstood
        found.media.append((_MEDIA[kind], block[kind]))
    lines = [words for name in _PARTS if name in block for words in _part_words(name, block[name], found)]
    label = block.get("label")  # of an item of a list: a bullet or a number
    if isinstance(label, str) and lines:
        lines[0] = f"{label} {lines[0]}".strip()
    if (
        not lines
        and kind not in _MEDIA
        and not any(name in block for name in _PARTS)
        and "align" not in block
    ):
        raise _NotUnderstood  # a kind of Telegram's that came later
    return "\n".join(lines)


def _part_words(name: str, part: Any, found: _Found) -> Sequence[str]:
    if name in {"blocks", "items", "cells"}:
        return list(_block_words(part, found))
    if name == "caption" and isinstance(part, dict) and "type" not in part:
        part = part.get("text")
    words = _line(part)
    return [words] if words.strip() else []


def _line(text: Any) -> str:
    """The words of a formatted line."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    if isinstance(text, list):
        return "".join(_line(part) for part in text)
    if not isinstance(text, dict):
        raise _NotUnderstood
    if text.get("type") == "anchor":
        return ""
    for name in _TEXT_PARTS:
        if name in text:
            return _line(text[name])
    raise _NotUnderstood
