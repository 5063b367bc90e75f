"""A person's words, cleaned and measured as KIE measures them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from bot.catalog.spec import Offer, Titled
from bot.errors import PromptMissing, PromptTooLong, PromptTooShort

_NO_TEXT: Final = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Unicode's categories Cc and Cs, without line breaks and tabs."""


def tidy(text: str) -> str:
    """The text in Unicode's composed form, without control characters other than line breaks and tabs."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _NO_TEXT.sub("", composed)


def check_prompt(model: Titled, offer: Offer, prompt: str, choices: Mapping[str, str] | None = None) -> str:
    """The prompt as it will be sent, without the model's own prefix; empty for a model that takes none.

    Length is counted in characters (code points), as KIE counts it, with the prefix.

    Args:
        model: what is asked for; it is named in refusals.
        offer: the model where it is made.
        prompt: the person's words.
        choices: the complete choices, where they decide what the prompt may be.

    Raises:
        PromptMissing, PromptTooShort, PromptTooLong: it is not acceptable.
    """
    rule = offer.prompt_for(choices or {})
    if rule.maximum_length == 0:
        return ""
    words = tidy(prompt).strip()
    if not words:
        if rule.required:
            raise PromptMissing(model=model.title)
        return ""
    if len(words) < rule.minimum_length:
        raise PromptTooShort(length=len(words), minimum=rule.minimum_length)
    if len(words) > rule.room:
        raise PromptTooLong(length=len(words), maximum=rule.room)
    return words
