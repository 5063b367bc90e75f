"""The messages that a generation sends by itself, in the words of its person (the delivery's `MessageTemplates`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aiogram.types import InlineKeyboardButton

from bot.availability.circuit_breaker import KeyTrouble
from bot.availability.model_costs import CostNotice
from bot.availability.model_health import ModelHealth
from bot.availability.supplier_words import question_key
from bot.catalog.catalog import Catalog
from bot.catalog.failure_field import field_of
from bot.catalog.song_options import is_word_for_word
from bot.catalog.spec import Model, Offer
from bot.domain.broadcast import Broadcast
from bot.domain.generation import Asset, Generation
from bot.domain.person import Person
from bot.domain.selection import Selection
from bot.errors import MODELS_FAULTS
from bot.generation.example_recording import SAMPLE
from bot.generation.progress_estimate import ProgressEstimate
from bot.generation.voice_samples import VOICE
from bot.i18n import FALLBACK, Html, Texts, Translator, escaped
from bot.ledger.entries import Balance
from bot.ports import Alert, AlertKind
from bot.writer.refusals import may_reword
from handlers.compose.views import voices
from handlers.core.buttons.example import ProposalButton
from handlers.core.buttons.operator import AcceptStateButton
from handlers.core.buttons.refund import PaymentCardButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views import progress_text as waiting
from handlers.core.views.fall_back_text import title_in
from handlers.core.views.screen import Screen, cut
from handlers.examples import views as examples
from handlers.operator import broadcast_views
from handlers.own_keys import views as key
from handlers.payments.operator_views import unclaimed_buttons
from handlers.results.views import failure, link, result
from handlers.results.views import selection as to_choose

_DETAIL_SHOWN = 1000


_OF_PAYMENTS = frozenset(
    {
        AlertKind.PAYMENT_UNCLAIMED,
        AlertKind.REFUND_REFUSED,
        AlertKind.REFUND_OVERDUE,
        AlertKind.REFUNDED_ELSEWHERE,
    }
)
"""Their details begin with a receipt's number."""


