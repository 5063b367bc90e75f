"""Which rows of a person go into the file that /mydata sends (`bot.domain.person_data.PersonDataReader`).

Every table and column is named here, in `SECTIONS` or with the reason why not; `tests/contract/test_person_data.py` walks the
schema and fails on what is not.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bot.domain.person_data import DataPlace, DataRows
from storage.core.columns import day_of, moment
from storage.core.database import Database

AT_ONCE: Final = 300
"""Rows of one read."""

_ACCOUNT: Final = "(SELECT id FROM accounts WHERE owner_kind = 'person' AND owner_id = :person)"
_OWNER: Final = "'person:' || :person"
_READABLE: Final = "CASE WHEN hides_words = 1 OR borrowed_words = 1 THEN '' ELSE {} END"
"""Words of others, which the person uses and did not write, are not theirs."""

_TIMES: Final = frozenset({"at", "until"})
_DAYS: Final = frozenset({"active_on", "hint_on", "day"})
_JSON: Final = frozenset(
    {
        *("choices", "unused_choices", "reference_list", "unused_references", "titles", "photos", "filters"),
        *("clips", "song", "words_suggested", "results"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Rows of a table.

    Attributes:
        table: which.
        where: which of them.
        key: columns by which a read goes on.
        columns: those that stand in the file.
        values: what is read in place of a column.
        of_payments: whether it has sums of Stars.
    """

    table: str
    where: str
    columns: str
    key: Sequence[str] = ("id",)
    values: Mapping[str, str] = field(default_factory=dict)
    of_payments: bool = False


