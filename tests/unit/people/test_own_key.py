"""Generations that go with a KIE key of the person's own: what they cost, what waits for the key, and how they end."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.availability.circuit_breaker import KeyTrouble
from bot.domain.generation import Generation, State
from bot.errors import (
    AccessRefused,
    FailureKind,
    KeyRemoved,
    OutOfCredits,
    OwnKeyPaused,
    OwnKeyRefused,
    OwnKeyUnchecked,
    OwnKeyUnfit,
    QuoteUnknown,
    StatusUnavailable,
    SubmissionInDoubt,
)
from bot.ports import Submission
from tests.support.core import Core
from tests.support.fake_provider import done
from tests.support.samples import PHOTO, chain_request, generation_request

ALICE, BORIS = 1, 2
OWNER = "person:1"
FIRST, SECOND = f"{OWNER}#2", f"{OWNER}#3"
"""Names of the keys that Alice brings; the operator's key is the first row."""
KEY, OTHER = "alices-key-0001", "alices-key-0002"


@pytest.fixture
async def keyed(core: Core) -> Core:
    """Alice has a key with a hundred credits at KIE; everybody has a hundred here."""
    core.provider.left_of_key = {KEY: Decimal(100), OTHER: Decimal(50)}
    await core.own_key_manager.bring(OWNER, f" {KEY}\n")
    return core


async def _ended(core: Core, generation: Generation) -> Generation:
    await core.until_quiet()
    return await core.now(generation)


class TestPrice:
    """What it costs."""

    async def test_nothing_here_and_the_full_price_there(self, keyed: Core) -> None:
        """The quote is 0 credits and tells KIE's; after delivery nothing was taken, and the hold of 0 has ended."""
        priced = await keyed.quoter.quote(generation_request(ALICE))
        assert (priced.quote.price, priced.quote.kie_credits, priced.affordable) == (0, 10, True)
        generation = await keyed.ordered(ALICE)
        assert (generation.price, generation.own_key) == (0, FIRST)
        keyed.provider.will("status", done())
        await keyed.until_quiet()
        generation = await keyed.asked(generation)
        generation = await _ended(keyed, generation)
        assert (generation.state, generation.captured) == (State.DELIVERED, 0)
        assert await keyed.money(ALICE) == (100, 0)

    async def test_others_pay_as_ever(self, keyed: Core) -> None:
        """No other person's price knows of the key; nor does its owner's while it is switched off."""
        assert (await keyed.ordered(BORIS)).own_key == ""
        assert await keyed.money(BORIS) == (90, 10)
        await keyed.own_key_manager.switch(OWNER, enabled=False)
        generation = await keyed.ordered(ALICE)
        assert (generation.own_key, generation.price) == ("", 10)

    async def test_a_quote_for_a_key_that_is_gone(self, keyed: Core) -> None:
        """Neither a removed nor a switched-off key makes it a gift: the price has to be asked for again."""
        token = await keyed.quoted(ALICE)
        await keyed.own_key_manager.switch(OWNER, enabled=False)
        with pytest.raises(QuoteUnknown):
            await keyed.confirmer.confirm(token, ALICE)
        await keyed.own_key_manager.remove(OWNER)
        with pytest.raises(QuoteUnknown):
            await keyed.confirmer.confirm(token, ALICE)

    async def test_a_whole_chain(self, keyed: Core) -> None:
        """Every step goes with the key and costs nothing here; the sum at KIE is reported."""
        priced = await keyed.quoter.quote(chain_request(ALICE))
        assert (priced.quote.price, priced.quote.key_owner) == (0, OWNER)
        assert priced.quote.kie_credits > 0
        steps = await keyed.begun(ALICE)
        assert {step.own_key for step in steps} == {FIRST}
        assert await keyed.money(ALICE) == (100, 0)


