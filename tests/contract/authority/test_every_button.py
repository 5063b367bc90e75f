"""Every kind of button, pressed by whom and where it does not belong: refused in words, without any effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from enum import Enum
from typing import Any

import pytest
from aiogram.types import Chat
from pydantic.fields import FieldInfo

from bot.catalog.spec import Kind, Media, Verb
from bot.domain.archive import Archive
from bot.domain.cast import CharacterKind
from bot.domain.generation import Asset, Reference
from bot.domain.group import AdmissionStatus, Group, GroupRules, Payer
from bot.domain.join import JoinPiece
from bot.domain.order import OrderKind
from bot.domain.person import DRAFT_LIFE
from bot.domain.report import ReportKind
from bot.domain.request_origin import RequestOrigin
from bot.generation.plan import GenerationRequest
from bot.gifts.give import GiftRequest
from bot.ledger.operations import grant
from bot.parties.service import PartyRequest
from bot.payments.orders import OrderRequest
from handlers.core.buttons import BUTTONS
from handlers.core.buttons.base import Button, Owner
from handlers.core.buttons.draft import CardButton, DismissButton, PriceButton
from handlers.core.buttons.group import GroupButton, GroupSettingButton
from handlers.core.buttons.party import PartyEndButton, PartyJoinButton
from handlers.core.buttons.quote import ApproveButton, GenerateButton
from storage.core.database import Database
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person

HERE = Chat(id=-100, type="supergroup", title="Cats")
ELSEWHERE = Chat(id=-200, type="supergroup", title="Dogs")
OWNER, STRANGER, THIRD = 7, 8, 9

NAMES_A_ROW: Mapping[Owner, str | None] = {
    Owner.MENU: None,
    Owner.DRAFT: "draft",
    Owner.QUOTE: "token",
    Owner.GROUP_QUOTE: "token",
    Owner.FOLLOW_UP: "quote",
    Owner.GENERATION: "generation",
    Owner.RESULT: "generation",
    Owner.CHAT_GENERATION: "generation",
    Owner.CHARACTER: "character",
    Owner.GIVER: "gift",
    Owner.LOOK: "look",
    Owner.REPORTER: "report",
    Owner.JOIN: "join",
    Owner.ARCHIVE: "archive",
    Owner.GALLERY: "gallery",
    Owner.ORDER: "order",
    Owner.PAYER: "receipt",
    Owner.SUPPORT: "thread",
    Owner.GROUP: None,
    Owner.MEMBER: None,
    Owner.OPERATOR: None,
    Owner.ANYBODY: None,
}
"""Which field of a button names the row that decides who may press it, for each owner."""

ROW_FIELDS = frozenset(
    {
        "archive",
        "asset",
        "broadcast",
        "character",
        "chat",
        "draft",
        "gallery",
        "generation",
        "gift",
        "incident",
        "look",
        "join",
        "message",
        "order",
        "party",
        "person",
        "quote",
        "thread",
        "report",
        "reported",
        "token",
    }
)
VALUE_FIELDS = frozenset(
    {
        "do", "below", "act", "action", "admission", "after", "age", "day", "listed", "only", "agree", "agreed", "as_gift", "hides", "language", "manages", "nearest", "asked", "at", "before", "by", "card", "choice", "clear", "code", "credits", "decided", "decision", "example",
        "kind", "leaf", "monthly", "number", "offset", "on", "option", "pack_id", "page", "place", "position", "post", "priced", "receipt", "reword", "role", "rule", "send",
        "slug", "revision", "multiplier", "surcharge", "span", "stars", "start", "state", "step", "subscription", "suggestion", "sure", "to_all", "terms", "topic", "turn", "until", "value", "verb", "view", "voice",
        "what", "words", "zone",
    }
)  # fmt: skip
"""What buttons say besides the rows that they name."""

KINDS = sorted(BUTTONS.values(), key=lambda kind: kind.__prefix__)


def test_every_kind_has_a_case() -> None:
    """A new kind of button is pressed by the tests below as soon as it is clear which rows it names."""
    unclear = [
        f"{kind.__name__}.{name}"
        for kind in KINDS
        for name in kind.model_fields
        if name not in ROW_FIELDS | VALUE_FIELDS
    ]
    assert not unclear, "say whether these fields name a row"
    assert set(NAMES_A_ROW) == set(Owner)
    nameless = [
        kind.__name__
        for kind in KINDS
        if (name := NAMES_A_ROW[kind.owner]) is not None and name not in kind.model_fields
    ]
    assert not nameless, "their owner says that they name a row"
    rows = {kind: set(kind.model_fields) & ROW_FIELDS for kind in KINDS}
    hidden = [kind.__name__ for kind, named in rows.items() if kind.owner is Owner.MENU and named - {"draft"}]
    assert not hidden, "a menu's button names no row but a draft"


class World:
    """A group whose account pays, and rows of all sorts there, all of the owner."""

    def __init__(self, kiosk: BotUnderTest, database: Database) -> None:
        self.kiosk = kiosk
        self.database = database
        self.sets: list[dict[str, Any]] = []

    async def build(self) -> None:
        """One set of rows for a model, one for a recipe, one for an entry of a party."""
        kiosk, owner = self.kiosk, self.kiosk.person(OWNER, chat=HERE)
        async with kiosk.store.transaction() as tx:
            rules = GroupRules(payer=Payer.GROUP)
            await tx.save_group(Group(chat_id=HERE.id, admission=AdmissionStatus.ADMITTED, rules=rules))
            await grant(tx, await tx.group_account(HERE.id), 500, "gift", kiosk.clock.now())
            await grant(tx, await tx.account_of_person(OWNER), 5, "given", kiosk.clock.now())
        delivered = Asset(url="https://cdn.test/a.jpg", kind=Kind.IMAGE, file_id="f", message_id=55)
        generation = await kiosk.make(owner, "flux-pro a cat", delivered)
        await owner.say("/history")
        await owner.say("/recipe idea-to-video a cat on the moon")
        recipe = await self._newest("quotes")
        await owner.say("/recipe idea-to-video a cat on the sea")
        await owner.tap("Generate")
        chain = (await kiosk.history.open(OWNER))[0]
        made = Asset(url="https://cdn.test/b.jpg", kind=Kind.IMAGE, file_id="g", message_id=56)
        step = await kiosk.finish(chain, made)
        party = await kiosk.dispatcher["parties"].start(
            PartyRequest(
                person_id=OWNER,
                language="en",
                chat_id=HERE.id,
                thread_id=None,
                message_id=900,
                key="42:-100:900",
                theme="cats",
                credits=60,
                least=1,
            )
        )
        seat = await kiosk.drafts.add(
            replace(
                await self._draft(await self._newest("drafts")),
                id=0,
                recipe=None,
                continues=None,
                model="flux-pro",
                prompt="a cat",
                party_id=party.id,
            )
        )
        entry = await kiosk.dispatcher["quoter"].quote(
            GenerationRequest(
                person_id=OWNER,
                language="en",
                chat_id=HERE.id,
                model="flux-pro",
                prompt="a cat",
                party_id=party.id,
                draft_id=seat.id,
            )
        )
        await owner.say("/gen flux-pro a dog")
        card = await kiosk.dispatcher["gift_giver"].give(
            GiftRequest(giver_id=OWNER, credits=5, made_for="42:-100:901", chat_id=HERE.id, language="en")
        )
        join = await kiosk.dispatcher["joins"].add(
            RequestOrigin(person_id=OWNER, chat_id=HERE.id, language="en"),
            [JoinPiece(reference=Reference(file_id="clip", media=Media.VIDEO))] * 2,
        )
        async with kiosk.store.transaction() as tx:
            archive = await tx.add_archive(
                Archive(
                    person_id=OWNER,
                    chat_id=HERE.id,
                    language="en",
                    total=1,
                    results=(generation.id,),
                    created_at=kiosk.clock.now(),
                )
            )
        pack = await kiosk.dispatcher["packs"].add(stars=100, credits_=150, monthly=False, made_by=1)
        order = await kiosk.dispatcher["order_placer"].place(
            OrderRequest(
                buyer_id=OWNER, pack_id=pack.id, kind=OrderKind.GROUP, chat_id=HERE.id, language="en"
            )
        )
        photo = Reference(file_id="p", media=Media.PHOTO, width=9, height=9)
        proposal = await kiosk.dispatcher["cast_editor"].propose(HERE.id, OWNER, "Anna", [photo])
        character = proposal.character
        await kiosk.dispatcher["cast_editor"].agree(character.id, HERE.id, OWNER)
        await kiosk.dispatcher["cast_editor"].keep(character.id, HERE.id, OWNER, CharacterKind.PERSON)
        async with kiosk.store.transaction() as tx:
            thread = await tx.open_support_thread(OWNER, 0, kiosk.clock.now())
        report = await kiosk.dispatcher["report_filer"].begin(generation.id, THIRD, chat_id=HERE.id)
        await kiosk.dispatcher["report_filer"].file(report.id, THIRD, ReportKind.OTHER)
        look = await kiosk.dispatcher["look_keeper"].keep(generation.id, OWNER, "Noir")
        broadcast = await kiosk.dispatcher["broadcasting"].editor.open(by=1, chat_id=1, message_id=1)
        common = {
            "broadcast": broadcast.id,
            "character": character.id,
            "order": order.token,
            "gift": card.gift.id,
            "join": join.id,
            "archive": archive.id,
            "asset": generation.assets[0].id,
            "chat": HERE.id,
            "gallery": await self._newest("gallery_pages"),
            "look": look.id,
            "message": 1,
            "party": party.id,
            "person": STRANGER,
            "thread": thread.id,
            "report": report.id,
            "reported": await self._newest("reported_results"),
        }
        for draft_id, quote_id, follows, made_id in (
            (await self._newest("drafts"), await self._newest("quotes"), chain.quote_id, generation.id),
            (await self._draft_of(recipe), recipe, step.quote_id, step.id),
            (seat.id, entry.quote.id, step.quote_id, step.id),
        ):
            quote = await kiosk.store.quote_by_id(quote_id)
            assert quote is not None
            assert quote.draft_id == draft_id
            incident = f"g{made_id}"
            rows = {"draft": draft_id, "token": quote.token, "quote": follows, "generation": made_id}
            self.sets.append({**common, **rows, "incident": incident})

    async def _newest(self, table: str) -> int:
        row = await self.database.row(f"SELECT max(id) FROM {table}")
        assert row is not None
        number: int = row[0]
        return number

    async def _draft(self, draft_id: int) -> Any:
        return await self.kiosk.drafts.get(draft_id)

    async def _draft_of(self, quote_id: int) -> int:
        row = await self.database.row("SELECT draft_id FROM quotes WHERE id = ?", (quote_id,))
        assert row is not None
        number: int = row[0]
        return number

    async def state(self, *, but: int | None = None) -> Mapping[str, list[Any]]:
        """Whatever a press could change, apart from who was seen last; `but` leaves a chat's own rules out."""
        tables = (
            "accounts", "archives", "assets", "broadcasts", "characters", "consents", "default_models", "drafts", "favourites", "gallery_pages",
            "generation_transitions", "generations", "gifts", "group_changes", "groups", "holds", "integrations", "joins",
            "look_links", "looks", "ledger_entries", "operator_acts", "orders", "packs", "parties", "party_votes", "payments", "promo_terms", "quotes", "support_messages", "support_threads",
            "report_effects", "reported_results", "reports", "result_favourites", "staff",
        )  # fmt: skip
        found = {}
        for table in tables:
            rows = [dict(row) for row in await self.database.rows(f"SELECT * FROM {table}")]
            own = table in {"groups", "group_changes", "accounts"} and but is not None
            found[table] = [
                row for row in rows if not (own and but in (row.get("chat_id"), row.get("owner_id")))
            ]
        return found