SECTIONS: Final = (
    Section(
        table="people",
        where="id = :person",
        columns="id name username language telegram_language send_originals effects news daily_report hints hints_shown hint_on"
        " auto_confirm_below falls_back utc_offset time_zone quiet_from quiet_until source first_seen_at active_on",
    ),
    Section(
        table="consents",
        where="person_id = :person",
        columns="document version at",
        key=("document", "version"),
    ),
    Section(table="favourites", where="person_id = :person", columns="model"),
    Section(table="default_models", where="person_id = :person", columns="kind model", key=("kind",)),
    Section(
        table="accounts",
        where="owner_kind = 'person' AND owner_id = :person",
        columns="allowance bought purchased period blocked",
    ),
    Section(
        table="ledger_entries",
        where=f"account_id = {_ACCOUNT}",
        columns="kind bucket amount at generation_id",
    ),
    Section(
        table="payments",
        where="payer_id = :person",
        key=("number",),
        columns="number charge_id payload stars credits bonus state recurring paid_at period_ends_at refund_reason"
        " refunded_at taken_back bonus_taken_back uncollected",
        of_payments=True,
    ),
    Section(
        table="orders",
        where="buyer_id = :person",
        key=("made_at", "token"),
        columns="kind stars credits bonus monthly chat_id language made_at is_paid",
        of_payments=True,
    ),
    Section(
        table="subscriptions",
        where="payer_id = :person",
        key=("order_token",),
        columns="first_charge_id last_charge_id period_ends_at state changed_at",
        of_payments=True,
    ),
    Section(
        table="gifts",
        where="giver_id = :person OR receiver_id = :person OR claimed_by = :person",
        columns="giver_id credits state made_at ends_at settled_at",
        values={"giver_id": "CASE giver_id WHEN :person THEN giver_id END"},
    ),
    Section(
        table="invitations",
        where=f"account_id = {_ACCOUNT}",
        key=("account_id",),
        columns="code people earned owed",
    ),
    Section(
        table="referrals",
        where=f"invited_account_id = {_ACCOUNT}",
        key=("invited_account_id",),
        columns="at",
    ),
    Section(
        table="promo_code_uses",
        where=f"account_id = {_ACCOUNT}",
        key=("code_id",),
        columns="code_id at",
        values={"code_id": "(SELECT code FROM promo_codes WHERE id = code_id)"},
    ),
    Section(
        table="generations",
        where="person_id = :person",
        columns="id chat_id language model choices prompt user_prompt reference_list price captured state failure created_at"
        " submitted_at completed_at deleted version parent_id kie_taken",
        values={
            "prompt": _READABLE.format("prompt"),
            "user_prompt": "CASE WHEN borrowed_words = 1 THEN '' ELSE user_prompt END",
        },
    ),
    Section(
        table="assets",
        where="generation_id IN (SELECT id FROM generations WHERE person_id = :person)",
        columns="",  # read with its generation
    ),
    Section(
        table="quotes",
        where="person_id = :person",
        columns="chat_id recipe choices prompt reference_list created_at confirmed_at cancelled_at",
        values={"prompt": _READABLE.format("prompt")},
    ),
    Section(
        table="drafts",
        where="person_id = :person",
        columns="chat_id model recipe choices prompt reference_list unused_choices unused_references created_at used_at closed_at",
        values={"prompt": "CASE WHEN borrowed_words = 1 THEN '' ELSE prompt END"},
    ),
    Section(
        table="suggestions",
        where="person_id = :person",
        columns="purpose words_before words created_at",
    ),
    Section(
        table="reports",
        where="person_id = :person",
        columns="generation_id chat_id kind words wants_answer at",
    ),
    Section(table="result_favourites", where="person_id = :person", columns="generation_id chat_id at"),
    Section(
        table="looks",
        where="person_id = :person",
        columns="name titles model kind choices words_before words_after sample is_on created_at used_at",
    ),
    Section(
        table="look_links",
        where="look_id IN (SELECT id FROM looks WHERE person_id = :person)",
        key=("token",),
        columns="look_id made_at",
    ),
    Section(table="characters", where="added_by = :person", columns="chat_id kind name photos created_at"),
    Section(table="examples", where="proposed_by = :person", columns="model kind state prompt choices at"),
    Section(
        table="selections",
        where="person_id = :person",
        columns="chat_id state created_at until",
    ),
    Section(table="gallery_pages", where="person_id = :person", columns="chat_id kind search filters"),
    Section(table="joins", where="person_id = :person", columns="chat_id state clips song created_at"),
    Section(table="archives", where="person_id = :person", columns="chat_id state month total created_at"),
    Section(table="groups", where="added_by = :person", key=("chat_id",), columns="chat_id title"),
    Section(table="group_changes", where="person_id = :person", columns="chat_id what before after at"),
    Section(
        table="parties",
        where="starter_id = :person",
        columns="id chat_id theme credits state created_at ends_at",
    ),
    Section(
        table="party_votes", where="person_id = :person", key=("party_id",), columns="party_id generation_id"
    ),
    Section(
        table="support_threads", where="person_id = :person", columns="receipt opened_at written_at closed_at"
    ),
    Section(
        table="support_messages",
        where="thread_id = (SELECT id FROM support_threads WHERE person_id = :person)",
        columns="side kind words receipt at",
    ),
    Section(table="arrivals", where="person_id = :person", key=("person_id",), columns="at"),
    Section(table="writer_uses", where=f"owner = {_OWNER}", key=("day",), columns="day uses"),
    Section(table="integrations", where=f"owner = {_OWNER}", columns="provider updated_at enabled"),
    Section(table="staff", where="person_id = :person", key=("person_id",), columns="role at"),
    Section(table="person_notes", where="person_id = :person", columns="words at"),
    Section(table="operator_acts", where="person_id = :person", columns="act subject before after reason at"),
    Section(table="service_waits", where="person_id = :person", key=("person_id",), columns="asked_at"),
)
"""What stands in the file, in its order."""

