"""How a voice sounds: a fixed sentence, made once for each voice and language at the operator's expense.

A sample is an ordinary generation whose price is 0. It goes the ordinary way, so it survives whatever a generation
survives, and arrives in the chat of the first person who asked. Its copy at Telegram is what everybody after them gets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.availability.key_breakers import KeyBreakers
from bot.availability.model_health import ModelHealth
from bot.catalog.catalog import Catalog
from bot.domain.generation import OPEN_STATES, Asset, Destination, Generation
from bot.domain.terms import Tariff
from bot.errors import SamplesOff, TooManySamples
from bot.generation.confirm import admit
from bot.generation.sample_generation import sample_generation
from bot.groups.payer import group_of
from bot.ledger.operations import hold
from bot.ports import Clock, Store, Transaction

VOICE = "voice"
"""The catalogue's name for the option whose choices have samples. A name is one voice, in whichever model."""
PER_DAY = 5
"""Samples that one person's taps may have made in a day."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSampleRequest:
    """A person wants to hear a voice.

    Attributes:
        person_id: who.
        language: theirs; the sentence is in it.
        chat_id, thread_id: where they are.
        model: slug of the model whose card they look at.
        voice: a choice of its voice option.
        text: the sentence.
    """

    person_id: int
    language: str
    chat_id: int
    thread_id: int | None
    model: str
    voice: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSample:
    """What there is to hear.

    Attributes:
        asset: the recording; None while it is being made.
        begun: whether it was begun for this request, and will arrive where it was made.
    """

    asset: Asset | None = None
    begun: bool = False


class Sampler:
    """Finds samples, and has them made.

    Args:
        enabled: says whether the operator pays for samples.
    """

    def __init__(
        self,
        *,
        catalog: Catalog,
        store: Store,
        clock: Clock,
        tariff: Tariff,
        key_breakers: KeyBreakers,
        health: ModelHealth,
        wake: Callable[[], None],
        enabled: Callable[[], bool],
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._clock = clock
        self._tariff = tariff
        self._key_breakers = key_breakers
        self._health = health
        self._wake = wake
        self._enabled = enabled

    @property
    def enabled(self) -> bool:
        """Whether the operator pays for samples now."""
        return self._enabled()

    async def listen(self, request: VoiceSampleRequest) -> VoiceSample:
        """The sample of a voice in a language; the first to ask has it made, in one transaction.

        Raises:
            SamplesOff: the operator does not pay for samples.
            TooManySamples: this person had enough of them made today.
            ModelUnavailable, BadOption: yesterday's button.
            AgeNotStated: the person has to say first that they are old enough.
            AccountBlocked, TooManyOpen, TooManyOpenHere, ServicePaused, ModelTroubled: not now.
        """
        if not self.enabled:
            raise SamplesOff
        name = f"{request.voice}:{request.language}"
        async with self._store.transaction() as tx:
            known = await tx.sample(name)
            if known is not None:
                if recording := next((asset for asset in known.assets if asset.file_id), None):
                    return VoiceSample(asset=recording)
                if known.state in OPEN_STATES:
                    return VoiceSample()
                # It could not be sent as a file.
                await tx.give_up_sample(known.id)
            await self._begin(tx, request, name)
        self._wake()
        return VoiceSample(begun=True)

    async def _begin(self, tx: Transaction, request: VoiceSampleRequest, name: str) -> None:
        now = self._clock.now()
        account = await tx.account_of_person(
            request.person_id
        )  # who was forgotten gets their past back first
        if await tx.samples_since(request.person_id, now - _DAY) >= PER_DAY:
            raise TooManySamples(maximum=PER_DAY)
        await admit(
            tx,
            account=account,
            person_id=request.person_id,
            chat_id=request.chat_id,
            group=await group_of(tx, request.chat_id),
            tariff=self._tariff,
            key_breakers=self._key_breakers,
        )
        self._health.require(request.model, ())
        generation = await tx.add_generation(self._generation(request, name, account.id))
        await hold(tx, account, 0, generation.id, self._tariff.allowance, now)
        self._health.began(request.model)

    def _generation(self, request: VoiceSampleRequest, name: str, account_id: int) -> Generation:
        return sample_generation(
            self._catalog.get(request.model),
            self._tariff.dialect,
            {VOICE: request.voice},
            request.text,
            name=name,
            person_id=request.person_id,
            account_id=account_id,
            language=request.language,
            destination=Destination(chat_id=request.chat_id, thread_id=request.thread_id),
            now=self._clock.now(),
        )
