"""What the files of every language promise, whichever languages there are."""

from __future__ import annotations

import ast
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date
from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax import ast as ftl
from jinja2 import Environment, nodes

import bot.console
import handlers
from bot.availability.circuit_breaker import KeyTrouble
from bot.availability.model_health import NOT_ALLOWED
from bot.availability.model_switches import REASON as SWITCHED_OFF
from bot.catalog.availability import HIDDEN
from bot.catalog.load import load_catalog
from bot.catalog.recipe_catalog import load_recipe_catalog
from bot.catalog.song_options import MODE
from bot.catalog.spec import Kind, Media, Per, Verb
from bot.console.pages.money import SPANS
from bot.console.pages.person import DONE
from bot.console.pages.reports import DONE as REPORT_DONE
from bot.domain.broadcast import BroadcastState
from bot.domain.cast import CharacterKind
from bot.domain.daily_report import AttentionKind
from bot.domain.generation import State
from bot.domain.group import AdmissionStatus, GroupRules, Payer, Span
from bot.domain.payment import PaymentState
from bot.domain.people_search import PeopleFilter
from bot.domain.report import ReportKind, ReportState
from bot.domain.runtime_setting import RUNTIME_SETTINGS, SettingGroup, SettingSource
from bot.domain.segment import SegmentField
from bot.domain.staff import Act, Role
from bot.domain.subscription import SubscriptionState
from bot.domain.support import SupportKind, SupportSide
from bot.domain.writer import WriterPurpose
from bot.errors import FailureKind, NotEnoughCredits, NotEnoughToGive, Refusal
from bot.generation.voice_samples import VOICE
from bot.groups.administration import APPROVAL, GRANT, TOPUP
from bot.groups.refusals import CapReached, GroupRefusal
from bot.i18n import DRAFT_KEY, FALLBACK, LOCALES, Argument, Texts, model_key
from bot.ledger.allowance import Period
from bot.ledger.entries import Bucket, EntryKind
from bot.payments.group_purchase import PURCHASE, REFUND
from bot.ports import AlertKind
from bot.ports.alerts import LASTING
from handlers.commands import GROUP, OPERATOR, PRIVATE
from handlers.core import refusals
from handlers.core.buttons.menu import ShelfView
from handlers.core.buttons.operator import ModelAction, PersonAct
from handlers.core.buttons.report import ReportDecision
from handlers.core.buttons.subscription import SubscriptionAction
from handlers.core.deep_link import LinkTarget
from handlers.core.views.cities import CITIES, city_key
from handlers.groups.views.overview import LEAVES as PANEL_LEAVES
from handlers.operator.log_views import WORDS
from handlers.results.incidents import LateStatus

CONSOLE_PAGES = (
    "overview",
    "money",
    "settings",
    "people",
    "generations",
    "models",
    "packs",
    "codes",
    "payments",
    "groups",
    "reports",
    "log",
)
"""The places in the console's navigation."""
CONSOLE = Path(bot.console.__file__).parent
LANGUAGES = sorted(path.name for path in LOCALES.iterdir() if path.is_dir())
CATALOG = load_catalog()
RECIPES = load_recipe_catalog(CATALOG)
OPTIONAL = re.compile(r"model-(?!note-|unavailable-)")
"""Keys that a language may leave out: the short characters of models."""

SOLD_BY_UNIT = tuple(per for per in Per if per.by_unit)

PLAIN = re.compile(
    r"(button|toast|command|option|value|unit|refusal)-(?!choose|typed)|language-name|model-unavailable-"
)
"""Keys that are shown as plain text somewhere, and so hold no tags."""

TAGS = {"b", "i", "a", "code", "blockquote", "tg-time"}


@dataclass
class _Facts:
    """What a message refers to, and which plural categories it tells apart by which variable."""

    variables: set[str] = field(default_factory=set)
    plurals: list[tuple[str, set[str]]] = field(default_factory=list)


def _files(folder: Path) -> dict[str, list[ftl.Message]]:
    """The messages of each file of a language."""
    files = {}
    for path in sorted(folder.glob("*.ftl")):
        body = FluentParser().parse(path.read_text(encoding="utf-8")).body
        junk = [entry.content for entry in body if isinstance(entry, ftl.Junk)]
        assert not junk, f"{folder.name}/{path.name} is not Fluent here: {junk[0]}"
        files[path.name] = [entry for entry in body if isinstance(entry, ftl.Message)]
    return files


def _messages(folder: Path) -> dict[str, ftl.Message]:
    entries = [entry for file in _files(folder).values() for entry in file]
    names = [entry.id.name for entry in entries]
    assert len(names) == len(set(names)), "a key is there twice"
    return {entry.id.name: entry for entry in entries}


