"""The quote card: what will be made, what it costs, and what is left after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.catalog.recipe import FORMAT, Recipe
from bot.domain.batch import BatchKind
from bot.domain.group import Payer
from bot.domain.look import Look
from bot.generation.quote import PricedQuote
from bot.groups.rules import needs_approval
from bot.i18n import Html, Translator
from bot.ports import Quote
from bot.ports.history import DurationQuartiles
from handlers.compose.views.bought import what_is_bought
from handlers.compose.views.comparison import compare_label, compared_models
from handlers.compose.views.each import price_of_each
from handlers.compose.views.references import references
from handlers.core.buttons.draft import CardButton, DismissButton, PromptButton
from handlers.core.buttons.quote import ApproveButton, GenerateButton
from handlers.core.buttons.recipe import RecipeButton
from handlers.core.draft_service import DraftTarget
from handlers.core.keyboards import Rows, inline_button, keyboard
from handlers.core.views.chain_text import step_name
from handlers.core.views.duration_text import together, usually
from handlers.core.views.look_text import look_line
from handlers.core.views.model_lists import next_free_credits
from handlers.core.views.recipe_text import recipe_title
from handlers.core.views.screen import Screen, cut, paragraphs

PROMPT_SHOWN = 2500
"""Characters of a prompt that a card repeats: Telegram's 4,096 hold the rest of the card too."""

_RECIPE_PROMPT_SHOWN = 900
_FOLDED_FROM = 120
"""Characters of a prompt that fill three lines of a phone; longer ones are folded and open with a touch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteFacts:
    """What a quote is shown with.

    Attributes:
        priced: the quote, beside what the account has that pays.
        target: what it is for.
        usual: how long its steps usually take, one each.
        troubled: whether its model keeps failing.
        has_options: of a recipe: whether anything can be chosen.
        paused: whether KIE serves no one now.
        needs_admin: whether an admin of the group has to approve it.
        later_price: about what costs the rest of a recipe that waits for a choice; 0 where nothing is chosen.
        look: the look that it is made with.
        own_credits: the way to what a member of a group has, where that is what pays; None elsewhere.
    """

    priced: PricedQuote
    target: DraftTarget
    usual: Sequence[DurationQuartiles]
    troubled: bool = False
    has_options: bool = False
    paused: bool = False
    needs_admin: bool = False
    later_price: int = 0
    look: Look | None = None
    own_credits: InlineKeyboardButton | None = None

    @property
    def quote(self) -> Quote:
        """The quote."""
        return self.priced.quote


def quote(t: Translator, facts: QuoteFacts, *, draft: int, rows: Rows, renewed: bool = False) -> Screen:
    """A quote that the balance covers: its first button makes it, the `rows` below change it."""
    several = len(facts.quote.steps) > 1 and not facts.quote.is_batch
    left = _left(t, facts.priced)
    price: Html | None
    if facts.target.recipe is None:
        cost = t("quote-price", price=facts.quote.price, time=_time(t, facts))
        price = paragraphs(_what(t, facts), _sum(t, facts), cost)
        head = t("quote-renewed") if renewed else None
    else:
        price = _total(t, facts) if several and facts.quote.key_owner is None else _choice(t, facts)
        head = t("chain-renewed") if renewed else None
    text = _text(
        t,
        facts,
        price,
        left,
        t("card-troubled") if facts.troubled else None,
        t("quote-paused") if facts.paused else None,
        t("quote-approval") if facts.needs_admin else None,
        t("chain-promise") if several else None,
        head=head,
    )
    own = ((left, t("quote-covered")),) if _pays_alone(facts.priced) else ()
    return Screen(text, keyboard([[generate_button(t, facts, draft)], *rows]), own=own)


def generate_button(t: Translator, facts: QuoteFacts, draft: int) -> InlineKeyboardButton:
    """Makes it at the price that it shows; what an own key pays has none in credits."""
    quote = facts.quote
    if quote.compares:
        label = compare_label(t, len(quote.steps), quote.price if quote.key_owner is None else None)
    elif quote.key_owner is not None:
        label = t.plain("button-generate")
    elif quote.is_batch:
        label = t.plain("button-generate-several", parts=len(quote.steps), price=quote.price)
    else:
        label = t.plain("button-generate-for", price=quote.price)
    return inline_button(label, GenerateButton(token=quote.token, draft=draft), ButtonStyle.SUCCESS)


def too_dear(
    t: Translator, facts: QuoteFacts, *, cheaper: Rows, rows: Rows, pack: InlineKeyboardButton | None = None
) -> Screen:
    """A quote that the balance does not cover: how much is missing, the `pack` that brings it, what the credits reach for,
    then the rest.
    """
    cheaper = list(cheaper)
    price, available = facts.quote.price, facts.priced.balance.available
    missing = t(
        "quote-too-dear-group" if pays_group(facts.priced) else "quote-too-dear",
        price=price,
        available=available,
        missing=price - available,
    )
    missing = paragraphs(_sum(t, facts), missing, _would_fit(t, facts))
    alone = _pays_alone(facts.priced)
    own = ((missing, t("quote-too-dear-aloud", price=price)),) if alone else ()
    refill = next_free_credits(t, facts.priced.balance) if alone else None
    reached = t("quote-cheaper-or-buy" if pack else "quote-cheaper") if cheaper else None
    if facts.target.recipe is not None:
        text = _text(t, facts, missing, _choice(t, facts), refill, reached)
    else:
        text = paragraphs(_text(t, facts, _what(t, facts), missing, refill), reached)
    return Screen(
        text, keyboard([[pack] if pack else [], *cheaper, *rows]), own=own, aloud_button=facts.own_credits
    )


def _sum(t: Translator, facts: QuoteFacts) -> Html | None:
    """How the price of the same with each of several media comes about."""
    several = facts.quote.several
    is_each = facts.quote.is_batch and several is not None and several.kind is BatchKind.EACH
    return price_of_each(t, facts.quote) if is_each else None


def _would_fit(t: Translator, facts: QuoteFacts) -> Html | None:
    """Of several at once, how many the credits cover."""
    parts = facts.priced.affordable_parts if facts.quote.is_batch else 0
    if not parts:
        return None
    return t("quote-would-fit", parts=parts, price=sum(step.price for step in facts.quote.steps[:parts]))


def recipe_rows(t: Translator, priced: Iterable[tuple[str, int]], *, draft: int | None = None) -> Rows:
    """Buttons that open recipes with what a draft has (None: what was said last), each with its price."""
    return [
        [
            inline_button(
                t.plain("button-recipe-price", title=recipe_title(t, slug), price=price),
                RecipeButton(slug=slug, draft=draft),
            )
        ]
        for slug, price in priced
    ]


def approval(t: Translator, facts: QuoteFacts, *, asker: Html) -> Screen:
    """A quote that waits for an admin of the group."""
    if facts.target.recipe is None:
        price = t("quote-what-price", what=_what(t, facts), price=facts.quote.price)
    else:
        price = paragraphs(_total(t, facts), _choice(t, facts))
    left = t("quote-left-group", available=facts.priced.balance.available, left=facts.priced.left)
    return Screen(
        _text(t, facts, price, left, head=t("approval-asked", name=asker)), approval_buttons(t, facts.quote)
    )


def approval_buttons(t: Translator, quote: Quote) -> InlineKeyboardMarkup | None:
    """An admin's yes and no."""
    agree = inline_button(
        t.plain("button-agree"), ApproveButton(token=quote.token, agree=True), ButtonStyle.SUCCESS
    )
    decline = inline_button(t.plain("button-decline"), ApproveButton(token=quote.token, agree=False))
    return keyboard([[agree, decline]])