@pytest.fixture
async def world(kiosk: BotUnderTest, database: Database) -> World:
    """The rows."""
    world = World(kiosk, database)
    await world.build()
    return world


def button_of(kind: type[Button], rows: Mapping[str, Any]) -> Button:
    """A button of this kind that names the rows; whatever else it says is the first thing that it could say."""
    return kind(
        **{
            name: rows[name] if name in rows else _some(name, field)
            for name, field in kind.model_fields.items()
        }
    )


def _some(name: str, field: FieldInfo) -> Any:
    if not field.is_required():
        return field.default
    if isinstance(field.annotation, type) and issubclass(field.annotation, Enum):
        return Verb.ANIMATE if field.annotation is Verb else next(iter(field.annotation))
    return {bool: True, int: 0, str: "flux-pro" if name == "slug" else "x"}[field.annotation or str]


PRESSES = {
    "the owner in another group that they administer": (OWNER, ELSEWHERE),
    "a stranger in another group that they administer": (STRANGER, ELSEWHERE),
    "a stranger in the group": (STRANGER, HERE),
    "an admin of the group who is none any more": (STRANGER, HERE),
    "a stranger in private": (STRANGER, Chat(id=STRANGER, type="private")),
    "the owner in private": (OWNER, Chat(id=OWNER, type="private")),
    "the owner, who has left the group": (OWNER, HERE),
    "a stranger who has left the group": (STRANGER, HERE),
}

