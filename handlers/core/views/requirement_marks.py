"""What a person has to do with a model, as marks beside its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from bot.catalog.spec import Model
from bot.domain.model_preferences import ModelPreferences
from bot.i18n import Html, Translator
from handlers.core.views.screen import paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementMarks:
    """What a person has to do with a model."""

    last: bool
    starred: bool
    mine: bool

    @classmethod
    def of(cls, preferences: ModelPreferences, model: Model, last: Model | None) -> Self:
        """The marks of a model on its shelf."""
        return cls(
            last=last is not None and last.slug == model.slug,
            starred=preferences.likes(model.slug),
            mine=preferences.is_default(model.slug),
        )

    @property
    def short(self) -> str:
        """Behind the title on a button."""
        return (" ⭐" if self.starred else "") + (" 🕘" if self.last else "") + (" 📌" if self.mine else "")


def legend(t: Translator, marks: Sequence[RequirementMarks]) -> Html | None:
    """What the marks of a list stand for; None when it has none."""
    named = (
        t("mark-last") if any(one.last for one in marks) else None,
        t("mark-starred") if any(one.starred for one in marks) else None,
        t("mark-mine") if any(one.mine for one in marks) else None,
    )
    return paragraphs(*named, gap=" · ") or None