def _missing(folder: Path) -> list[str]:
    """What a language lacks, a line for each file of the fallback: the file and the keys."""
    known = set(_messages(folder))
    lines = []
    for file, messages in _files(LOCALES / FALLBACK).items():
        keys = [entry.id.name for entry in messages]
        if missing := [key for key in keys if key not in known and not OPTIONAL.match(key)]:
            lines.append(f"{folder.name}/{file}: {', '.join(missing)}")
    return lines


def _facts(message: ftl.Message) -> _Facts:
    facts = _Facts()
    for node in _nodes(message):
        if isinstance(node, ftl.VariableReference):
            facts.variables.add(node.id.name)
        if isinstance(node, ftl.SelectExpression) and isinstance(node.selector, ftl.VariableReference):
            names = {one.key.name for one in node.variants if isinstance(one.key, ftl.Identifier)}
            if names & {"one", "few", "many"}:
                facts.plurals.append((node.selector.id.name, names))
    return facts


def _nodes(node: object) -> Iterator[object]:
    """A node of Fluent's tree and everything below it."""
    yield node
    if isinstance(node, ftl.BaseNode):
        for child in vars(node).values():
            for one in child if isinstance(child, list) else [child]:
                yield from _nodes(one)


MESSAGES = {language: _messages(LOCALES / language) for language in LANGUAGES}
ENGLISH = MESSAGES[FALLBACK]


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Each language of the folder."""
    return str(request.param)


@pytest.fixture(scope="module")
def texts() -> Texts:
    """All languages."""
    return Texts.load(LOCALES)


class TestKeys:
    """The keys of a language file."""

    def test_every_key_of_the_fallback(self, language: str, capsys: pytest.CaptureFixture[str]) -> None:
        """A language has every key that is not optional. What a draft lacks is printed, by file."""
        missing = "\n".join(_missing(LOCALES / language))
        if DRAFT_KEY in MESSAGES[language]:
            with capsys.disabled():
                sys.stdout.write(f"\nThe draft lacks:\n{missing}\n")
        else:
            assert missing == ""

    def test_no_key_that_the_fallback_lacks(self, language: str) -> None:
        """Nothing says such a key. Every language, a draft too, gives its own name."""
        assert set(MESSAGES[language]) - {DRAFT_KEY} - set(ENGLISH) == set()
        assert "language-name" in MESSAGES[language]

    def test_the_fallback_is_no_draft(self) -> None:
        """It stands in for what the others lack."""
        assert DRAFT_KEY not in ENGLISH

    def test_what_a_draft_lacks_is_told_by_file(self, tmp_path: Path) -> None:
        """A translator reads which keys of which file are still to come, missing files included."""
        draft = tmp_path / "de"
        shutil.copytree(LOCALES / FALLBACK, draft)
        assert _missing(draft) == []
        (draft / "menu.ftl").unlink()
        (draft / "language.ftl").write_text(f"{DRAFT_KEY} = Entwurf\n", encoding="utf-8")
        menu = ", ".join(entry.id.name for entry in _files(LOCALES / FALLBACK)["menu.ftl"])
        assert _missing(draft) == ["de/language.ftl: language-name", f"de/menu.ftl: {menu}"]

    def test_same_variables_as_the_fallback(self, language: str) -> None:
        """Each message takes the same variables in every language."""
        differing = {
            key: _facts(message).variables ^ _facts(ENGLISH[key]).variables
            for key, message in MESSAGES[language].items()
            if key != DRAFT_KEY
        }
        assert {key: names for key, names in differing.items() if names} == {}

    def test_every_plural_has_each_category_of_the_language(self, language: str) -> None:
        """Where a message tells numbers apart, it does so for every category that the language has."""
        needed = set(Locale.parse(language).plural_form.rules) | {"other"}
        lacking = {
            (key, variable): needed - categories
            for key, message in MESSAGES[language].items()
            for variable, categories in _facts(message).plurals
        }
        assert {where: names for where, names in lacking.items() if names} == {}


def _codes(root: type[Refusal]) -> Iterator[type[Refusal]]:
    for kind in root.__subclasses__():
        yield kind
        yield from _codes(kind)


def _dynamic_keys() -> set[str]:
    offers = [offer for model in CATALOG for offer in (model.live, model.integration) if offer]
    options = [option for offer in offers for option in offer.options]
    return {
        *(f"refusal-{kind.code}" for kind in _codes(Refusal) if kind is not GroupRefusal),
        *(f"refusal-{kind.code}-aloud" for kind in (NotEnoughCredits, NotEnoughToGive, CapReached)),
        *(f"failure-{kind}" for kind in FailureKind),
        *(f"alert-{kind}" for kind in AlertKind),
        *(f"{key}-{kind}" for key in ("button-report", "report-kind") for kind in ReportKind),
        *(
            f"report-{key}-{state}"
            for key in ("state", "outcome", "card")
            for state in ReportState
            if state is not ReportState.OPEN
        ),
        *(f"toast-report-{one}" for one in ReportDecision if one is not ReportDecision.BLOCK),
        *(f"toast-watch-{standing}" for standing in LateStatus),
        *(f"state-{state}" for state in State),
        *(f"stats-state-{state}" for state in State),
        *(f"writer-purpose-{purpose}" for purpose in WriterPurpose),
        *(f"payment-state-{state}" for state in PaymentState),
        *(f"receipt-state-{state}" for state in PaymentState),
        *(
            f"stats-source-{target.name.lower()}"
            for target in LinkTarget
            if target is not LinkTarget.CAMPAIGN
        ),
        *("stats-source-direct", "stats-source-ad"),
        *(f"shelf-{kind}" for kind in Kind),
        *(f"button-{kind}" for kind in Kind),
        *(f"examples-{kind}" for kind in Kind),
        *(f"recipe-{recipe.slug}{part}" for recipe in RECIPES for part in ("", "-about")),
        *(f"step-{step.name}" for recipe in RECIPES for step in recipe.steps),
        *(f"sign-{kind}" for kind in Kind),
        *(city_key(zone) for zone in CITIES),
        *(f"inline-words-{kind}" for kind in Kind),
        *(f"quota-{period}" for period in Period),
        *(
            f"subscription-is-{state}"
            for state in (*SubscriptionState, "due", "canceled-in-telegram")
            if state is not SubscriptionState.ENDED
        ),
        *(f"subscription-now-{state}" for state in SubscriptionState if state is not SubscriptionState.ENDED),
        *(
            f"button-subscription-{action}{which}"
            for action in (SubscriptionAction.STOP, SubscriptionAction.RESUME)
            for which in ("", "-one")
        ),
        *(f"{where}-{per}" for where in ("card-price", "button-model") for per in SOLD_BY_UNIT),
        "button-model-generation",
        *(f"button-shelf-{view}" for view in ShelfView),
        *(f"shelf-view-{view}" for view in ShelfView if view is not ShelfView.BEST),
        *(f"command-{name}" for name in (*PRIVATE, *GROUP, *OPERATOR)),
        *(
            f"{where}-{verb}"
            for where in ("button-verb", "verb-ask", "verb-doers", "verb-unavailable")
            for verb in Verb
        ),
        *(f"option-{option.name}" for option in options),
        *(f"quote-option-{name}" for name in ("voice", "audio-on", "audio-off")),
        *(
            f"quote-option-mode-{choice}"
            for option in options
            if option.name == MODE
            for choice in option.choices
        ),
        *(f"voice-{voice}" for option in options if option.name == VOICE for voice in option.choices),
        *(f"unit-{option.unit}" for option in options if option.unit),
        *(f"model-unavailable-{offer.unavailable}" for offer in offers if offer.unavailable),
        *(f"model-note-{offer.note}" for offer in offers if offer.note),
        f"model-unavailable-{SWITCHED_OFF}",
        f"model-unavailable-{HIDDEN}",
        *(f"button-model-terms-{action}" for action in ModelAction if action is not ModelAction.LOOK),
        f"model-unavailable-{NOT_ALLOWED}",
        *("model-unavailable-not-here", "model-unavailable-other", "language-name"),
        *("value-on", "value-off"),
        *(f"broadcast-{state}" for state in BroadcastState),
        *(f"console-broadcast-{state}" for state in BroadcastState if state is not BroadcastState.DRAFT),
        *(f"console-condition-{field}" for field in SegmentField),
        *(f"broadcast-{what}-{field}" for what in ("field", "about", "ask", "is") for field in SegmentField),
        *(f"console-role-{role}" for role in Role),
        *(f"console-people-{one}" for one in PeopleFilter),
        *(f"console-done-{one}" for one in DONE),
        *(f"console-report-done-{one}" for one in REPORT_DONE),
        *(f"console-entry-{kind}" for kind in EntryKind),
        *(f"console-support-kind-{kind}" for kind in SupportKind),
        *(f"console-support-side-{side}" for side in SupportSide),
        *(f"console-bucket-{bucket}" for bucket in Bucket),
        *(f"console-{name}" for name in CONSOLE_PAGES),
        *(f"console-source-{source}" for source in SettingSource),
        *(f"console-span-{span}" for span in SPANS),
        *(f"console-model-{condition}" for condition in ("on", "off", "hidden", "unavailable")),
        *(f"console-group-{admission}" for admission in AdmissionStatus),
        *(f"group-pays-{payer}" for payer in Payer),
        *(f"staff-role-{role}" for role in Role),
        *("grant-received", "grant-taken-told"),
        *(f"log-act-{act}" for act in Act),
        *(f"button-users-{one}" for one in PeopleFilter),
        *(f"button-user-{one}" for one in PersonAct),
        *(f"user-ask-{one}" for one in PersonAct if one not in {PersonAct.UNBLOCK, PersonAct.DATA}),
        *(f"users-only-{one}" for one in PeopleFilter if one is not PeopleFilter.ALL),
        *(f"user-entry-{kind}" for kind in EntryKind),
        *(f"{where}-{group}" for where in ("config-group", "button-config") for group in SettingGroup),
        *(f"config-stands-{source}" for source in SettingSource),
        *(f"attention-{kind}" for kind in AttentionKind if kind is not AttentionKind.ALERT),
        *(f"attention-alert-{kind}" for kind in LASTING),
        *(f"setting-about-{setting.field.replace('_', '-')}" for setting in RUNTIME_SETTINGS.values()),
        *(f"log-value-{word}" for word in WORDS),
        *(f"key-trouble-{trouble}" for trouble in KeyTrouble),
        *("button-key-use", "button-key-pause"),
        *(f"{where}-{payer}" for where in ("group-payer", "button-group-payer") for payer in Payer),
        *(
            f"{where}-{span}"
            for where in (
                "group-cap",
                "group-left",
                "group-spending",
                "group-page-cap",
                "button-span",
                "button-cap",
            )
            for span in Span
        ),
        *(f"group-rule-{rule.name}" for rule in fields(GroupRules)),
        "group-rule-admission",
        *(f"group-change-{what}" for what in (APPROVAL, GRANT, PURCHASE, REFUND, TOPUP)),
        *(f"groups-{admission}" for admission in AdmissionStatus),
        *(
            f"group-decided-{admission}"
            for admission in AdmissionStatus
            if admission is not AdmissionStatus.ASKED
        ),
        *(f"group-value-payer-{payer}" for payer in Payer),
        *(f"group-value-cap-{span}" for span in Span),
        *(f"group-admission-{admission}" for admission in AdmissionStatus),
        *(f"{where}-{rule}" for where in ("group-ask", "group-no") for rule in ("number", "quiet", "words")),
        *(f"group-page-{leaf}" for leaf in ("generation", "approval", "open")),
        *(f"button-group-{leaf}" for leaf in PANEL_LEAVES),
    }


def _calls() -> Iterator[tuple[str, str, set[str]]]:
    """Every message that the code names outright: where, its key, the variables it is given."""
    folders = (Path(handlers.__file__).parent, CONSOLE)
    for path in sorted(path for folder in folders for path in folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _speaks(node.func) and node.args:
                given = {keyword.arg for keyword in node.keywords if keyword.arg}
                for key in _constants(node.args[0]):
                    yield f"{path.name}:{node.lineno}", key, given


def _in_templates() -> Iterator[tuple[str, str, set[str]]]:
    """Every message that a page of the console names outright, as `_calls`."""
    environment = Environment(autoescape=True)
    for path in sorted((CONSOLE / "templates").glob("*.html")):
        for call in environment.parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "t":
                given = {keyword.key for keyword in call.kwargs}
                for key in _constants_of(call.args[0]):
                    yield f"{path.name}:{call.lineno}", key, given


def _constants_of(node: nodes.Node) -> list[str]:
    branches = [node.expr1, node.expr2] if isinstance(node, nodes.CondExpr) else [node]
    return [branch.value for branch in branches if isinstance(branch, nodes.Const)]


def _speaks(function: ast.expr) -> bool:
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    return name in {"t", "plain"}


def _constants(node: ast.expr) -> list[str]:
    branches = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    return [
        branch.value
        for branch in branches
        if isinstance(branch, ast.Constant) and isinstance(branch.value, str)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_has_two_full_stops_after_a_date(language: str) -> None:
    """Where a language writes a day with a full stop at its end, as in “29 нояб. 2026 г.”, none follows it."""
    ends_with_a_stop = format_date(datetime(2026, 11, 29, tzinfo=UTC), "medium", language).endswith(".")
    date_then_stop = re.compile(r'DATETIME\([^)]*dateStyle: "(?:medium|long)"\) \}(?:</?\w+>)*\.')
    twice = {
        key
        for key, message in _messages(LOCALES / language).items()
        if date_then_stop.search(FluentSerializer().serialize_entry(message))
    }
    assert not (ends_with_a_stop and twice), twice


class TestCode:
    """What the code says is what the languages know."""

    def test_everything_that_can_happen_has_words(self) -> None:
        """Refusals, failures, alerts, states, commands, and the catalogue's options and remarks."""
        assert _dynamic_keys() - set(ENGLISH) == set()

    def test_named_messages_exist_and_get_their_variables(self) -> None:
        """A message that the code names exists, and the code gives all that it needs."""
        calls = [*_calls(), *_in_templates()]
        assert len(calls) > 100, "the code speaks"
        assert {(where, key) for where, key, _ in calls if key not in ENGLISH} == set()
        lacking = {(where, key): _facts(ENGLISH[key]).variables - given for where, key, given in calls}
        assert {call: names for call, names in lacking.items() if names} == {}

    def test_no_words_without_use(self) -> None:
        """A key that nothing says is deleted."""
        named = (
            {key for _, key, _ in (*_calls(), *_in_templates())}
            | _dynamic_keys()
            | {"card-needs", "card-takes", "references-frames", "card-reference"}
        )
        named |= {"card-send-prompt", "card-send-prompt-group"}
        named |= {f"character-kind-{kind}" for kind in CharacterKind}
        spare = {
            key
            for key in ENGLISH
            if key not in named and not key.startswith("value-") and not OPTIONAL.match(key)
        }
        assert spare == set()

    def test_characters_belong_to_models(self, language: str) -> None:
        """Short characters may be missing: a new model needs no words; one without a model is a leftover."""
        characters = {key for key in MESSAGES[language] if OPTIONAL.match(key)}
        known = {model_key(model.slug) for model in CATALOG}
        assert characters - known == set()