MEMBERS = frozenset({"GroupButton", "SpendingButton", "ChartButton", "PartyJoinButton", "PartyVoteButton"})
"""What every member may press."""


def is_allowed(who: str, kind: type[Button]) -> bool:
    """Presses that are no attacks."""
    person_id, chat = PRESSES[who]
    if kind.owner is Owner.ANYBODY:
        return True
    if "left" in who or kind.owner in {Owner.OPERATOR, Owner.SUPPORT}:
        return False
    if kind.__name__ == "SupportButton":
        return chat.type == "private"  # it names no payment, and is about the presser's own
    if kind.owner is Owner.MENU:
        # In private everyone has their own menus; what names another person's draft is refused there, too.
        return chat.type == "private" and "draft" not in kind.model_fields
    if chat is HERE:
        return kind.__name__ in MEMBERS or kind.owner in {Owner.CHAT_GENERATION, Owner.RESULT}
    if chat is ELSEWHERE:
        # It acts on the group where it is pressed.
        return kind.owner is Owner.GROUP and not {"party", "chat"} & set(kind.model_fields)
    if kind.__name__ in MEMBERS and "chat" in kind.model_fields:
        return True  # the panel of a group of theirs
    # /history in private lists what was made in groups.
    return person_id == OWNER and kind.owner in {
        Owner.GENERATION,
        Owner.RESULT,
        Owner.FOLLOW_UP,
        Owner.GIVER,
        Owner.LOOK,
    }