class TestTrouble:
    """KIE does not serve the key."""

    @pytest.mark.parametrize(
        ("error", "trouble"),
        [(OutOfCredits("empty"), KeyTrouble.EMPTY), (AccessRefused("no"), KeyTrouble.REFUSED)],
    )
    async def test_it_pauses_its_own_work_only(
        self, keyed: Core, error: OutOfCredits | AccessRefused, trouble: KeyTrouble
    ) -> None:
        """What goes with it waits and new work with it is refused; its owner is notified once, the admins never; others go on."""
        keyed.provider.will("submit", error)
        first, second = await keyed.ordered(ALICE), await keyed.ordered(ALICE)
        late = await keyed.quoted(ALICE)
        await keyed.until_quiet()
        assert {(await keyed.now(one)).state for one in (first, second)} == {State.HELD}
        with pytest.raises(OwnKeyPaused):
            await keyed.confirmer.confirm(late, ALICE)
        other = await keyed.ordered(BORIS)
        await keyed.step()
        assert (await keyed.now(other)).state is State.RUNNING
        assert keyed.notifier.notified == [(OWNER, trouble)]
        assert keyed.messenger.alerts == []
        assert not keyed.key_breaker.paused_until

    async def test_the_operators_trouble_is_not_theirs(self, keyed: Core) -> None:
        """While the operator's account is empty, who brought a key goes on."""
        keyed.provider.will("submit", OutOfCredits("empty"))
        waiting = await keyed.ordered(BORIS)
        await keyed.step()
        mine = await keyed.ordered(ALICE)
        await keyed.until_quiet()
        assert [(await keyed.now(one)).state for one in (waiting, mine)] == [State.HELD, State.RUNNING]

    async def test_a_new_process_tells_nobody_again(self, keyed: Core) -> None:
        """What a former process has announced is not news; it is again after the key worked in between."""
        keyed.provider.will(
            "submit",
            OutOfCredits("1"),
            OutOfCredits("2"),
            Submission(task_id="task", route="0"),
            OutOfCredits("3"),
        )
        generation = await keyed.ordered(ALICE)
        await keyed.step()
        await keyed.start()
        await keyed.asked(generation)
        assert len(keyed.notifier.notified) == 1
        await keyed.asked(generation)
        assert (await keyed.now(generation)).state is State.RUNNING
        await keyed.ordered(ALICE)
        await keyed.step()
        assert len(keyed.notifier.notified) == 2

    async def test_looking_at_a_topped_up_balance_lets_the_work_go_on(self, keyed: Core) -> None:
        """No one waits for the end of the pause; a look at an account that is still empty changes nothing."""
        keyed.provider.will("submit", OutOfCredits("empty"))
        generation = await keyed.ordered(ALICE)
        await keyed.step()
        keyed.provider.left_of_key[KEY] = Decimal(0)
        look = await keyed.own_key_manager.look(OWNER)
        assert (look.left, look.key and look.key.trouble, look.begun) == (Decimal(0), KeyTrouble.EMPTY, 1)
        assert await keyed.step() is None
        keyed.provider.left_of_key[KEY] = Decimal(7)
        look = await keyed.own_key_manager.look(OWNER)
        assert (look.left, look.key and look.key.trouble) == (Decimal(7), None)
        await keyed.step()
        assert (await keyed.now(generation)).state is State.RUNNING

    @pytest.mark.parametrize(("trouble", "kind"), [(True, FailureKind.KEY), (False, FailureKind.PROVIDER)])
    async def test_a_day_in_line(self, keyed: Core, trouble: bool, kind: FailureKind) -> None:
        """Who waited a day for a key that is of no use is pointed to the key; otherwise to another model."""
        generation = await keyed.ordered(ALICE)
        if trouble:
            keyed.provider.will("submit", OutOfCredits("empty"))
            await keyed.step()
        keyed.clock.advance(days=1)
        await keyed.step()
        assert (await keyed.now(generation)).failure is kind

    async def test_refused_until_the_deadline(self, keyed: Core) -> None:
        """A task that the key may not ask for any more ends at its deadline because of the key, and is not watched."""
        keyed.provider.will("status", *[AccessRefused("no")] * 500)
        generation = await keyed.ordered(ALICE)
        await keyed.step()
        while (await keyed.now(generation)).state is State.RUNNING:
            await keyed.asked(generation)
        generation = await _ended(keyed, generation)
        assert (generation.failure, generation.due_at) == (FailureKind.KEY, None)
        assert keyed.health.is_troubled(generation.model) is False


class TestReplaced:
    """Another key takes the place of the first."""

    async def test_what_waits_goes_with_the_new_one(self, keyed: Core) -> None:
        """KIE had nothing of it yet; its references are published with the key that submits them."""
        keyed.provider.will("submit", AccessRefused("revoked"))
        generation = await keyed.ordered(ALICE, references=(PHOTO,))
        await keyed.step()
        await keyed.own_key_manager.bring(OWNER, OTHER)
        await keyed.step()
        assert (await keyed.now(generation)).own_key == SECOND
        assert [one.own_key for one in keyed.provider.submitted] == [FIRST, SECOND]

    async def test_what_kie_has_is_asked_for_with_the_old_one(self, keyed: Core) -> None:
        """The key that created a task follows it to its end."""
        generation = await keyed.ordered(ALICE)
        await keyed.step()
        await keyed.own_key_manager.bring(OWNER, OTHER)
        keyed.provider.will("status", done())
        await keyed.asked(generation)
        assert {one.own_key for one in keyed.provider.asked} == {FIRST}
        assert (await _ended(keyed, generation)).state is State.DELIVERED