SAMPLES: dict[str, list[Argument]] = {
    "media": [str(media) for media in Media],
    "nearest": ["none", "veo-3.1"],
    "date": [datetime(2026, 1, 15, tzinfo=UTC)],
}
NUMBERS = {
    *("count", "price", "place", "available", "left", "missing", "allowance", "bought", "held", "captured"),
    *(
        "returned",
        "amount",
        "maximum",
        "minimum",
        "length",
        "size",
        "width",
        "height",
        "id",
        "percent",
        "unix",
        "person",
    ),
    *("attempts", "deliveries", "references", "room", "seconds"),
}


def _samples(variables: set[str]) -> Iterator[dict[str, Argument]]:
    """Plausible and hostile values for the variables, a few at a time."""
    for turn, number in enumerate((0, 1, 2, 5, 21, 1234567)):
        yield {
            name: number
            if name in NUMBERS
            else SAMPLES.get(name, ["<b>&\"' </i>"])[turn % len(SAMPLES.get(name, [0]))]
            for name in variables
        }


class _TelegramHtml(HTMLParser):
    """Balanced, and only tags that Telegram knows."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag


def test_messages_are_sound(language: str, texts: Texts) -> None:
    """With any values a message is balanced Telegram HTML, complete, and of a sendable length."""
    words = texts.speaking(language)
    for key in set(MESSAGES[language]) - {DRAFT_KEY}:
        for values in _samples(_facts(ENGLISH[key]).variables):
            text = words(key, **values)
            assert text.strip(), key
            assert "{" not in text, f"{key}: a variable was not filled in"
            assert "\xa0" not in text or "date" in values, f"{key}: a number was grouped"
            assert len(text) < 2000, key
            reader = _TelegramHtml()
            reader.feed(text)
            reader.close()
            assert reader.open == [], key


def test_plain_messages_hold_no_tags(language: str, texts: Texts) -> None:
    """Buttons, toasts and the like are shown as they are: neither tags nor escapes belong there."""
    words = texts.speaking(language)
    for key in filter(PLAIN.match, MESSAGES[language]):
        values = {name: "a&b" if name not in NUMBERS else 2 for name in _facts(ENGLISH[key]).variables}
        assert "<" not in words.plain(key, **values), key
        assert "&amp;" not in words.plain(key, **values), key


def test_command_descriptions_fit(language: str, texts: Texts) -> None:
    """Telegram takes descriptions of 1 to 256 characters."""
    for name in {*PRIVATE, *GROUP, *OPERATOR}:
        assert 1 <= len(texts.speaking(language).plain(f"command-{name}")) <= 256, name


def test_every_refusal_of_the_chat_is_counted() -> None:
    """The refusals that only handlers know are among the codes that need words."""
    assert {refusals.CardGone, refusals.CardNotYours, refusals.FileTooLarge} <= set(_codes(Refusal))
