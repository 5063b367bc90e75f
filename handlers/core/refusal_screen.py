"""The answer to a request that a rule refused: why, and what to do next."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from bot.errors import (
    AgeNotStated,
    FreeCreditsUsedUp,
    FreeForBuyers,
    FreeForMembers,
    NotEnoughCredits,
    OwnKeyPaused,
    ReferenceNotMadeHere,
    Refusal,
    UnknownModel,
)
from bot.i18n import Html
from handlers.core.buttons.account import AgeButton, FreeGateButton, KeyButton
from handlers.core.buttons.draft import CardButton, RemoveReferencesButton
from handlers.core.buttons.menu import MenuButton, PickButton
from handlers.core.context import Context
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.private_link import buy_button
from handlers.core.top_up import pack_for
from handlers.core.views.model_lists import model_rows
from handlers.core.views.refusal_text import refusal_text
from handlers.core.views.screen import Screen

_CANDIDATES = 8
"""Models that are offered for a name that means several."""


async def refusal_screen(ctx: Context, refusal: Refusal, draft: int | None) -> Screen:
    """The refusal in words, with its next steps; `draft` is the one that it is about, if any."""
    steps = [*await _top_up(ctx, refusal, draft), *_next_steps(ctx, refusal, draft)]
    if isinstance(refusal, ReferenceNotMadeHere):
        makers = [ctx.catalog.title(slug) for slug in str(refusal.facts["makers"]).split(", ")]
        refusal = ReferenceNotMadeHere(model=refusal.facts["model"], makers=", ".join(makers))
    text = Html(refusal_text(ctx.t, refusal))
    aloud = f"refusal-{refusal.code}-aloud"
    own = ((text, ctx.t(aloud, **refusal.facts)),) if ctx.t.has(aloud) else ()
    return Screen(text, keyboard([[step] for step in steps]), own=own)


async def _top_up(ctx: Context, refusal: Refusal, draft: int | None) -> list[InlineKeyboardButton]:
    """The pack that brings what is missing, where that is known; the packs, where it is a purchase that is missing."""
    if isinstance(refusal, FreeForBuyers):
        return [await buy_button(ctx)] if await ctx.user.packs.on_sale() else []
    missing = refusal.facts.get("missing")
    if not isinstance(refusal, NotEnoughCredits | FreeCreditsUsedUp) or not isinstance(missing, int):
        return []
    if ctx.group is not None:  # the credits are the member's own: how many they lack is not for all to read
        return [await buy_button(ctx)] if await ctx.user.packs.on_sale() else []
    pack = await pack_for(ctx, missing, draft)
    return [pack] if pack is not None else []


def _next_steps(ctx: Context, refusal: Refusal, draft: int | None) -> list[InlineKeyboardButton]:
    t = ctx.t
    steps = []
    nearest = refusal.facts.get("nearest")
    if isinstance(refusal, UnknownModel):
        models = [ctx.catalog.model(slug) for slug in refusal.candidates[:_CANDIDATES]]
        steps += [button for row in model_rows(t, ctx.catalog, models, draft) for button in row]
    elif isinstance(nearest, str) and nearest in ctx.catalog.models:
        title = ctx.catalog.model(nearest).title
        steps.append(inline_button(title, PickButton(slug=nearest, draft=draft or 0)))
    if isinstance(refusal, FreeForMembers):
        if link := str(refusal.facts["link"]):
            steps.append(InlineKeyboardButton(text=t.plain("button-join-channel"), url=link))
        steps.append(inline_button(t.plain("button-joined"), FreeGateButton()))
    if isinstance(refusal, AgeNotStated):
        age = int(str(refusal.facts["age"]))
        steps.append(inline_button(t.plain("button-age-yes", age=age), AgeButton(age=age)))
    if isinstance(refusal, OwnKeyPaused):
        steps.append(inline_button(t.plain("button-key"), KeyButton()))
    if draft is None:
        return [*steps, inline_button(t.plain("button-menu"), MenuButton())]
    if refusal.code == "too-many-references":
        steps.append(inline_button(t.plain("button-drop"), RemoveReferencesButton(draft=draft)))
    return [*steps, inline_button(t.plain("button-back"), CardButton(draft=draft))]
