"""Names of shared results: only those that were made here for this very result count."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from bot.generation.share_tokens import ShareTokens
from handlers.core.deep_link import DeepLink, LinkTarget
from tests.support.samples import held

TOKENS = ShareTokens("secret")
RESULT = replace(held(1, "t"), id=17)


def test_a_name_is_read_back_and_fits_into_a_link() -> None:
    """It names its generation, also the one with the longest number."""
    longest = replace(RESULT, id=10**16 - 1)
    for generation, with_prompt in product((RESULT, longest), (False, True)):
        token = TOKENS.sign(generation, with_prompt=with_prompt)
        assert TOKENS.shares_prompt(token) is with_prompt
        assert TOKENS.generation_id(token) == generation.id
        assert TOKENS.names(token, generation)
        link = DeepLink(LinkTarget.SHARED, token)
        assert DeepLink.parse(link.payload) == link


def test_it_holds_when_the_key_was_replaced() -> None:
    """Links stay in chats for years."""
    assert ShareTokens("newer", ["secret"]).names(TOKENS.sign(RESULT, with_prompt=False), RESULT)


@pytest.mark.parametrize(
    "token", ["", "17", "17_", "17_" + "A" * 20, "18_" + "A" * 20, "17_" + "A" * 19, "-17_" + "A" * 20]
)
def test_what_was_made_up_names_nothing(token: str) -> None:
    """Guessed, cut, and of another form."""
    assert not TOKENS.names(token, RESULT)


def test_it_is_of_one_result_and_of_one_key() -> None:
    """Neither another number nor another key, nor the same number after its person was forgotten."""
    token = TOKENS.sign(RESULT, with_prompt=False)
    assert not TOKENS.names(token, replace(RESULT, id=18))
    assert not TOKENS.names(token.replace("17_", "18_"), replace(RESULT, id=18))
    assert not TOKENS.names(token, replace(RESULT, token="forgotten 17"))
    assert not ShareTokens("other").names(token, RESULT)


def test_a_link_without_the_words_is_not_made_into_one_with_them() -> None:
    """What is shared is signed."""
    forged = TOKENS.sign(RESULT, with_prompt=False).replace("17_", "17w_")
    assert TOKENS.shares_prompt(forged)
    assert not TOKENS.names(forged, RESULT)
    assert not TOKENS.shares_prompt("made up")
