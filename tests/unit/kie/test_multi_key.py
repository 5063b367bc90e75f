"""KIE with many keys: every call of a generation carries its own key, and only so many keys are open at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

import httpx
import pytest

from bot.availability.operator_key import operator_key_name
from bot.availability.own_keys import OwnKeyRepository, owner_of
from bot.catalog.catalog import Catalog
from bot.catalog.spec import Kind, Media, Model, Offer, ReferenceNeed, Route
from bot.domain.generation import Reference
from bot.errors import AccessRefused, KeyRemoved, StatusUnavailable
from bot.kie.client import KieClient
from bot.kie.limits import KeyLimits
from bot.kie.multi_key import MultiKeyProvider
from bot.kie.provider import KieProvider
from tests.unit.kie.builders import generation, sample
from tests.unit.kie.test_provider import FakeReferences

MODEL = Model(
    slug="some-model",
    title="Some Model",
    kind=Kind.VIDEO,
    usual_seconds=60,
    deadline_seconds=600,
    live=Offer(
        references=(ReferenceNeed(media=Media.PHOTO, field="image_url"),),
        routes=(Route(family="market", supplier_model="some/video"),),
    ),
)
ALICE, BORIS = "person:1#1", "person:2#2"
SECRETS = {ALICE: "alices-key-0123456789", BORIS: "borises-key-0123456789"}


class FakeKeys:
    """Knows these keys, and that Boris has replaced an older one."""

    def __init__(self, secrets: Mapping[str, str], makers: Mapping[str, str] | None = None) -> None:
        self.secrets = dict(secrets)
        self.makers = dict(makers or {})

    async def secret(self, name: str) -> str | None:
        """The key, or None."""
        return self.secrets.get(name)

    async def newest(self, name: str) -> str:
        """Boris' newest, else the name itself."""
        return BORIS if owner_of(name) == owner_of(BORIS) else name

    async def maker_of(self, url: str) -> str:
        """As given."""
        return self.makers.get(url, "")


class Kie:
    """Answers each path with its sample, and remembers whose key came where."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.arrived = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        """One request."""
        self.heard.append((request.url.path.rpartition("/")[2], request.headers["Authorization"][7:]))
        self.arrived.set()
        await self.gate.wait()
        answers = {
            "createTask": "market-create-success",
            "recordInfo": "market-status-waiting",
            "file-stream-upload": "file-upload-success",
            "download-url": "download-url-success",
            "credit": "credits-success",
        }
        return httpx.Response(200, json=sample(answers[self.heard[-1][0]]))


@asynccontextmanager
async def keyed(
    kie: Kie,
    keys: FakeKeys,
    folder: Path = Path(),
    most: int = 32,
    *,
    operators: Sequence[str] = ("operators-key",),
) -> AsyncIterator[tuple[MultiKeyProvider, list[str]]]:
    """The provider over a KIE of one's own, and the keys that were opened so far, closed ones with a dash before."""
    opened: list[str] = []

    def open_provider(api_key: str) -> KieProvider:
        client = KieClient(
            api_key, "https://kie.test", "https://files.test", KeyLimits(), httpx.MockTransport(kie)
        )
        return Noted(client, api_key)

    class Noted(KieProvider):
        """Tells when it is opened and closed."""

        def __init__(self, client: KieClient, api_key: str) -> None:
            super().__init__(client, Catalog([MODEL]), FakeReferences(folder))
            self.api_key = api_key
            opened.append(api_key)

        async def aclose(self) -> None:
            await super().aclose()
            opened.append(f"-{self.api_key}")

    operator = {operator_key_name(key): open_provider(key) for key in operators}
    opened.clear()
    store: OwnKeyRepository = keys  # type: ignore[assignment]  # only what a provider asks of them
    provider = MultiKeyProvider(operator, store, open_provider, most)
    try:
        yield provider, opened
    finally:
        await provider.aclose()


async def test_every_call_carries_the_generations_key(tmp_path: Path) -> None:
    """Uploads, submissions and status queries of one go with their key, of the other with the operator's."""
    kie = Kie()
    async with keyed(kie, FakeKeys(SECRETS), tmp_path) as (provider, _):
        for own_key in (ALICE, ""):
            photo = Reference(file_id="photo", media=Media.PHOTO)
            asked = generation(own_key=own_key, references=(photo,), route="0", external_task_id="t")
            await provider.publish(asked, photo, "name")
            await provider.await_turn(asked)
            await provider.submit(asked, ["https://files.test/1"], None)
            await provider.status(asked)
        await provider.credits()
    calls = ["file-stream-upload", "createTask", "recordInfo"]
    assert kie.heard == [
        *((call, SECRETS[ALICE]) for call in calls),
        *((call, "operators-key") for call in calls),
        ("credit", "operators-key"),
    ]


async def test_a_removed_key_is_not_used_again() -> None:
    """From the moment of its removal nothing leaves with it, though its connections are still open."""
    kie, keys = Kie(), FakeKeys(SECRETS)
    asked = generation(own_key=ALICE, route="0", external_task_id="t")
    async with keyed(kie, keys) as (provider, opened):
        await provider.status(asked)
        del keys.secrets[ALICE]
        for call in (provider.status(asked), provider.submit(asked, [], None), provider.await_turn(asked)):
            with pytest.raises(KeyRemoved):
                await call
        assert len(kie.heard) == 1
        await provider.forget("person:1")
        assert opened == [SECRETS[ALICE], f"-{SECRETS[ALICE]}"]