async def pressed(kiosk: BotUnderTest, person: Person, button: Button) -> str:
    """Press it; everything that is said to that."""
    said = len(kiosk.screen.calls)
    await person.tap_data(button.pack(), 1)
    return " ".join(str(getattr(call, "text", "") or "") for call in kiosk.screen.calls[said:]).strip()


@pytest.mark.parametrize("who", PRESSES)
async def test_a_press_from_elsewhere_changes_nothing(world: World, who: str) -> None:
    """The effect of a button belongs to the chat and the person of its row, whatever a client sends."""
    kiosk = world.kiosk
    person_id, chat = PRESSES[who]
    person = kiosk.person(person_id, chat=chat)
    kiosk.screen.admins = {person_id} if chat is ELSEWHERE or "admin" in who else set()
    await person.say("/balance")  # both the person and the chat are known
    if chat is HERE:
        await person.say("/group")  # and what they are there
        kiosk.screen.admins, kiosk.screen.gone = set(), {person_id} if "left" in who else set()
        kiosk.dispatcher["chat_members"].changed(HERE.id, person_id)
    tried, before = 0, await world.state()
    for rows in world.sets:
        for kind in KINDS:
            if is_allowed(who, kind):
                continue
            words = await pressed(kiosk, person, button_of(kind, rows))
            assert await world.state() == before, kind
            assert words, f"{kind}: refused without a word"
            assert "broke" not in words, f"{kind}: {words}"
            tried += 1
    assert tried > 60


