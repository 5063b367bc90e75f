"""Pages from templates: everything that is put in is escaped, and what is missing is an error."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.console.charts import bars
from bot.domain.person_name import shown_name

FOLDER: Final = Path(__file__).parent
_WHEN: Final = "%Y-%m-%d %H:%M"


class Renderer:
    """The templates, read once."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters["when"] = _when
        self._environment.filters["shown_name"] = shown_name
        self._environment.globals["bars"] = bars

    def render(self, template: str, values: Mapping[str, Any]) -> str:
        """The page as HTML."""
        return self._environment.get_template(f"{template}.html").render(values)


def _when(moment: datetime) -> str:
    """A moment as every page writes it; the time is UTC."""
    return moment.strftime(_WHEN)
