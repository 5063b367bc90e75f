"""What people like, and what was uploaded, in memory."""

from __future__ import annotations

from bot.catalog.spec import Kind
from bot.domain.model_preferences import REMEMBERED, ModelPreferences, ModelUse
from tests.support.memory_store import MemoryStore


class MemoryTastes:
    """Remembers tastes in dictionaries (`bot.domain.model_preferences.ModelPreferencesRepository`).

    Args:
        store: whose generations tell what was used last.
    """

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._favourites: dict[int, list[str]] = {}
        self._defaults: dict[int, dict[Kind, str]] = {}

    async def preferences(self, person_id: int) -> ModelPreferences:
        """Everything that is known of the person."""
        return ModelPreferences(
            favourites=tuple(self._favourites.get(person_id, ())),
            defaults=dict(self._defaults.get(person_id, {})),
            used=self._used(person_id),
        )

    async def set_favourite(self, person_id: int, slug: str, *, on: bool) -> None:
        """Star a model, or take the star off."""
        stars = self._favourites.setdefault(person_id, [])
        if on and slug not in stars:
            stars.insert(0, slug)
        elif not on and slug in stars:
            stars.remove(slug)

    async def set_default(self, person_id: int, kind: Kind, slug: str) -> None:
        """Keep the model that the person wants for a kind; empty = none."""
        wanted = self._defaults.setdefault(person_id, {})
        wanted.pop(kind, None)
        if slug:
            wanted[kind] = slug

    def _used(self, person_id: int) -> tuple[ModelUse, ...]:
        rows = sorted(self._store.tables.generations.items(), reverse=True)
        own = [
            row.generation
            for _, row in rows
            if row.generation.person_id == person_id and not row.generation.in_chain
        ]
        newest: dict[str, ModelUse] = {}
        for generation in own[:REMEMBERED]:
            newest.setdefault(generation.model, ModelUse(model=generation.model, choices=generation.choices))
        return tuple(newest.values())


class MemoryUploads:
    """Remembers file ids in a dictionary (`handlers.core.ports.Uploads`)."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    async def file_id(self, name: str) -> str:
        """Telegram's copy, or empty."""
        return self._known.get(name, "")

    async def keep(self, name: str, file_id: str) -> None:
        """Remember Telegram's copy."""
        self._known[name] = file_id
