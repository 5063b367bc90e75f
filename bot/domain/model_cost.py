"""Whether a model costs at KIE what the catalogue says."""

from __future__ import annotations

from dataclasses import dataclass, replace

IN_A_ROW = 3
"""So many tasks in a row that say otherwise change what the operator is to know: a single one may be KIE's whim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCost:
    """What the newest tasks of a model have cost, as far as it matters.

    Attributes:
        model: slug.
        differs: what the operator knows: whether it costs something else than the catalogue says.
        contrary: how many of its newest tasks in a row say otherwise.
    """

    model: str
    differs: bool = False
    contrary: int = 0

    def after(self, *, agrees: bool) -> ModelCost:
        """With one more task, which has cost what was expected or not."""
        if agrees is not self.differs:
            return replace(self, contrary=0)
        if self.contrary + 1 < IN_A_ROW:
            return replace(self, contrary=self.contrary + 1)
        return ModelCost(model=self.model, differs=not self.differs)