class TestRemoved:
    """Its owner takes the key away."""

    async def test_what_was_begun_ends_plainly(self, keyed: Core) -> None:
        """In line, at KIE or in doubt: failed because of the key, announced, nothing taken; what others have goes on."""
        running = await keyed.ordered(ALICE)
        await keyed.step()
        keyed.provider.will("submit", SubmissionInDoubt("cut off"))
        doubtful = await keyed.ordered(ALICE)
        await keyed.step()
        waiting, other = await keyed.ordered(ALICE), await keyed.ordered(BORIS)
        assert await keyed.own_key_manager.remove(OWNER) == 3
        assert keyed.provider.forgotten == [OWNER]
        await keyed.until_quiet()
        for mine in (running, doubtful, waiting):
            ended = await keyed.now(mine)
            assert (ended.state, ended.failure, ended.captured, ended.notified) == (
                State.FAILED,
                FailureKind.KEY,
                0,
                True,
            )
        assert (await keyed.now(other)).state is State.RUNNING
        assert await keyed.money(ALICE) == (100, 0)
        assert await keyed.own_key_manager.remove(OWNER) == 0

    @pytest.mark.parametrize("call", ["await_turn", "publish", "submit", "status"])
    async def test_a_step_finds_no_key(self, keyed: Core, call: str) -> None:
        """Removed while a step is under way, or by a process that died right after: the step itself ends it."""
        keyed.provider.will(call, KeyRemoved("removed"))
        generation = await keyed.ordered(ALICE, references=(PHOTO,))
        await keyed.step()
        if call == "status":
            await keyed.asked(generation)
        assert (await _ended(keyed, generation)).failure is FailureKind.KEY

    async def test_a_late_result_is_not_watched_for(self, keyed: Core) -> None:
        """Past its deadline, without the key, no one asks any more."""
        generation = await keyed.ordered(ALICE)
        await keyed.step()
        keyed.clock.advance(hours=2)
        await keyed.until_quiet()
        late = await keyed.now(generation)
        assert (late.failure, late.due_at is None) == (FailureKind.SLOW, False)
        keyed.provider.will("status", KeyRemoved("removed"))
        assert (await keyed.asked(late)).due_at is None


class TestBringing:
    """A key is checked before it is kept."""

    @pytest.mark.parametrize(
        ("text", "refusal"),
        [
            ("two words", OwnKeyUnfit),
            ("short", OwnKeyUnfit),
            ("ключ-кириллицей", OwnKeyUnfit),
            ("x" * 201, OwnKeyUnfit),
            ("unknown-to-kie", OwnKeyRefused),
            ("unanswered-key", OwnKeyUnchecked),
        ],
    )
    async def test_what_is_not_kept(self, keyed: Core, text: str, refusal: type[Exception]) -> None:
        """What cannot be a key never reaches KIE; refused or unanswered ones leave everything as it was."""
        keyed.provider.left_of_key["unanswered-key"] = StatusUnavailable("down")
        with pytest.raises(refusal):
            await keyed.own_key_manager.bring(OWNER, text)
        assert await keyed.repositories.own_keys.in_use(OWNER) == FIRST

    async def test_an_empty_one_rests(self, keyed: Core) -> None:
        """It is kept, but nothing goes with it until its owner says so."""
        keyed.provider.left_of_key[OTHER] = Decimal(0)
        look = await keyed.own_key_manager.bring(OWNER, OTHER)
        assert look.key is not None
        assert not look.key.enabled
        assert (await keyed.ordered(ALICE)).own_key == ""

    @pytest.mark.parametrize(
        ("answer", "refused"), [(AccessRefused("no"), True), (StatusUnavailable("down"), False)]
    )
    async def test_a_look_in_vain(
        self, keyed: Core, answer: AccessRefused | StatusUnavailable, refused: bool
    ) -> None:
        """The panel says whether KIE refuses the key or does not answer; it never fails."""
        keyed.provider.left_of_key[KEY] = answer
        look = await keyed.own_key_manager.look(OWNER)
        assert (look.left, look.refused) == (None, refused)
        assert (await keyed.own_key_manager.look("person:2")).key is None