@pytest.mark.parametrize("agree", [True, False])
async def test_rights_of_another_moment(world: World, agree: bool) -> None:
    """A demoted admin approves nothing, declines nothing, ends no party, changes no rule and reads no admins' page."""
    kiosk = world.kiosk
    kiosk.screen.admins = {STRANGER}
    chief = kiosk.person(STRANGER, chat=HERE)
    await chief.say("/group")
    kiosk.screen.admins = set()  # Telegram says nothing of it to a bot that is no admin
    for rows in world.sets:
        for button in (
            ApproveButton(token=rows["token"], agree=agree),
            PartyEndButton(party=rows["party"], state="open"),
            GroupSettingButton(rule="payer", value="asker"),
            GroupSettingButton(rule="words", value="typed"),
            GroupButton(leaf="words"),
            GroupButton(leaf="changes"),
        ):
            before = await world.state()
            words = await pressed(kiosk, chief, button)
            assert await world.state() == before, button
            assert "admin" in words, button


async def test_the_admin_of_another_group_pays_with_theirs_alone(world: World) -> None:
    """A rule that is set by data of the attacker's own, in a group of their own, is set there."""
    kiosk = world.kiosk
    kiosk.screen.admins = {STRANGER}
    person = kiosk.person(STRANGER, chat=ELSEWHERE)
    await person.say("/group")
    before = await world.state(but=ELSEWHERE.id)
    await person.tap_data(GroupSettingButton(rule="payer", value="group").pack(), 1)
    assert await world.state(but=ELSEWHERE.id) == before
    async with kiosk.store.transaction() as tx:
        changed = await tx.group(ELSEWHERE.id)
    assert changed is not None
    assert changed.rules.payer is Payer.GROUP


async def test_where_telegram_does_not_say_who_is_a_member(world: World) -> None:
    """What a group would pay for is refused in words; it works as soon as Telegram answers."""
    kiosk = world.kiosk
    kiosk.screen.unknown = {OWNER}
    kiosk.dispatcher["chat_members"].changed(HERE.id)
    owner = kiosk.person(OWNER, chat=HERE)
    for rows in world.sets:
        for button in (
            GenerateButton(token=rows["token"], draft=rows["draft"]),
            PartyJoinButton(party=rows["party"]),
        ):
            before = await world.state()
            words = await pressed(kiosk, owner, button)
            assert await world.state() == before, button
            assert "won’t tell me who is a member" in words, button
    before = await world.state()
    await owner.say("/group topup 10")
    assert await world.state() == before
    kiosk.screen.unknown = set()
    model = world.sets[0]
    assert "Started" in await pressed(
        kiosk, owner, GenerateButton(token=model["token"], draft=model["draft"])
    )


async def test_the_owner_is_let_in(world: World) -> None:
    """The same buttons work where they belong: what is refused above is refused for the reason that is tested."""
    owner = world.kiosk.person(OWNER, chat=HERE)
    refused = []
    for kind in KINDS:
        if kind.owner not in {Owner.DRAFT, Owner.GALLERY} or kind is DismissButton:
            continue
        words = await pressed(world.kiosk, owner, button_of(kind, world.sets[0]))
        if "someone else" in words or "has expired" in words:
            refused.append(kind.__name__)
    # These buttons name choices that the card does not have, or models that the one of the taps before them is not like.
    assert set(refused) <= {"ChoiceButton", "CompareButton", "CompareWithButton", "CopiesButton", "OptionButton", "SongButton", "SongPickButton", "ExampleButton",
                            "ApplySavingButton", "SampleButton", "PickDoerButton"}  # fmt: skip


