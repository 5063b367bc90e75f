"""A person's words, cleaned and measured as KIE measures them."""

from __future__ import annotations

import unicodedata

from bot.catalog.spec import Model, Offer
from bot.errors import PromptMissing, PromptTooLong, PromptTooShort


def tidy(text: str) -> str:
    """The text in Unicode's composed form, without control characters other than line breaks and tabs."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        character
        for character in composed
        if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs"}
    )


def check_prompt(model: Model, offer: Offer, prompt: str) -> str:
    """The prompt as it will be sent, without the model's own prefix; empty for a model that takes none.

    Length is counted in characters (code points), as KIE counts it, with the prefix.

    Raises:
        PromptMissing, PromptTooShort, PromptTooLong: it is not acceptable.
    """
    rule = offer.prompt
    if rule.maximum_length == 0:
        return ""
    words = tidy(prompt).strip()
    if not words:
        if rule.required:
            raise PromptMissing(model=model.title)
        return ""
    room = rule.maximum_length - len(rule.prefix)
    if len(words) < rule.minimum_length:
        raise PromptTooShort(length=len(words), minimum=rule.minimum_length)
    if len(words) > room:
        raise PromptTooLong(length=len(words), maximum=room)
    return words