def pays_group(priced: PricedQuote) -> bool:
    """Whether the group's account pays, so that the balance is the group's."""
    in_party = priced.quote.party_id is not None
    return not in_party and priced.group is not None and priced.group.rules.paid_by is Payer.GROUP


def _pays_alone(priced: PricedQuote) -> bool:
    """Whether the balance is the person's own."""
    of_key, in_party = priced.quote.key_owner is not None, priced.quote.party_id is not None
    return not (of_key or in_party or pays_group(priced) or priced.balance.unlimited)


def above_approval(priced: PricedQuote) -> bool:
    """Whether the price is one that only an admin of the group may spend."""
    in_party = priced.quote.party_id is not None
    return (
        not in_party and priced.group is not None and needs_approval(priced.group.rules, priced.quote.price)
    )


def _text(t: Translator, facts: QuoteFacts, *money: Html | None, head: Html | None = None) -> Html:
    """What is made and of what, and the lines about money; a recipe with its steps."""
    if facts.target.recipe is None:
        return paragraphs(head, *money, look_line(t, facts.look), *_content(t, facts))
    prompt = facts.quote.prompt
    return paragraphs(
        paragraphs(
            head,
            t("card-title", model=facts.target.title),
            _format(t, facts, facts.target.recipe),
            t("quote-prompt-folded", prompt=cut(prompt, _RECIPE_PROMPT_SHOWN)) if prompt else None,
        ),
        paragraphs(*_parts(t, facts, facts.target.recipe)),
        paragraphs(*money),
        gap="\n\n",
    )