WITHHELD: Final[Mapping[str, frozenset[str]]] = {
    "accounts": frozenset({"id", "owner_kind", "owner_id", "forgotten_as"}),
    # Its note names operators; its key repeats the rest.
    "ledger_entries": frozenset({"id", "account_id", "operation_key", "note"}),
    "payments": frozenset(
        {
            *(
                "order_token",
                "payer_id",
                "account_id",
                "found_by",
                "first_recurring",
                "written_at",
                "notified",
            ),
            *("refund_attempts", "refund_asked_by", "refund_alert_at", "affiliate_stars"),
        }
    ),
    "orders": frozenset(
        {
            *("token", "pack_id", "buyer_id", "account_id", "code_id", "thread_id", "message_id", "draft_id"),
        }
    ),
    "subscriptions": frozenset({"order_token", "payer_id", "account_id", "canceled_by_bot"}),
    # Who the other one is, and the secret of the link.
    "gifts": frozenset(
        {
            *(
                "id",
                "token_hash",
                "made_for",
                "account_id",
                "receiver_id",
                "receiver_name",
                "charge_id",
                "claimed_by",
            ),
            *("chat_id", "message_id", "language"),
        }
    ),
    "invitations": frozenset({"account_id", "unannounced"}),
    "referrals": frozenset({"invited_account_id", "inviter_account_id"}),
    "promo_code_uses": frozenset({"account_id"}),
    "generations": frozenset(
        {
            *(
                "person_id",
                "account_id",
                "thread_id",
                "reply_to",
                "dialect",
                "folded_prompt",
                "borrowed_words",
                "look_id",
            ),
            *(
                "hides_words",
                "token",
                "due_at",
                "deadline_at",
                "external_task_id",
                "hinted_task_id",
                "route",
                "progress",
            ),
            *(
                "stage",
                "attempts",
                "delivery_attempts",
                "progress_message_id",
                "late_notice_sent",
                "late_notice_id",
            ),
            *(
                "failure_detail",
                "free_late_delivery",
                "ordered",
                "kie_expected",
                "notified",
                "auto_confirmed",
                "quote_id",
            ),
            *(
                "chain_step",
                "chain_position",
                "chain_length",
                "batch_id",
                "part",
                "batch_parts",
                "selection_id",
            ),
            *(
                "later_steps_returned",
                "sample",
                "own_key",
                "operator_key",
                "party_id",
                "instead_of",
                "instead_of_model",
            ),
            *("instead_of_price", "leased_until", "wake_requested", "forgotten_as", "emptied", "root_id"),
        }
    ),
    "assets": frozenset(
        {
            *(
                "id",
                "generation_id",
                "position",
                "item_id",
                "sent_as",
                "unique_id",
                "original_file_id",
                "message_id",
            ),
            *("url", "kind", "title", "seconds", "cover_url", "file_id"),  # in their generation, as `results`
        }
    ),
    # Steps hold the words of looks that may not be read.
    "quotes": frozenset(
        {
            *(
                "id",
                "token",
                "person_id",
                "account_id",
                "language",
                "thread_id",
                "reply_to",
                "dialect",
                "length",
            ),
            *(
                "borrowed_words",
                "look_id",
                "hides_words",
                "made",
                "steps",
                "draft_id",
                "key_owner",
                "party_id",
                "several",
            ),
            "selection_id",
        }
    ),
    "drafts": frozenset(
        {
            *(
                "id",
                "person_id",
                "thread_id",
                "continues",
                "borrowed_words",
                "look_id",
                "cast_on",
                "cast_off",
                "several",
            ),
            "party_id",
        }
    ),
    "suggestions": frozenset({"id", "draft_id", "person_id"}),
    "reports": frozenset({"id", "person_id"}),
    "result_favourites": frozenset({"id", "person_id", "made_at"}),
    # A taken look with hidden words has none of them.
    "looks": frozenset({"id", "person_id", "folded_name", "hides_words", "source_id"}),
    "look_links": frozenset({"token", "hides_words"}),
    "characters": frozenset({"id", "added_by", "name_key"}),
    "examples": frozenset({"id", "recording", "generation_id", "proposed_by"}),
    "selections": frozenset({"id", "person_id", "quote_id", "again", "due_at", "reminded"}),
    "gallery_pages": frozenset({"id", "person_id", "page", "album", "list_id", "list_ephemeral"}),
    "joins": frozenset(
        {
            *(
                "id",
                "person_id",
                "thread_id",
                "reply_to",
                "language",
                "message_id",
                "problem",
                "problem_at",
                "begun_at",
            ),
            *("due_at", "leased_until", "begun", "sent", "file_id"),
        }
    ),
    "archives": frozenset(
        {
            *(
                "id",
                "person_id",
                "thread_id",
                "reply_to",
                "language",
                "page",
                "results",
                "place",
                "position",
                "files",
            ),
            *(
                "parts",
                "left_out",
                "message_id",
                "problem",
                "stuck_since",
                "due_at",
                "leased_until",
                "begun",
                "sent",
            ),
        }
    ),
    "groups": frozenset({"admission", "added_by", "present", "rules"}),
    "group_changes": frozenset({"id", "person_id"}),
    "parties": frozenset(
        {
            *("thread_id", "reply_to", "asked_by", "starter_id", "language", "share", "least", "source_id"),
            *(
                "budget_account_id",
                "due_at",
                "leased_until",
                "message_id",
                "ballot_id",
                "entries",
                "returned",
            ),
        }
    ),
    "party_votes": frozenset({"person_id"}),
    "arrivals": frozenset({"person_id", "sharer_id"}),
    "support_threads": frozenset(
        {"id", "person_id", "chat_id", "topic_id", "card_id", "topic_closed", "due_at"}
    ),
    "support_messages": frozenset(
        {"id", "thread_id", "author_id", "chat_id", "message_id", "album", "answers"}
    ),
    "writer_uses": frozenset({"owner"}),
    "integrations": frozenset({"id", "owner", "credentials", "config", "trouble", "retired_at"}),
    "staff": frozenset({"person_id", "by_id"}),
    "person_notes": frozenset({"id", "person_id", "by_id"}),
    "operator_acts": frozenset({"id", "by_id", "by_alias", "person_id", "person_alias"}),
    "service_waits": frozenset({"person_id"}),
    "favourites": frozenset({"id", "person_id"}),
    "consents": frozenset({"person_id"}),
    "default_models": frozenset({"person_id"}),
}
"""Columns of those tables that do not stand in it: keys, secrets, what says something of other people, and how far work has come."""