async def test_keys_have_limits_of_their_own() -> None:
    """Who has used up the creations of ten seconds holds up no other person."""
    async with keyed(Kie(), FakeKeys(SECRETS)) as (provider, _):
        async with asyncio.timeout(5):
            for number in range(19):
                await provider.await_turn(generation(id=number, own_key=ALICE))
            await provider.await_turn(generation(own_key=BORIS))
            await provider.await_turn(generation())
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await provider.await_turn(generation(id=100, own_key=ALICE))


async def test_only_so_many_are_open() -> None:
    """Beyond the bound the one idle longest is closed; who comes back is opened anew; at the end all are closed."""
    secrets = {f"person:{number}#1": f"key-{number}" for number in range(4)}
    async with keyed(Kie(), FakeKeys(secrets), most=2) as (provider, opened):
        for number in (0, 1, 0, 2, 0, 1):
            await provider.await_turn(generation(own_key=f"person:{number}#1"))
        assert opened == ["key-0", "key-1", "key-2", "-key-1", "key-1", "-key-2"]
    assert sorted(opened[6:]) == ["-key-0", "-key-1", "-operators-key"]


async def test_what_is_in_use_is_closed_by_its_last_user() -> None:
    """Forgetting a key does not break off what is being said; it is closed right after."""
    kie = Kie()
    kie.gate.clear()
    asked = generation(own_key=ALICE, route="0", external_task_id="t")
    async with keyed(kie, FakeKeys(SECRETS)) as (provider, opened):
        asking = asyncio.ensure_future(provider.status(asked))
        await kie.arrived.wait()
        await provider.forget("person:1")
        assert opened == [SECRETS[ALICE]]
        kie.gate.set()
        await asking
        assert opened == [SECRETS[ALICE], f"-{SECRETS[ALICE]}"]


async def test_links_go_with_the_key_that_made_the_result() -> None:
    """Or with the one that its owner has put in its place; without either there is no link."""
    kie = Kie()
    makers = {"https://cdn/1": ALICE, "https://cdn/2": "person:2#1", "https://cdn/3": "person:3#9"}
    async with keyed(kie, FakeKeys(SECRETS, makers)) as (provider, _):
        for number in (0, 1, 2):
            await provider.fresh_link(f"https://cdn/{number}")
        with pytest.raises(StatusUnavailable, match="removed"):
            await provider.fresh_link("https://cdn/3")
    assert [key for _, key in kie.heard] == ["operators-key", SECRETS[ALICE], SECRETS[BORIS]]


async def test_a_key_is_tried_and_closed() -> None:
    """Asking for the credits of a key that no one has stored leaves nothing open, whatever KIE says."""
    refusing = Kie()
    async with keyed(refusing, FakeKeys({})) as (provider, opened):
        assert await provider.credits_of("new-key-0123456789") > 0
        assert opened == ["new-key-0123456789", "-new-key-0123456789"]
        assert refusing.heard == [("credit", "new-key-0123456789")]


async def test_a_refused_key_is_closed_too() -> None:
    """KIE's refusal is passed on."""

    class Refusing(Kie):
        async def __call__(self, request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, json=sample("error-401"))

    async with keyed(Refusing(), FakeKeys({})) as (provider, opened):
        with pytest.raises(AccessRefused):
            await provider.credits_of("new-key-0123456789")
        assert opened == ["new-key-0123456789", "-new-key-0123456789"]


async def test_several_keys_of_the_operator(tmp_path: Path) -> None:
    """Each generation goes with the key that was chosen for it, also when others stand beside it or it is the second; with
    one that is not there any more it goes with the first, and so does what belongs to no generation.
    """
    kie = Kie()
    keys = FakeKeys({}, {"https://kie.test/second": operator_key_name("second-key")})
    async with keyed(kie, keys, tmp_path, operators=("operators-key", "second-key")) as (provider, _):
        for chosen in ("second-key", "operators-key", "gone-key"):
            asked = generation(operator_key=operator_key_name(chosen), route="0", external_task_id="t")
            await provider.await_turn(asked)
            await provider.submit(asked, (), None)
            await provider.status(asked)
        await provider.fresh_link("https://kie.test/second")
        await provider.fresh_link("https://kie.test/unknown")
        assert [key for _, key in kie.heard] == [
            *["second-key"] * 2,
            *["operators-key"] * 4,
            "second-key",
            "operators-key",
        ]
        assert [provider.creations(operator_key_name(key)) for key in ("operators-key", "second-key")] == [
            2,
            1,
        ]


async def test_credits_of_several_keys() -> None:
    """They are added up; a key that KIE refuses has none, one that it does not tell of now has what it last had."""
    answers: dict[str, httpx.Response | None] = {}

    class Balances(Kie):
        """Tells what the test says of each key."""

        async def __call__(self, request: httpx.Request) -> httpx.Response:
            """One request."""
            answer = answers[request.headers["Authorization"][7:]]
            if answer is None:
                raise httpx.ConnectError("no")
            return answer

    def left(number: float) -> httpx.Response:
        return httpx.Response(200, json={"code": 200, "msg": "success", "data": number})

    async with keyed(Balances(), FakeKeys({}), operators=("first-key", "second-key")) as (provider, _):
        answers.update({"first-key": left(100), "second-key": None})
        with pytest.raises(StatusUnavailable):
            await provider.credits()
        answers.update({"first-key": left(100), "second-key": left(30.5)})
        assert await provider.credits() == Decimal("130.5")
        answers.update({"first-key": left(90), "second-key": None})
        assert await provider.credits() == Decimal("120.5")
        answers["second-key"] = httpx.Response(401, json={"code": 401, "msg": "unauthorized"})
        assert await provider.credits() == Decimal(90)