def _format(t: Translator, facts: QuoteFacts, recipe: Recipe) -> Html | None:
    """The shape of what a recipe makes, chosen or not."""
    if not recipe.formats:
        return None
    return t("recipe-format", format=facts.quote.choices.get(FORMAT) or recipe.format)


def _parts(t: Translator, facts: QuoteFacts, recipe: Recipe) -> Iterator[Html]:
    """Each step with its model, price and time; what earlier runs have made has its mark."""
    by_key = facts.quote.key_owner is not None
    parts = {
        step.name: (step, model, usual)
        for step, model, usual in zip(facts.quote.steps, facts.priced.models, facts.usual, strict=True)
    }
    for number, one in enumerate(recipe.steps, 1):
        name = step_name(t, one.name)
        if one.name not in parts:
            later = facts.quote.waits and number > facts.quote.first.position + 1
            yield t("chain-later" if later else "chain-made", number=number, step=name)
            continue
        step, model, usual = parts[one.name]
        times = recipe.times(step.position) if facts.quote.waits else 1
        yield t(
            "chain-part-several" if times > 1 else "chain-part",
            number=number,
            step=name,
            times=times,
            model=model.title,
            price=(step.kie_credits if by_key else step.price) * times,
            time=usually(t, usual),
        )


def _choice(t: Translator, facts: QuoteFacts) -> Html | None:
    """What the pictures cost now and what follows them later; of a key of one's own only that it is chosen."""
    quote = facts.quote
    if not quote.waits:
        return None
    if quote.key_owner is not None:
        return t("selection-later")
    return t("selection-price", count=len(quote.steps), price=quote.price, later=facts.later_price)


def _total(t: Translator, facts: QuoteFacts) -> Html:
    return t("chain-price", price=facts.quote.price, time=_time(t, facts))


def _time(t: Translator, facts: QuoteFacts) -> Html:
    """How long the steps take one after the other, or the slowest of those that are made at once."""
    if facts.quote.is_batch:
        return usually(t, max(facts.usual, key=lambda one: one.high))
    return usually(t, together(facts.usual))


def _what(t: Translator, facts: QuoteFacts) -> Html:
    if facts.quote.compares:
        return compared_models(t, facts.quote, facts.priced.models)
    return what_is_bought(t, facts.target, facts.quote.first.choices)


def _content(t: Translator, facts: QuoteFacts) -> list[Html]:
    """The prompt, folded by Telegram when it is long, and how many references of each kind."""
    asked = facts.quote
    shown, long = cut(asked.prompt, PROMPT_SHOWN), len(asked.prompt) > _FOLDED_FROM
    prompt = t("quote-prompt-folded" if long else "quote-prompt", prompt=shown)
    return [
        *([prompt] if shown else []),
        *references(t, facts.target.offer, asked.sent, open_frames=False),
    ]


def _left(t: Translator, priced: PricedQuote) -> Html:
    """What there is, what will be left, and which part of the account pays; or that a key of the person's own does."""
    if priced.quote.key_owner is not None:
        return t("quote-own-key", kie=priced.quote.kie_credits)
    balance = priced.balance
    if priced.quote.party_id is not None:
        return t("quote-left-party", price=priced.quote.price, available=balance.available)
    if pays_group(priced):
        return t("quote-left-group", available=balance.available, left=priced.left)
    if balance.unlimited:
        return t("credits-unlimited")
    available, left = balance.available, priced.left
    free = min(balance.allowance, priced.quote.price)
    if not (balance.allowance and balance.bought):
        own = not balance.allowance and balance.bought
        return t("quote-left-own" if own else "quote-left-free", available=available, left=left)
    own = priced.quote.price - free
    if not own:
        return t("quote-left-enough", available=available, left=left)
    return t("quote-left-both", available=available, left=left, allowance=free, bought=own)


def recipe_changes(t: Translator, facts: QuoteFacts, draft: int) -> Rows:
    """Other words for a recipe that takes some, and what can be chosen of it."""
    cancel = inline_button(t.plain("button-cancel"), DismissButton(draft=draft))
    label = t.plain("button-chain-words" if facts.quote.prompt else "button-chain-add-words")
    takes_words = facts.target.offer.prompt_for(facts.quote.first.choices).maximum_length
    words = [inline_button(label, PromptButton(draft=draft))] if takes_words else []
    options = [inline_button(t.plain("button-options"), CardButton(draft=draft))] if facts.has_options else []
    return [[*words, *options], [cancel]] if options else [[*words, cancel]]
