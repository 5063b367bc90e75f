"""Telegram's HTML and entities: parsing, rendering back, and what Telegram finds in plain text by itself.

The accepted tags and every complaint follow https://core.telegram.org/bots/api#html-style and the parser of
TDLib (`parse_html`), whose byte offsets count UTF-8.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from bot.sandbox.telegram import limits
from bot.sandbox.telegram.errors import bad_request

Entity = dict[str, Any]

_SIMPLE_TAGS: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
}
_TAGS: Final = frozenset(_SIMPLE_TAGS) | {"a", "span", "blockquote", "tg-emoji", "tg-time"}
_RENDERED: Final = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
}
_ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
_CHARACTER = re.compile(r"&(lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_FOUND_BY_TELEGRAM: Final = (
    ("bot_command", re.compile(r"(?<![\w/<>@.])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?!\w)")),
    ("url", re.compile(r"(?<!\w)https?://[^\s<>\"]+[^\s<>\".,:;!?)\]}]")),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z]\w{3,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and its entities (Telegram's JSON, offsets in UTF-16 code units)."""

    text: str = ""
    entities: tuple[Entity, ...] = ()

    @property
    def html(self) -> str:
        """The same text as Telegram HTML."""
        return render_html(self.text, self.entities)


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    start: int


@dataclass(slots=True)
class _Parser:
    source: str
    position: int = 0
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def run(self) -> Formatted:
        while self.position < len(self.source):
            if self.source[self.position] == "<":
                self._tag()
            else:
                self._text()
        if self.stack:
            raise _complaint(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return Formatted("".join(self.pieces), tuple(self.entities))

    def _text(self) -> None:
        end = self.source.find("<", self.position)
        end = len(self.source) if end < 0 else end
        piece = _CHARACTER.sub(_unescape, self.source[self.position : end])
        self.pieces.append(piece)
        self.length += limits.utf16_length(piece)
        self.position = end

    def _tag(self) -> None:
        if self.source.startswith("</", self.position):
            self._end_tag()
        else:
            self._start_tag()

    def _offset(self) -> int:
        return len(self.source[: self.position].encode())

    def _start_tag(self) -> None:
        offset = self._offset()
        name_match = re.compile(r"<([^\s>]*)").match(self.source, self.position)
        tag = name_match.group(1).lower() if name_match else ""
        end = self.position + 1 + len(tag)
        if end >= len(self.source):
            raise _complaint(f"Unclosed start tag at byte offset {offset}")
        if tag not in _TAGS:
            raise _complaint(f'Unsupported start tag "{tag}" at byte offset {offset}')
        attributes, end = self._attributes(end, tag, offset)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _complaint(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
        self.stack.append(_Open(tag, attributes, self.length))
        self.position = end

    def _attributes(self, end: int, tag: str, offset: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        while True:
            while end < len(self.source) and self.source[end].isspace():
                end += 1
            if end >= len(self.source):
                raise _complaint(f'Unclosed start tag "{tag}" at byte offset {offset}')
            if self.source[end] == ">":
                return attributes, end + 1
            found = _ATTRIBUTE.match(self.source, end)
            if found is None:
                raise _complaint(f'Empty attribute name in the tag "{tag}" at byte offset {offset}')
            if self.source[found.end() :].lstrip().startswith("="):
                raise _complaint(f'Unclosed start tag "{tag}" at byte offset {offset}')
            value = next((group for group in found.groups()[1:] if group is not None), "")
            attributes[found.group(1).lower()] = _CHARACTER.sub(_unescape, value)
            end = found.end()

    def _end_tag(self) -> None:
        offset = self._offset()
        if not self.stack:
            raise _complaint(f"Unexpected end tag at byte offset {offset}")
        found = re.compile(r"</([^\s>]*)\s*>").match(self.source, self.position)
        if found is None:
            raise _complaint(f"Unclosed end tag at byte offset {offset}")
        opened = self.stack.pop()
        name = found.group(1).lower()
        if name and name != opened.tag:
            raise _complaint(
                f'Unmatched end tag at byte offset {offset}, expected "</{opened.tag}>", found "</{name}>"'
            )
        self.position = found.end()
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        length = self.length - opened.start
        entity = _entity(opened, "".join(self.pieces)) if length else None
        if entity is None:
            return
        inner = self.entities[-1] if self.entities else None
        if opened.tag == "pre" and inner and inner["type"] == "code" and inner["length"] == length:
            self.entities.pop()
            if "language" in inner:
                entity["language"] = inner["language"]
        self.entities.append({**entity, "offset": opened.start, "length": length})


def _complaint(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")


def _unescape(found: re.Match[str]) -> str:
    return html.unescape(found.group(0))


def _entity(opened: _Open, text: str) -> Entity | None:
    if opened.tag == "a":
        units = text.encode("utf-16-le")
        target = opened.attributes.get("href") or units[opened.start * 2 :].decode("utf-16-le")
        return _link(target)
    if opened.tag == "span":
        return {"type": "spoiler"}
    if opened.tag == "blockquote":
        return {"type": "expandable_blockquote" if "expandable" in opened.attributes else "blockquote"}
    if opened.tag == "tg-emoji":
        return {"type": "custom_emoji", "custom_emoji_id": opened.attributes.get("emoji-id", "")}
    if opened.tag == "tg-time":
        return _moment(opened.attributes)
    entity: Entity = {"type": _SIMPLE_TAGS[opened.tag]}
    language = opened.attributes.get("class", "")
    if opened.tag == "code" and language.startswith("language-"):
        entity["language"] = language.removeprefix("language-")
    return entity


def _moment(attributes: dict[str, str]) -> Entity:
    """A moment that each client shows by its own clock (Bot API, date-time entity formatting)."""
    unix_time = attributes.get("unix", "")
    if not unix_time.isdecimal():
        raise _complaint('Tag "tg-time" must have attribute "unix"')
    entity: Entity = {"type": "date_time", "unix_time": int(unix_time)}
    if form := attributes.get("format"):
        entity["date_time_format"] = form
    return entity


def _link(target: str) -> Entity | None:
    if target.startswith(("http://", "https://", "tg://", "mailto:", "tel:")):
        return {"type": "text_link", "url": target}
    if re.fullmatch(r"[\w.-]+\.[a-z]{2,}(/\S*)?", target):
        return {"type": "text_link", "url": f"http://{target}"}
    return None  # Telegram shows a link with a bad address as plain text


def parse_html(source: str) -> Formatted:
    """Turn Telegram HTML into text and entities; `ApiError` with TDLib's words when it is bad."""
    parsed = _Parser(source).run()
    for entity in parsed.entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return tidy(parsed)


def tidy(formatted: Formatted) -> Formatted:
    """Trim the text as Telegram does, move the entities along, add what Telegram detects by itself."""
    leading = len(formatted.text) - len(formatted.text.lstrip())
    text = formatted.text.strip()
    shift, room = limits.utf16_length(formatted.text[:leading]), limits.utf16_length(text)
    kept: list[Entity] = []
    for entity in formatted.entities:
        start = max(entity["offset"] - shift, 0)
        end = min(entity["offset"] - shift + entity["length"], room)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    kept.extend(_detected(text, kept))
    kept.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return Formatted(text, tuple(kept[: limits.ENTITIES]))


def _detected(text: str, taken: list[Entity]) -> Iterator[Entity]:
    spans = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in taken
        if entity["type"] in {"code", "pre", "text_link"}
    ]
    for kind, pattern in _FOUND_BY_TELEGRAM:
        for found in pattern.finditer(text):
            start = limits.utf16_length(text[: found.start()])
            end = start + limits.utf16_length(found.group())
            if not any(start < other_end and end > other for other, other_end in spans):
                spans.append((start, end))
                yield {"type": kind, "offset": start, "length": end - start}


def render_html(text: str, entities: tuple[Entity, ...]) -> str:
    """Text and entities as Telegram HTML: what a person's client would show as formatting."""
    units = text.encode("utf-16-le")
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for entity in sorted(entities, key=lambda item: (item["offset"], -item["length"])):
        before, after = _tags(entity)
        opening.setdefault(entity["offset"], []).append(before)
        closing.setdefault(entity["offset"] + entity["length"], []).insert(0, after)
    pieces: list[str] = []
    edges = sorted({0, *opening, *closing, len(units) // 2})
    for start, end in zip(edges, [*edges[1:], edges[-1]], strict=True):
        pieces.extend(closing.get(start, []))
        pieces.extend(opening.get(start, []))
        pieces.append(html.escape(units[start * 2 : end * 2].decode("utf-16-le"), quote=False))
    return "".join(pieces)


def _tags(entity: Entity) -> tuple[str, str]:
    kind = entity["type"]
    if kind in _RENDERED:
        return f"<{_RENDERED[kind]}>", f"</{_RENDERED[kind]}>"
    if kind == "text_link":
        return f'<a href="{html.escape(entity["url"])}">', "</a>"
    if kind == "pre":
        language = entity.get("language")
        inner = f'<code class="language-{html.escape(language)}">' if language else ""
        return f"<pre>{inner}", f"{'</code>' if inner else ''}</pre>"
    if kind in {"blockquote", "expandable_blockquote"}:
        return ("<blockquote expandable>" if kind[0] == "e" else "<blockquote>"), "</blockquote>"
    return "", ""
