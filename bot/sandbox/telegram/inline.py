"""Inline mode as people see it: a query typed behind the bot's name, and what the bot offers for it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.telegram.entities import Formatted
from bot.sandbox.telegram.world import Json, Media, User


@dataclass(frozen=True, slots=True)
class InlineResult:
    """One result of an answer.

    Attributes:
        id: the bot's own name for it.
        kind: `photo`, `video`, `audio`, `voice`, `document`, `animation` or `article`.
        title, description: seen in the list of results only, never in the chat.
        media: what is sent when it is chosen; None for an article.
        body: the caption, or an article's text.
        markup: an inline keyboard below the message, or None.
    """

    id: str
    kind: str
    title: str
    description: str
    media: Media | None
    body: Formatted
    markup: Json | None


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """What a person sees above the text field.

    Attributes:
        results: at most 50.
        next_offset: asks for more results when it is given back; empty = there are no more.
        button: label of the button above the results, or empty.
        start_parameter: of the deep link that the button follows.
        is_personal: whether the results are for this person only.
        cache_time: seconds for which Telegram may answer the same query by itself.
    """

    results: tuple[InlineResult, ...] = ()
    next_offset: str = ""
    button: str = ""
    start_parameter: str = ""
    is_personal: bool = False
    cache_time: int = 300

    def find(self, wanted: str) -> InlineResult:
        """The result with this id, or whose title, description or caption has this piece.

        AssertionError when there is none.
        """
        for result in self.results:
            words = f"{result.title}\n{result.description}\n{result.body.text}"
            if result.id == wanted or wanted.casefold() in words.casefold():
                return result
        message = f"no inline result {wanted!r} among {[result.title for result in self.results]}"
        raise AssertionError(message)


@dataclass(slots=True)
class InlineQuery:
    """Words typed behind the bot's name, waiting for the bot's answer."""

    id: str
    user: User
    query: str
    offset: str
    made: float
    answer: InlineAnswer | None = None
