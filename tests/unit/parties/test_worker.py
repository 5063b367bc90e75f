"""A party from its budget to its end, with a clock that the test owns."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.catalog.spec import Kind
from bot.domain.generation import Asset, Generation
from bot.domain.group import AdmissionStatus, Group, GroupRules, Payer
from bot.domain.party import JOINING, PATIENCE, VOTING, PartyState
from bot.errors import ChatGone, DeliveryPostponed, FailureKind, NotEnoughCredits
from bot.groups.refusals import WordBanned
from bot.ledger.transfer import transfer
from bot.parties.entries import PartyEntry, next_album
from bot.parties.refusals import (
    OwnEntry,
    PartyBudgetEmpty,
    PartyBudgetTooSmall,
    PartyGoesOn,
    PartyJoined,
    PartyOver,
    ShareTooSmall,
)
from bot.ports import Progress, Standing, TaskStatus
from storage.core.database import Database
from tests.support.fake_provider import done
from tests.support.party_core import GROUP, PartyCore
from tests.support.samples import held


@pytest.fixture
async def core(database: Database) -> PartyCore:
    """Everybody has 100 credits."""
    core = PartyCore(database)
    await core.start()
    return core


async def made(core: PartyCore, *entries: Generation) -> None:
    """Let KIE finish what was joined with."""
    core.provider.will("status", *(done() for _ in entries))
    await core.until_quiet()
    core.clock.advance(seconds=60)
    await core.until_quiet()


class TestBudget:
    """Where credits come from and go to."""

    async def test_it_comes_from_the_starter_and_the_rest_goes_back(self, core: PartyCore) -> None:
        """Fifty in, two sketches at three each, forty-four back; the account of no other person moves."""
        party = await core.party(50)
        assert (await core.money(1), await core.budget(party)) == ((50, 0), (50, 0))
        first, second = await core.joined(party, 1), await core.joined(party, 2)
        assert (await core.money(2), await core.budget(party)) == ((100, 0), (44, 6))
        await made(core, first, second)
        await core.end(party)
        await core.host_steps()
        assert (await core.money(1), await core.budget(party)) == ((94, 0), (0, 0))
        assert (await core.as_it_is(party)).returned == 44

    async def test_a_groups_account_pays_for_its_admins(self, core: PartyCore) -> None:
        """Where the account pays, a party of an admin's is its; of a member's it is the member's own."""
        await _group(core, GroupRules(payer=Payer.GROUP))
        async with core.store.transaction() as tx:
            own, account = await tx.account_of_person(7), await tx.group_account(GROUP)
            await transfer(
                tx, own, account, 60, core.tariff.allowance, operation_key="gift", now=core.clock.now()
            )
        core.members.special[1] = Standing.ADMIN
        party = await core.party(50)
        async with core.store.transaction() as tx:
            assert (await tx.group_account(GROUP)).available == 10
        await core.end(party)
        await core.host_steps()
        async with core.store.transaction() as tx:
            assert (await tx.group_account(GROUP)).available == 60
        core.members.special.clear()
        await core.party(50)
        assert await core.money(1) == (50, 0)

    async def test_what_is_refused_moves_nothing(self, core: PartyCore) -> None:
        """Too little for one entry, more than there is, a second party, a banned word: nothing is put aside."""
        with pytest.raises(PartyBudgetTooSmall):
            await core.party(2)
        with pytest.raises(NotEnoughCredits):
            await core.party(101)
        await _group(core, GroupRules(banned_words=("cats",)))
        with pytest.raises(WordBanned):
            await core.party(50)
        await _group(core, GroupRules())
        await core.party(50)
        with pytest.raises(PartyGoesOn):
            await core.party(10, person_id=2)
        assert (await core.money(1), await core.money(2)) == ((50, 0), (100, 0))

    async def test_a_message_makes_one_party(self, core: PartyCore) -> None:
        """The update that Telegram repeats finds the party that it made."""
        party = await core.party(50, message_id=7)
        assert (await core.party(50, message_id=7)).id == party.id
        assert await core.money(1) == (50, 0)

    async def test_one_entry_each_within_a_share(self, core: PartyCore) -> None:
        """A fifth of the budget for one; a failed entry's credits are in the budget again, and its member may join anew."""
        party = await core.party(30)
        with pytest.raises(ShareTooSmall) as refused:
            await core.joined(party, 2, model="film")
        assert refused.value.facts == {"price": 10, "share": 6}
        core.provider.will("status", TaskStatus(progress=Progress.FAILED, failure=FailureKind.CONTENT))
        await core.joined(party, 2)
        with pytest.raises(PartyJoined):
            await core.joined(party, 2)
        await core.until_quiet()
        core.clock.advance(seconds=60)
        await core.until_quiet()
        assert await core.budget(party) == (30, 0)
        await core.joined(party, 2)
        assert await core.budget(party) == (27, 3)

    async def test_an_empty_budget_ends_joining(self, core: PartyCore) -> None:
        """Two sketches fit into seven credits; with the rest no one can join, so no one is asked to."""
        party = await core.party(7)
        await core.joined(party, 1)
        token = await core.quoted(3, model="sketch", chat_id=GROUP, party_id=party.id)
        await core.joined(party, 2)
        with pytest.raises(PartyBudgetEmpty):
            await core.confirmer.confirm(token, 3)
        await core.host_steps()
        assert (await core.as_it_is(party)).state is PartyState.CLOSING
        with pytest.raises(PartyOver):
            await core.joined(party, 3)

    async def test_a_group_that_is_gone_gets_its_credits_back(self, core: PartyCore) -> None:
        """The group cannot be reached: an entry's hold is waited for, the rest of the budget goes back."""
        party = await core.party(50)
        entry = await core.joined(party, 2)
        core.party_notifier.will("invite", ChatGone("kicked"))
        await core.host_steps()
        assert (await core.as_it_is(party)).state is PartyState.REFUNDING
        assert await core.money(1) == (50, 0)
        await made(core, entry)
        core.clock.advance(minutes=1)
        await core.host_steps()
        assert await core.money(1) == (97, 0)
        assert (await core.as_it_is(party)).state is PartyState.ENDED


