"""What a person has to do with a model, as marks beside its name."""

from __future__ import annotations

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
        return (" ⭐" if self.starred else "") + (" 🕘" if self.last else "")

    def said(self, t: Translator) -> Html | None:
        """In words, for a line of their own or the end of one."""
        named = (
            t("mark-last") if self.last else None,
            t("mark-starred") if self.starred else None,
            t("mark-mine") if self.mine else None,
        )
        return paragraphs(*named, gap=" · ") or None
