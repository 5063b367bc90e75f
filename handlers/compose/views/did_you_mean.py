"""Models to pick from for what was said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.catalog.spec import Model
from bot.domain.person import Draft
from bot.i18n import Translator
from handlers.core.buttons.draft import CardButton, NewInsteadButton
from handlers.core.buttons.menu import PickButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views import model_lists as shelves
from handlers.core.views.screen import Screen, cut


def models_to_pick(
    t: Translator,
    screen: Screen,
    priced: Iterable[tuple[Model, int | None]],
    draft: Draft,
    *,
    line: tuple[str, int] | None = None,
    back: int | None = None,
) -> Screen:
    """The screen with a button for each model and its price for the draft (None: not known yet), and the shelves below.

    Args:
        t: translator into the language of who reads it.
        screen: says why.
        priced: the models.
        draft: has what was said.
        line: what was taken for a name, and the draft in which it is a word.
        back: a draft whose card is the way back.
    """
    rows = []
    for model, price in priced:
        key = "button-make-with" if price is None else "button-affordable"
        label = t.plain(key, model=model.title, price=price or 0)
        rows.append([inline_button(label, PickButton(slug=model.slug, draft=draft.id))])
    rows.extend(shelves.kind_rows(t, draft=draft.id))
    if line is not None:
        words, whole = line
        rows.append(
            [inline_button(t.plain("button-as-words", words=cut(words, 16)), NewInsteadButton(draft=whole))]
        )
    if back is not None:
        rows.append([inline_button(t.plain("button-card"), CardButton(draft=back))])
    return replace(screen, buttons=keyboard(rows))