class TestVote:
    """Who wins."""

    async def test_one_vote_each_changed_at_will_never_for_oneself(self, core: PartyCore) -> None:
        """The last vote counts, taking back a reaction takes back its vote only; the winner has the most."""
        party = await core.party(50)
        await core.host_steps()
        entries = [await core.joined(party, person) for person in (1, 2, 3)]
        await made(core, *entries)
        await core.end(party)
        await core.host_steps()
        assert core.party_notifier.notified == ["invite", "close", "album 3", "vote"]
        one, two, three = entries
        with pytest.raises(OwnEntry):
            await core.parties.vote(party.id, GROUP, 1, one.id)
        assert await core.parties.vote(party.id, GROUP, 1, two.id) == 2
        assert await core.parties.vote(party.id, GROUP, 1, three.id) == 3
        shown = {shown.generation_id: shown.message_id or 0 for shown in (await core.as_it_is(party)).entries}
        await core.parties.react(GROUP, shown[three.id], 2, liked=True)
        await core.parties.react(GROUP, shown[one.id], 9, liked=True)
        await core.parties.react(GROUP, shown[two.id], 9, liked=False)
        await core.parties.react(GROUP, 12345, 9, liked=True)
        assert await core.votes(party) == {1: three.id, 2: three.id, 9: one.id}
        await core.parties.react(GROUP, shown[one.id], 9, liked=False)
        core.clock.advance(VOTING)
        with pytest.raises(PartyOver):
            await core.parties.vote(party.id, GROUP, 9, one.id)
        await core.host_steps()
        (tally,) = core.party_notifier.tallies
        assert (tally.votes, tally.winners) == (2, (three.id,))
        ended = await core.as_it_is(party)
        assert (ended.state, ended.theme, await core.votes(party)) == (PartyState.ENDED, "", {})

    @pytest.mark.parametrize(
        "state", [one for one in PartyState if one not in {PartyState.OPEN, PartyState.VOTING}]
    )
    async def test_only_joining_and_the_vote_end_by_hand(self, core: PartyCore, state: PartyState) -> None:
        """A button may name any state: the others have no end that people set."""
        party = await core.party(50)
        async with core.store.transaction() as tx:
            await tx.save_party(replace(party, state=state), expected=PartyState.OPEN)
        with pytest.raises(PartyOver):
            await core.end(party, state)

    async def test_a_vote_before_the_state_says_so(self, core: PartyCore) -> None:
        """The ballot is in the chat and the process ends before that is written: votes on it count as soon as all is shown."""
        party = await core.party(50)
        await core.host_steps()
        entries = [await core.joined(party, person) for person in (1, 2)]
        await made(core, *entries)
        await core.end(party)
        shown = await core.as_it_is(party)
        while not (shown.state is PartyState.SHOWING and all(entry.posted for entry in shown.entries)):
            with pytest.raises(PartyOver):
                await core.parties.vote(party.id, GROUP, 1, entries[1].id)
            await core.host_steps(1)
            shown = await core.as_it_is(party)
        assert await core.parties.vote(party.id, GROUP, 1, entries[1].id) == 2
        await core.host_steps()
        core.clock.advance(VOTING)
        await core.host_steps()
        assert core.party_notifier.tallies[-1].winners == (entries[1].id,)

    async def test_a_tie_and_nobody(self, core: PartyCore) -> None:
        """Equal votes share the place; without votes there is no winner."""
        for votes, winners in (((1, 2),), 2), ((), 0):
            party = await core.party(50)
            entries = [await core.joined(party, person) for person in (1, 2)]
            await made(core, *entries)
            await core.end(party)
            await core.host_steps()
            for first, second in votes:
                await core.parties.vote(party.id, GROUP, first, entries[1].id)
                await core.parties.vote(party.id, GROUP, second, entries[0].id)
            await core.end(party, PartyState.VOTING)
            await core.host_steps()
            assert len(core.party_notifier.tallies[-1].winners) == winners
        assert await core.goes_on() == []

    @pytest.mark.parametrize("members", [0, 1])
    async def test_too_few_for_a_vote(self, core: PartyCore, members: int) -> None:
        """No one, or only one: it is said kindly when the time is over, and the budget goes back."""
        party = await core.party(50)
        entries = [await core.joined(party, person) for person in range(2, 2 + members)]
        await made(core, *entries)
        await core.host_steps()
        assert core.party_notifier.notified == ["invite"]
        core.clock.advance(JOINING)
        await core.host_steps()
        assert core.party_notifier.notified == ["invite", "close", "few"]
        assert await core.money(1) == (100 - 3 * members, 0)


