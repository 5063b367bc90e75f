"""What is over cannot be used: quotes put away, replaced, or asked for by people who have left."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.group import AdmissionStatus, Group, GroupRules, Payer
from bot.domain.person import Draft
from bot.errors import QuoteOver, QuoteUnknown
from bot.generation.plan import GenerationRequest
from bot.groups.refusals import MembershipUnknown, NotGroupAdmin, NotMember
from bot.ledger.operations import grant
from bot.ports import Standing
from storage.core.database import Database
from storage.generation.drafts import SqliteDraftRepository
from storage.generation.quotes import SqliteQuoteRepository
from tests.support.core import Core
from tests.support.samples import generation_request

GROUP = -100
ASKER, CHIEF = 1, 9


@pytest.fixture
async def core(database: Database) -> Core:
    """The core of Kiosk, with a group whose account of fifty pays."""
    core = Core(database)
    await core.start()
    async with core.store.transaction() as tx:
        rules = GroupRules(payer=Payer.GROUP)
        await tx.save_group(Group(chat_id=GROUP, admission=AdmissionStatus.ADMITTED, rules=rules))
        await grant(tx, await tx.group_account(GROUP), 50, "gift", core.clock.now())
    core.members.special[CHIEF] = Standing.ADMIN
    return core


async def left(core: Core) -> tuple[int, int]:
    """What the group's account has: available, held."""
    async with core.store.transaction() as tx:
        account = await tx.group_account(GROUP)
        return account.available, await tx.held(account.id)


async def draft_of(core: Core) -> Draft:
    """A draft of the asker's."""
    drafts = SqliteDraftRepository(core.database)
    return await drafts.add(Draft(person_id=ASKER, chat_id=ASKER, model="film", created_at=core.clock.now()))


async def quoted(core: Core, draft: Draft, **facts: Any) -> str:
    """The token of the draft's price."""
    request: GenerationRequest = generation_request(ASKER, draft_id=draft.id, **facts)
    return (await core.quoter.quote(request)).quote.token


@pytest.mark.parametrize(
    ("standing", "refusal"),
    [(Standing.OUTSIDE, NotMember), (Standing.UNKNOWN, MembershipUnknown)],
)
async def test_a_group_pays_for_its_members_alone(
    core: Core, standing: Standing, refusal: type[Exception]
) -> None:
    """Who has left, or of whom Telegram does not say, spends nothing; an admin's yes changes nothing about that."""
    token = await core.quoted(ASKER, chat_id=GROUP)
    core.members.special[ASKER] = standing
    for approved_by in (None, CHIEF):
        with pytest.raises(refusal):
            await core.confirmer.confirm(token, ASKER, approved_by=approved_by)
    assert await left(core) == (50, 0)
    del core.members.special[ASKER]
    await core.confirmer.confirm(token, ASKER)
    assert (await left(core))[1] > 0


async def test_ones_own_credits_need_no_certainty(core: Core) -> None:
    """Where members pay themselves, only who surely has left is refused: a group may hide its members."""
    async with core.store.transaction() as tx:
        await tx.save_group(Group(chat_id=GROUP, admission=AdmissionStatus.ADMITTED))
    tokens = [await core.quoted(ASKER, chat_id=GROUP) for _ in range(2)]
    core.members.special[ASKER] = Standing.OUTSIDE
    with pytest.raises(NotMember):
        await core.confirmer.confirm(tokens[0], ASKER)
    core.members.special[ASKER] = Standing.UNKNOWN
    await core.confirmer.confirm(tokens[0], ASKER)


async def test_an_admin_of_the_quotes_own_group(core: Core) -> None:
    """Rights are asked for the chat of the quote, at that moment."""
    token = await core.quoted(ASKER, chat_id=GROUP)
    for nobody_special in (ASKER, 77):
        with pytest.raises(NotGroupAdmin):
            await core.confirmer.confirm(token, ASKER, approved_by=nobody_special)
    core.members.special[CHIEF] = Standing.UNKNOWN
    with pytest.raises(MembershipUnknown):
        await core.confirmer.confirm(token, ASKER, approved_by=CHIEF)
    assert await left(core) == (50, 0)
    asked = [(chat_id, now) for chat_id, person_id, now in core.members.asked if person_id == CHIEF]
    assert asked == [(GROUP, True)]


async def test_a_quote_that_is_used_at_this_very_moment(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    """When another confirmation is first, this one is refused, and nothing is held or made."""
    token = await core.quoted(ASKER)

    async def too_late(*_: object) -> bool:
        return False

    monkeypatch.setattr(SqliteQuoteRepository, "confirm_quote", too_late)
    with pytest.raises(QuoteOver):
        await core.confirmer.confirm(token, ASKER)
    assert await core.money(ASKER) == (100, 0)
    assert not await core.database.rows("SELECT 1 FROM generations")


async def test_a_draft_has_one_price(core: Core) -> None:
    """A new price ends the earlier one, whatever was said in between; a draft that is written back as it was does not."""
    draft = await draft_of(core)
    first = await quoted(core, draft)
    await SqliteDraftRepository(core.database).save(draft, core.clock.now())
    second = await quoted(core, draft, prompt="a blue kite")
    for token in (first, first):
        with pytest.raises(QuoteOver):
            await core.confirmer.confirm(token, ASKER)
    await core.confirmer.confirm(second, ASKER)


async def test_a_draft_that_was_put_away(core: Core) -> None:
    """Neither its price nor the draft is good for anything; what is made already is not put away."""
    draft = await draft_of(core)
    token = await quoted(core, draft)
    assert await core.withdrawer.dismiss(draft.id)
    with pytest.raises(QuoteOver):
        await core.confirmer.confirm(token, ASKER)
    with pytest.raises(QuoteOver):
        await quoted(core, draft)
    assert await core.money(ASKER) == (100, 0)
    made = await draft_of(core)
    await core.confirmer.confirm(await quoted(core, made), ASKER)
    assert not await core.withdrawer.dismiss(made.id)


async def test_an_update_that_comes_once_more(core: Core) -> None:
    """Its price has the same name: what its person has put away meanwhile does not come back."""
    draft = await draft_of(core)
    request = generation_request(ASKER, draft_id=draft.id)
    await core.quoter.quote(request, token="m1")
    await core.withdrawer.dismiss(draft.id)
    again = await draft_of(core)
    with pytest.raises(QuoteOver):
        await core.quoter.quote(generation_request(ASKER, draft_id=again.id), token="m1")
    with pytest.raises(QuoteOver):
        await core.confirmer.confirm("m1", ASKER)


async def test_who_may_withdraw(core: Core) -> None:
    """The quote's person, and admins of its group; once, and not when it is being made."""
    token = await core.quoted(ASKER, chat_id=GROUP)
    with pytest.raises(NotGroupAdmin):
        await core.withdrawer.withdraw(token, 77)
    assert await core.withdrawer.withdraw(token, CHIEF)
    with pytest.raises(QuoteOver):
        await core.withdrawer.withdraw(token, ASKER)
    with pytest.raises(QuoteUnknown):
        await core.withdrawer.withdraw("unknown", ASKER)
    made = await core.quoted(ASKER, chat_id=GROUP)
    await core.confirmer.confirm(made, ASKER)
    assert not await core.withdrawer.withdraw(made, ASKER)
