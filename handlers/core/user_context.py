"""Who an update comes from: the person, their language, what they can choose from and what they have."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.example import ExampleReader
from bot.domain.generation import Generation
from bot.domain.look import LookReader
from bot.domain.model_preferences import ModelPreferences, ModelPreferencesRepository
from bot.domain.person import Person, PersonRepository
from bot.errors import GenerationUnknown
from bot.generation.progress_estimate import ProgressEstimator
from bot.i18n import Texts, Translator
from bot.ledger.entries import Balance
from bot.payments.packs import Packs
from bot.payments.sales import Sales
from bot.people.balance import Balances
from bot.ports import Clock, Store
from bot.writer.service import WriterService
from handlers.core.priced_catalog import PricedCatalog
from handlers.core.refusals import CardNotYours


@dataclass(frozen=True, slots=True, kw_only=True)
class UserContext:
    """The person who sent an update.

    Attributes:
        t: translator into the person's language.
        texts: translators into all languages.
        catalog: the models with prices, in a group without those that it does not allow.
        is_operator: whether they are one of the bot's admins.
        packs: what is sold for Telegram Stars.
        sales: whether anything is sold now.
        looks: looks, the person's and published ones.
        writer: suggests words.
        update_key: key of the update when it may start a generation by itself (`handlers.compose.auto_confirm`), else "".
    """

    person: Person
    t: Translator
    texts: Texts
    catalog: PricedCatalog
    people: PersonRepository
    preferences_repository: ModelPreferencesRepository
    balances: Balances
    store: Store
    estimator: ProgressEstimator
    examples: ExampleReader
    packs: Packs
    sales: Sales
    looks: LookReader
    writer: WriterService
    clock: Clock
    is_operator: bool = False
    update_key: str = ""

    async def generation(self, generation_id: int) -> Generation:
        """A generation of this person that they have not deleted.

        Raises:
            GenerationUnknown, CardNotYours: it is not there, or another person's.
        """
        generation = await self.store.generation(generation_id)
        if generation is None or generation.deleted:
            raise GenerationUnknown
        if generation.person_id != self.person.id:
            raise CardNotYours
        return generation

    def auto_confirms(self, price: int | None) -> bool:
        """Whether a private request at this price starts without a question; None = the price is not known yet."""
        return price is not None and self.person.confirms_automatically(price)

    async def balance(self) -> Balance:
        """What this person has."""
        return await self.balances.balance(self.person.id)

    async def preferences(self) -> ModelPreferences:
        """What this person likes."""
        return await self.preferences_repository.preferences(self.person.id)
