"""The catalogue is compared with what KIE lists."""

from __future__ import annotations

from bot.catalog.spec import Kind, Model, Offer, Route
from bot.kie.check import Finding, Problem, compare


def _model(slug: str, *ids: str, unavailable: str = "", family: str = "market") -> Model:
    routes = tuple(Route(family=family, supplier_model=supplier_model) for supplier_model in ids)
    return Model(
        slug=slug,
        title=slug,
        kind=Kind.VIDEO,
        usual_seconds=1,
        deadline_seconds=1,
        live=Offer(routes=routes, unavailable=unavailable),
    )


def test_a_model_that_kie_does_not_list_is_named_once() -> None:
    """Each missing id is reported once, with our slug beside it."""
    models = [_model("kept", "a"), _model("lost", "b", "b", "c")]
    assert compare(models, {"a"}) == (
        Finding(slug="lost", supplier_model="b", problem=Problem.GONE),
        Finding(slug="lost", supplier_model="c", problem=Problem.GONE),
    )


def test_a_model_that_came_back_is_named() -> None:
    """What we show as unavailable and KIE lists can be sold again."""
    models = [_model("back", "a", unavailable="removed"), _model("away", "b", unavailable="removed")]
    assert compare(models, {"a"}) == (Finding(slug="back", supplier_model="a", problem=Problem.BACK),)


def test_what_the_list_cannot_tell_is_not_judged() -> None:
    """Older endpoints, nameless routes and models without a live offer are passed over."""
    offerless = Model(slug="x", title="x", kind=Kind.IMAGE, usual_seconds=1, deadline_seconds=1)
    assert compare([_model("old", "a", family="veo"), _model("nameless", ""), offerless], set()) == ()
