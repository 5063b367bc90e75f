"""Callback addresses, and what becomes of a callback."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.generation.callback import CallbackOutcome
from bot.generation.callback_tokens import CallbackAddresses, CallbackTokens
from tests.support.core import Core
from tests.support.samples import held

TOKENS = CallbackTokens("secret key")
GENERATION = replace(held(1, "secret-part"), id=41)


class TestTokens:
    """Each names one generation and cannot be moved to another."""

    @settings(max_examples=50, deadline=None)
    @given(number=st.integers(1, 2**63 - 1), secret=st.text("abcXYZ019-_", min_size=1, max_size=20))
    def test_what_is_signed_is_read(self, number: int, secret: str) -> None:
        """A token of ours gives back the id and the secret part."""
        signed = TOKENS.sign(replace(GENERATION, id=number, token=secret))
        assert TOKENS.read(signed) == (number, secret)
        assert CallbackTokens("another key").read(signed) is None

    def test_earlier_keys_are_accepted(self) -> None:
        """What an earlier key signed counts while that key is listed; the newest signs."""
        before, both, after = (CallbackTokens("old"), CallbackTokens("new", ["old"]), CallbackTokens("new"))
        named = (GENERATION.id, GENERATION.token)
        assert both.read(before.sign(GENERATION)) == named
        assert after.read(before.sign(GENERATION)) is None
        assert after.read(both.sign(GENERATION)) == named

    @settings(max_examples=100, deadline=None)
    @given(st.text(max_size=60))
    def test_anything_else_is_not(self, text: str) -> None:
        """Whatever was not signed here is nothing, and nothing makes the reader fail."""
        assert TOKENS.read(text) is None

    @pytest.mark.parametrize("part", [0, 1, 2])
    def test_no_part_can_be_changed(self, part: int) -> None:
        """Another id, secret or signature breaks it."""
        parts = TOKENS.sign(GENERATION).split(".")
        parts[part] = f"1{parts[part]}"
        assert TOKENS.read(".".join(parts)) is None

    def test_halves_of_surrogate_pairs(self) -> None:
        """Text that cannot be encoded is no token either."""
        assert TOKENS.read("1.\udcff.\udcff") is None

    def test_where_nothing_listens(self) -> None:
        """Without a public address there is no callback address."""
        assert CallbackAddresses(TOKENS, None).of(GENERATION) is None
        address = CallbackAddresses(TOKENS, "https://kiosk.example").of(GENERATION)
        assert address == f"https://kiosk.example/webhooks/kai/{TOKENS.sign(GENERATION)}"


class TestInbox:
    """A hint is recorded once; the truth is asked for elsewhere."""

    async def test_repeated(self, core: Core) -> None:
        """The same bytes count once; other bytes count again."""
        generation = await core.ran()
        receptions = [
            await core.called(generation, "task-1", stage=stage) for stage in ("first", "first", "complete")
        ]
        assert receptions == [CallbackOutcome.RECORDED, CallbackOutcome.REPEATED, CallbackOutcome.RECORDED]

    async def test_of_a_generation_that_is_gone(self, core: Core) -> None:
        """A good signature for a generation that the database do not know, or know by another secret, is unknown."""
        generation = await core.ran()
        for other in (replace(generation, id=99), replace(generation, token="other")):
            assert await core.called(other, "task-1") is CallbackOutcome.UNKNOWN

    async def test_of_another_task(self, core: Core) -> None:
        """A callback that names another task than ours leaves no trace; one that names none is a hint."""
        generation = await core.ran()
        assert await core.called(generation, "task-2") is CallbackOutcome.FOREIGN
        assert (await core.now(generation)).hinted_task_id == ""
        assert await core.called(generation, "") is CallbackOutcome.RECORDED

    async def test_unsigned_and_unreadable(self, core: Core) -> None:
        """The reader's verdict is passed on and nothing is recorded."""
        token = core.tokens.sign(await core.ran())
        assert await core.inbox.receive(token, {"X-Signed": "no"}, b"{}") is CallbackOutcome.UNSIGNED
        assert await core.inbox.receive(token, {}, b"junk") is CallbackOutcome.UNREADABLE
        assert await core.step() is None