@pytest.mark.parametrize("end", ["dismissed", "expired", "cancelled", "edited", "quoted again"])
async def test_what_a_screen_called_over_is_over(world: World, end: str) -> None:
    """Put away, too old, or replaced: the buttons that other devices still show are refused, and nothing is priced."""
    kiosk = world.kiosk
    owner = kiosk.person(OWNER, chat=HERE)
    rows = world.sets[0]
    draft_id, token = rows["draft"], rows["token"]
    gone: list[Button] = [GenerateButton(token=token, draft=draft_id), GenerateButton(token=token)]
    cards: list[Button] = [PriceButton(draft=draft_id), CardButton(draft=draft_id)]
    match end:
        case "dismissed":
            assert "Nothing was charged" in await pressed(kiosk, owner, DismissButton(draft=draft_id))
            gone += [*cards, DismissButton(draft=draft_id)]
        case "expired":
            kiosk.clock.advance(DRAFT_LIFE + timedelta(seconds=1))
            gone = [gone[0], *cards, DismissButton(draft=draft_id)]
        case "cancelled":
            await owner.say("/cancel")
            gone += cards
        case "edited":
            draft = await kiosk.drafts.get(draft_id)
            assert draft is not None
            await kiosk.drafts.save(replace(draft, prompt="a wolf"), kiosk.clock.now())
        case _:
            await pressed(kiosk, owner, PriceButton(draft=draft_id))
    for button in gone:
        before = await world.state()
        words = await pressed(kiosk, owner, button)
        assert await world.state() == before, button
        assert "is closed" in words or "has expired" in words, (button, words)


async def test_a_recipes_draft(kiosk: BotUnderTest, database: Database) -> None:
    """Whatever is pressed on the draft of a recipe, also what only a model has, is answered, and breaks nothing."""
    owner = kiosk.person(OWNER, chat=HERE)
    for kind in KINDS:
        if kind.owner is not Owner.DRAFT:
            continue
        await owner.say("/recipe idea-to-video a cat on the moon")
        row = await database.row("SELECT max(id) FROM drafts WHERE recipe IS NOT NULL")
        assert row is not None
        words = await pressed(kiosk, owner, button_of(kind, {"draft": row[0]}))
        assert "broke" not in words, kind
        assert "broke" not in kiosk.screen.last.text, kind


async def test_rows_that_do_not_exist(world: World) -> None:
    """Numbers and tokens that name nothing are refused in words as well."""
    owner = world.kiosk.person(OWNER, chat=HERE)
    nothing = {**dict.fromkeys(ROW_FIELDS, 10**9), "token": "nothing", "order": "k", "incident": "g999999999"}
    for kind in KINDS:
        if not set(kind.model_fields) & ROW_FIELDS:
            continue
        before = await world.state()
        words = await pressed(world.kiosk, owner, button_of(kind, nothing))
        assert await world.state() == before, kind
        assert words, kind


@pytest.mark.parametrize("number", [2**53 + 1, 2**63, 10**40, -(10**40)])
async def test_numbers_that_nothing_has(world: World, number: int) -> None:
    """Numbers that no database holds are no button: they are answered as any button of long ago."""
    owner = world.kiosk.person(OWNER)
    await owner.say("/balance")
    tried = 0
    for kind in KINDS:
        rows = {
            name: 1 for name in kind.model_fields if kind.model_fields[name].annotation in {int, int | None}
        }
        if not rows:
            continue
        for name in rows:
            before = await world.state()
            data = button_of(kind, {**rows, "token": "nothing"}).model_copy(update={name: number}).pack()
            if len(data) > 64:
                continue
            said = len(world.kiosk.screen.calls)
            await owner.tap_data(data, 1)
            words = " ".join(str(getattr(call, "text", "") or "") for call in world.kiosk.screen.calls[said:])
            assert "broke" not in words, (kind, name)
            assert words.strip(), (kind, name)
            assert await world.state() == before, (kind, name)
            tried += 1
    assert tried > 20