class TestTime:
    """What happens when, independent of taps."""

    async def test_a_late_entry_keeps_the_budget_not_the_party(self, core: PartyCore) -> None:
        """After a quarter of an hour the gallery is shown without it; its credits follow when it has ended."""
        party = await core.party(50)
        quick = [await core.joined(party, person) for person in (1, 2)]
        await made(core, *quick)
        await core.joined(party, 3)
        await core.until_quiet()
        await core.end(party)
        await core.host_steps()
        assert (await core.as_it_is(party)).state is PartyState.CLOSING
        core.clock.advance(PATIENCE + timedelta(seconds=1))
        await core.host_steps()
        assert core.party_notifier.notified[-2:] == ["album 2", "vote"]
        assert await core.budget(party) == (41, 3)
        await core.end(party, PartyState.VOTING)
        await core.host_steps()
        assert (await core.as_it_is(party)).state is PartyState.REFUNDING
        again = await core.party(10, person_id=2)  # the group may have the next one
        core.clock.advance(hours=2)
        await core.until_quiet()
        await core.host_steps()
        assert (await core.as_it_is(party)).returned == 44
        assert await core.budget(party) == (0, 0)
        assert again.id != party.id

    async def test_a_tap_while_telegram_makes_us_wait(self, core: PartyCore) -> None:
        """Flood control holds the invitation up; that a person ends joining meanwhile is not forgotten."""
        party = await core.party(50)
        core.party_notifier.will("invite", DeliveryPostponed("flood", 20))
        await core.host_steps()
        assert (await core.as_it_is(party)).due_at == core.clock.now() + timedelta(seconds=20)
        await core.end(party)
        await core.host_steps()
        assert core.party_notifier.notified == ["close", "few"]

    async def test_a_fault_costs_time_only(self, core: PartyCore) -> None:
        """An error that no one foresaw: the step is tried again a minute later."""
        party = await core.party(50)
        core.party_notifier.will("invite", RuntimeError("a fault"))
        await core.host_steps()
        core.clock.advance(minutes=1)
        await core.host_steps()
        assert core.party_notifier.notified == ["invite"]
        assert (await core.as_it_is(party)).message_id is not None

    async def test_a_fault_that_stays_locks_no_credits(self, core: PartyCore) -> None:
        """Eight times in vain: the party ends untold, and the budget goes back where it came from."""
        party = await core.party(50)
        core.party_notifier.will("invite", *(RuntimeError("a fault") for _ in range(8)))
        for _ in range(8):
            assert await core.money(1) == (50, 0)
            await core.host_steps()
            core.clock.advance(minutes=1)
        await core.host_steps()
        assert await core.money(1) == (100, 0)
        assert (await core.as_it_is(party)).state is PartyState.ENDED


def test_albums() -> None:
    """Ten at most, photos with videos, sounds by themselves; what fits no album goes alone."""
    forms = ["photo", "audio", *["video"] * 11, "animation", "audio"]
    pieces = [_piece(number, form) for number, form in enumerate(forms)]
    sent = []
    while pieces:
        album = next_album(pieces)
        sent.append([piece.asset.sent_as for piece in album if piece.asset])
        pieces = [piece for piece in pieces if piece not in album]
    assert [len(album) for album in sent] == [10, 2, 2, 1]
    assert sent[1] == ["audio", "audio"]


def _piece(number: int, form: str) -> PartyEntry:
    asset = Asset(url="https://x.example", kind=Kind.IMAGE, sent_as=form, file_id="f")
    return PartyEntry(number, held(1, f"t{number}"), asset, "")


async def _group(core: PartyCore, rules: GroupRules) -> None:
    async with core.store.transaction() as tx:
        await tx.save_group(Group(chat_id=GROUP, admission=AdmissionStatus.ADMITTED, rules=rules))
