"""Everybody's generations, and one of them with its steps and entries. Its words are those that its person may read."""

from __future__ import annotations

from collections.abc import Sequence

from bot.catalog.pricing import MILLICREDITS
from bot.console.pages.paging import LIMIT, ROWS, older_link
from bot.console.visit import Answer, GoneTo, Page, Shown, Visit, row_number
from bot.domain.console_lists import ConsoleLists, GenerationQuery
from bot.domain.generation import Generation, State
from bot.domain.paging import OpenPage
from bot.domain.staff import Act
from bot.i18n import Translator
from bot.ports import Store

_MOST_WORDS = 2_000


class Generations:
    """The list and its pages."""

    def __init__(self, lists: ConsoleLists, store: Store) -> None:
        self._lists = lists
        self._store = store

    def pages(self) -> Sequence[Page]:
        """The list, one of them, and the way to one by its number."""
        return [
            Page(path="/generations", act=Act.JOB, show=self.list, name="generations"),
            Page(path="/generations/(?P<id>[0-9]{1,18})", act=Act.JOB, show=self.one, section="generations"),
            Page(path="/generation", act=Act.JOB, show=self.find, section="generations"),
        ]

    async def list(self, visit: Visit) -> Answer:
        """The newest that fit."""
        state = next((one for one in State if one == visit.query.get("state")), None)
        models = await self._lists.used_models()
        model = next((one for one in models if one == visit.query.get("model")), "")
        query = GenerationQuery(
            person_id=visit.number("person"), model=model, state=state, before_id=visit.number("before")
        )
        read = await self._lists.generations(query, LIMIT)
        page = OpenPage.of(read, ROWS)
        keys = {"state": state, "model": model, "person": query.person_id}
        return Shown(
            template="generations",
            title=visit.t.plain("console-generations"),
            values={
                "states": list(State),
                "models": models,
                "state": state,
                "model": model,
                "person_id": query.person_id,
                "lines": page.lines,
                "next": older_link(keys, page.behind(lambda line: line.id)),
            },
        )

    async def find(self, visit: Visit) -> Answer | None:
        """The one with a number."""
        number = row_number(visit.query.get("id", ""))
        return GoneTo(path=f"/generations/{number}") if number is not None and number > 0 else None

    async def one(self, visit: Visit) -> Answer | None:
        """One in full."""
        number = int(visit.arguments["id"])
        generation = await self._store.generation(number)
        if generation is None:
            return None
        words = generation.shown_prompt[:_MOST_WORDS] if generation.person_id is not None else ""
        return Shown(
            template="generation",
            title=visit.t.plain("console-generation-title", number=str(number)),
            values={
                "facts": _facts(visit.t, generation),
                "maker_id": generation.person_id,
                "words": words,
                "steps": await self._store.transitions(number),
                "entries": await self._lists.entries_of(number),
            },
        )


def _facts(t: Translator, generation: Generation) -> Sequence[tuple[str, object]]:
    failure = f"{generation.failure}: {generation.failure_detail[:400]}" if generation.failure else "–"
    return [
        (t.plain("console-column-state"), t.plain(f"stats-state-{generation.state}")),
        (t.plain("console-column-model"), generation.model),
        (t.plain("console-fact-price"), generation.price),
        (t.plain("console-fact-captured"), generation.captured),
        (t.plain("console-fact-expected"), _credits(generation.kie_expected)),
        (t.plain("console-fact-taken"), _credits(generation.kie_taken)),
        (t.plain("console-fact-attempts"), generation.attempts),
        (t.plain("console-fact-deliveries"), generation.delivery_attempts),
        (t.plain("console-fact-references"), len(generation.references)),
        (
            t.plain("console-fact-results"),
            f"{generation.arrived} / {max(generation.ordered, generation.arrived)}",
        ),
        (t.plain("console-fact-task"), generation.external_task_id or generation.hinted_task_id or "–"),
        (t.plain("console-fact-failure"), failure),
    ]


def _credits(millicredits: int | None) -> str:
    return "–" if millicredits is None else f"{millicredits / MILLICREDITS:g}"