LEFT_OUT: Final[Mapping[str, str]] = {
    "people_words": "words of the name and @name, which are in people",
    "erasures": "only of who is being forgotten",
    "holds": "the same amounts as the ledger's entries",
    "subscription_stops": "calls that wait, of subscriptions that are in the file",
    "referral_rewards": "keyed by other people's payments; the ledger has the credits",
    "promo_codes_waiting": "the bonus of the next purchase, gone with it",
    "reported_results": "what operators have decided about results",
    "report_copies": "messages that carry what was reported",
    "report_notices": "which reports an operator was notified of",
    "report_effects": "what is to be deleted or said, gone within minutes",
    "batches": "which generations were confirmed together",
    "generation_transitions": "steps of the work on generations, with words of KIE's",
    "generation_characters": "which characters are in which generations, for the filter of the history",
    "callbacks": "digests of what KIE has sent",
    "operator_notices": "what the operator was told, gone within days",
    "support_deliveries": "where messages to the operators are shown",
    "group_menus": "which menus of the bot are open, gone within an hour",
    "console_links": "secrets, gone within minutes",
    "console_sessions": "secrets, gone within hours",
    "broadcast_waits": "messages that wait for the end of quiet hours",
    "daily_reports": "which reports an owner was sent",
    "pending_updates": "updates that wait to be handled, encrypted, gone within minutes",
    "fsm_states": "what the next message is for; its words are in drafts",
}
"""Tables with rows of people that are not in it, and why."""

_RESULTS: Final = (
    "(SELECT json_group_array(json_object('kind', kind, 'title', title, 'seconds', seconds, 'url', url, 'file_id', file_id))"
    " FROM assets WHERE generation_id = generations.id)"
)


class SqlitePersonDataReader:
    """Reads it in short reads, beside what people wait for."""

    def __init__(self, database: Database) -> None:
        self._reports = database.reports

    async def rows(self, person_id: int, place: DataPlace, *, with_payments: bool) -> DataRows:
        """See `PersonDataReader.rows`."""
        section = SECTIONS[place.section]
        rows: Sequence[sqlite3.Row] = []
        if section.columns and (with_payments or not section.of_payments):
            values: dict[str, Any] = {"person": person_id, "limit": AT_ONCE}
            values |= {f"after{number}": value for number, value in enumerate(place.after)}
            rows = await self._reports.rows(_statement(section, going_on=bool(place.after)), values)
        if len(rows) == AT_ONCE:
            after = tuple(rows[-1][f"key{number}"] for number in range(len(section.key)))
            following: DataPlace | None = DataPlace(place.section, after)
        else:
            is_last = place.section + 1 == len(SECTIONS)
            following = None if is_last else DataPlace(place.section + 1)
        return DataRows(section=section.table, rows=[_values(row) for row in rows], next=following)


def _statement(section: Section, *, going_on: bool) -> str:
    columns = [
        f"{section.values[name]} AS {name}" if name in section.values else name
        for name in section.columns.split()
    ]
    if section.table == "generations":
        columns.append(f"{_RESULTS} AS results")
    columns += [f"{name} AS key{number}" for number, name in enumerate(section.key)]
    key, order = ", ".join(section.key), ", ".join(f"{section.table}.{name}" for name in section.key)
    after = ", ".join(f":after{number}" for number in range(len(section.key)))
    more = f" AND ({key}) > ({after})" if going_on else ""
    return f"SELECT {', '.join(columns)} FROM {section.table} WHERE ({section.where}){more} ORDER BY {order} LIMIT :limit"


def _values(row: sqlite3.Row) -> Mapping[str, Any]:
    """The row's values that say something."""
    return {
        name: _value(name, row[name])
        for name in row.keys()  # noqa: SIM118  a row is iterated by its values
        if not name.startswith("key") and row[name] not in (None, "")
    }


def _value(name: str, value: Any) -> Any:
    if name in _DAYS:
        return day_of(value).isoformat()
    if name.endswith("_at") or name in _TIMES:
        return moment(value).isoformat()
    return json.loads(value) if name in _JSON else value