class LocalizedMessageTemplates:
    """Writes cards in the generation's language; alerts in `admin_language`."""

    def __init__(
        self,
        texts: Texts,
        catalog: Catalog,
        health: ModelHealth,
        *,
        admin_language: str = FALLBACK,
        suggests_words: Callable[[], bool] = lambda: False,
    ) -> None:
        self._texts = texts
        self._catalog = catalog
        self._health = health
        self._admin_language = admin_language
        self._suggests_words = suggests_words

    def result(self, generation: Generation) -> Screen:
        """What was made and what can be done with it; fits a caption."""
        if generation.sample.startswith(SAMPLE):
            return examples.recorded(self._words(generation), generation, title=self.title(generation))
        if generation.sample:
            return voices.sample_result(self._words(generation), generation.choices.get(VOICE, ""))
        facts = result.ResultFacts.of(generation, self._catalog)
        return result.result(self._words(generation), facts, below_album=generation.is_set)

    def caption(self, generation: Generation) -> str:
        """A short caption for the first item of an album."""
        return result.caption(self._words(generation), result.ResultFacts.of(generation, self._catalog))

    def progress(self, generation: Generation, wait: ProgressEstimate) -> Screen:
        """Where the generation is and how it stands."""
        return waiting.progress(
            self._words(generation),
            generation,
            wait,
            title=self.title(generation),
            failed_title=self._failed_title(generation),
        )

    def late(self, generation: Generation) -> Screen:
        """That it takes longer than usual, and when the credits come back at the latest."""
        return waiting.late(self._words(generation), generation, title=self.title(generation))

    def failure(self, generation: Generation, balance: Balance) -> Screen:
        """That it failed, what went back, what the person has, and the next step."""
        if generation.sample.startswith(SAMPLE):
            return examples.not_recorded(self._words(generation), title=self.title(generation))
        if generation.sample:
            return voices.sample_failure(self._words(generation), generation.choices.get(VOICE, ""))
        offer = self._offer(generation)
        facts = failure.FailureFacts(
            generation=generation,
            balance=balance,
            title=self.title(generation),
            field=field_of(offer, generation.failure_detail) if offer is not None else "",
            instead=self._instead(generation),
            failed_title=self._failed_title(generation),
            rewords=self._suggests_words() and self._rewords(generation, offer),
        )
        return failure.failure(self._words(generation), facts)

    def batch(
        self, parts: Sequence[Generation], balance: Balance, selection: Selection | None = None
    ) -> Screen:
        """What became of generations that were confirmed together; of pictures of a `selection` with what can be chosen."""
        facts = [result.ResultFacts.of(part, self._catalog) for part in parts]
        return to_choose.selection(self._words(parts[0]), facts, selection, balance)

    def reminder(self, selection: Selection, pictures: Sequence[Generation], days: int) -> Screen:
        """That a choice is waited for, for so many days more."""
        return to_choose.reminder(self._words(pictures[0]), selection, pictures, days)

    def over(self, pictures: Sequence[Generation]) -> Screen:
        """That nothing waits for a choice any more."""
        t = self._words(pictures[0])
        return Screen(t("selection-over"))

    def link(self, generation: Generation, asset: Asset, url: str) -> Screen:
        """An asset that Telegram cannot carry: a fresh link, and a button that renews it."""
        return link.link(self._words(generation), generation, asset, url, title=self.title(generation))

    def asker(self, generation: Generation, name: str) -> str:
        """HTML that names and notifies who asked for it."""
        return self._words(generation)("mention", id=str(generation.person_id), name=name)

    def alert(self, alert: Alert) -> Screen:
        """For an admin, with what can be done about it."""
        t = self._texts.speaking(self._admin_language)
        if alert.kind in {AlertKind.COST_DIFFERS, AlertKind.COST_AGREES}:
            return Screen(self._cost(t, alert))
        detail = cut(alert.detail, _DETAIL_SHOWN)
        text = t(f"alert-{alert.kind}", id=alert.generation_id or "", detail=detail)
        if alert.kind is AlertKind.EXAMPLE_PROPOSED and alert.detail.isdigit():
            look = inline_button(t.plain("button-proposal-look"), ProposalButton(example=int(alert.detail)))
            return Screen(text, keyboard([[look]]))
        if alert.kind in _OF_PAYMENTS:
            return Screen(text, keyboard(_about_payment(t, alert)))
        if alert.kind is not AlertKind.UNKNOWN_STATE or alert.generation_id is None:
            return Screen(text)
        take = inline_button(
            t.plain("button-accept-state"),
            AcceptStateButton(generation=alert.generation_id, asked=question_key(alert.detail)),
        )
        return Screen(text, keyboard([[take]]))

    def _cost(self, t: Translator, alert: Alert) -> Html:
        """What a model costs at KIE and what the catalogue says, for one of what it is sold by."""
        try:
            notice = CostNotice.read(alert.detail)
        except ValueError:  # of another version of Kiosk
            return escaped(cut(alert.detail, _DETAIL_SHOWN))
        known = notice.model in self._catalog
        return t(
            f"alert-{alert.kind}",
            id=alert.generation_id or "",
            model=self._catalog.get(notice.model).title if known else notice.model,
            slug=notice.model,
            per=str(notice.per),
            taken=float(notice.taken),
            expected=float(notice.expected),
        )

    def key_trouble(self, person: Person, trouble: KeyTrouble) -> Screen:
        """What is wrong with a person's own KIE key, and what to do."""
        language = self._texts.pick(person.language, person.telegram_language)
        return key.trouble(self._texts.speaking(language), trouble)

    def service_back(self, person: Person) -> Screen:
        """For a person who asked to be notified: the service works again."""
        t = self._texts.speaking(self._texts.pick(person.language, person.telegram_language))
        return Screen(t("service-back"))

    def reward(self, person: Person, credits_: int) -> Screen:
        """For a person who has invited another: what that has brought."""
        t = self._texts.speaking(self._texts.pick(person.language, person.telegram_language))
        return Screen(t("reward-arrived", credits=credits_))

    def _instead(self, generation: Generation) -> Model | None:
        """A model that works, for a request that failed by no fault of its own."""
        failed = generation.failure in MODELS_FAULTS
        if not failed or generation.model not in self._catalog:
            return None
        given = [reference.media for reference in generation.references]
        return self._health.nearest(self._catalog.get(generation.model), given)

    def broadcast_ended(self, ended: Broadcast, code_uses: int, operator: Person | None) -> str:
        """HTML for the operator whose broadcast has ended."""
        return broadcast_views.ended(self._words_for(operator), ended, code_uses)

    def broadcast_held(self, held: Broadcast, operator: Person | None) -> str:
        """HTML for the operator whose broadcast cannot go on: its message is gone."""
        t = self._words_for(operator)
        return t("broadcast-held", number=held.id)

    def _words_for(self, operator: Person | None) -> Translator:
        if operator is None:
            return self._texts.speaking(self._admin_language)
        return self._texts.speaking(self._texts.pick(operator.language, operator.telegram_language))

    def _words(self, generation: Generation) -> Translator:
        return self._texts.speaking(generation.language)

    def title(self, generation: Generation) -> str:
        """The model's title; its slug when it was taken out of the catalogue since."""
        return title_in(self._catalog, generation.model)

    def _failed_title(self, generation: Generation) -> str:
        """Of the model that failed before it; empty when none did."""
        failed = generation.instead_of
        return title_in(self._catalog, failed.model) if failed is not None else ""

    def _rewords(self, generation: Generation, offer: Offer | None) -> bool:
        """Whether other words can be suggested; not for what is spoken or sung word for word (`can_suggest`)."""
        if offer is None or not may_reword(generation):
            return False
        return not is_word_for_word(self._catalog.get(generation.model).kind, offer, generation.choices)

    def _offer(self, generation: Generation) -> Offer | None:
        if generation.model not in self._catalog:
            return None
        return self._catalog.get(generation.model).offer(generation.dialect)


def _about_payment(t: Translator, alert: Alert) -> list[list[InlineKeyboardButton]]:
    """The way to the payment's card."""
    number = alert.detail.partition(" ")[0]
    if not number.isdecimal() or not int(number):  # of another version of Kiosk, or about no payment
        return []
    if alert.kind is AlertKind.PAYMENT_UNCLAIMED:
        return unclaimed_buttons(t, int(number))
    return [[inline_button(t.plain("button-payment-look"), PaymentCardButton(receipt=int(number)))]]
