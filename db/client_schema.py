"""Tables of a laptop's encrypted store.

`record` is the shadow: the server's truth as it came, unopened. `fact` and `outbox` are what was done here. `case_row`
and `case_search` are materialised from both, in the transaction that changes either, so that lists and search are
plain SQL; they can be rebuilt at any time. A scope that must come anew fills `record_incoming` beside the copy that is
shown, and takes its place when it is whole. Records of a kind that this program does not know are kept for a newer one.
"""

from __future__ import annotations

import sqlalchemy as sa

from db.types import UtcTime, id_column, one_of

OUTBOX_STATES = ("waiting", "accepted", "settled", "rejected", "conflict", "held")
ATTACHMENT_STATES = ("local", "sent", "verified", "wanted", "here", "refused")

metadata = sa.MetaData()

setting = sa.Table(
    "setting",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("value", sa.LargeBinary, nullable=False),
)

record = sa.Table(
    "record",
    metadata,
    sa.Column("entity", sa.String(32), primary_key=True),
    id_column("id", primary_key=True),
    sa.Column("scope", sa.String(64), nullable=False),
    id_column("case_id", nullable=False),
    sa.Column("ver", sa.Integer, nullable=False),
    sa.Column("blob", sa.LargeBinary, nullable=False),
    sa.Column("element", sa.LargeBinary),
    sa.Index("record_case", "case_id"),
    sa.Index("record_scope", "scope"),
)

record_incoming = sa.Table(
    "record_incoming",
    metadata,
    sa.Column("scope", sa.String(64), primary_key=True),
    sa.Column("entity", sa.String(32), primary_key=True),
    id_column("id", primary_key=True),
    id_column("case_id", nullable=False),
    sa.Column("ver", sa.Integer, nullable=False),
    sa.Column("blob", sa.LargeBinary, nullable=False),
    sa.Column("element", sa.LargeBinary, nullable=False),
)

unreadable = sa.Table(
    "unreadable",
    metadata,
    sa.Column("entity", sa.String(32), primary_key=True),
    id_column("id", primary_key=True),
    id_column("case_id", nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
)

scope = sa.Table(
    "scope",
    metadata,
    sa.Column("scope", sa.String(64), primary_key=True),
    sa.Column("cursor", sa.BigInteger, nullable=False),
    sa.Column("boot", sa.BigInteger),
    sa.Column("head", sa.BigInteger, nullable=False),
    sa.Column("pulled_at", UtcTime),
    sa.Column("digest", sa.String(32), nullable=False, server_default="0" * 32),
    sa.Column("fresh_cursor", sa.BigInteger),
    sa.Column("fresh_digest", sa.String(32), nullable=False, server_default="0" * 32),
)

dictionary = sa.Table(
    "dictionary",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

fact = sa.Table(
    "fact",
    metadata,
    id_column("fact_id", primary_key=True),
    id_column("device_id", nullable=False),
    sa.Column("device_seq", sa.BigInteger, nullable=False, unique=True),
    sa.Column("kind", sa.String(32), nullable=False),
    id_column("case_id", nullable=False),
    id_column("made_by", nullable=False),
    sa.Column("made_at", sa.String(40), nullable=False),
    sa.Column("payload", sa.LargeBinary, nullable=False),
    sa.Column("salt", sa.LargeBinary, nullable=False),
    sa.Column("prev_hash", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
    sa.Column("base_ver", sa.Integer, nullable=False),
    sa.Column("depends_on", sa.Text, nullable=False),
    sa.Index("fact_case", "case_id"),
)

outbox = sa.Table(
    "outbox",
    metadata,
    id_column("fact_id", sa.ForeignKey("fact.fact_id"), primary_key=True),
    *one_of("status", OUTBOX_STATES, constraint="outbox_status", nullable=False),
    sa.Column("code", sa.String(64), nullable=False, server_default=""),
    sa.Column("params", sa.Text, nullable=False, server_default="{}"),
    sa.Column("settle_scope", sa.String(64)),
    sa.Column("settle_seq", sa.BigInteger),
    sa.Column("answered_at", UtcTime),
    sa.Column("read_at", UtcTime),
    sa.Column("present", sa.Text, nullable=False, server_default="{}"),
    sa.Column("late", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("kept_at", UtcTime),
    sa.Index("outbox_status_ix", "status"),
)

case_row = sa.Table(
    "case_row",
    metadata,
    sa.Column("rid", sa.Integer, primary_key=True),
    id_column("case_id", nullable=False, unique=True),
    sa.Column("case_no", sa.String(64), nullable=False),
    sa.Column("borrower_name", sa.Text, nullable=False),
    sa.Column("premises_name", sa.Text, nullable=False),
    sa.Column("trade", sa.Text, nullable=False),
    sa.Column("district", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("bucket", sa.String(4), nullable=False),
    sa.Column("days_past_due", sa.Integer, nullable=False),
    sa.Column("owed_minor", sa.BigInteger, nullable=False),
    sa.Column("payoff_minor", sa.BigInteger, nullable=False),
    sa.Column("urgency", sa.BigInteger, nullable=False),
    sa.Column("reasons", sa.Text, nullable=False),
    sa.Column("last_visit_at", UtcTime),
    sa.Column("last_outcome", sa.String(32)),
    sa.Column("visited_on", sa.String(10)),
    sa.Column("plan_health", sa.String(16)),
    sa.Column("lon_e6", sa.Integer),
    sa.Column("lat_e6", sa.Integer),
    sa.Column("radius_m", sa.Integer),
    sa.Column("place_source", sa.String(16)),
    sa.Column("assigned_to", sa.String(36), nullable=False),
    sa.Column("balance_at", UtcTime, nullable=False),
    sa.Column("pending", sa.Integer, nullable=False),
    sa.Column("as_of", sa.String(10), nullable=False),
    sa.Column("drawn_from", sa.LargeBinary),
    sa.Column("holds", sa.Text, nullable=False, server_default=""),
    sa.Column("next_step", sa.String(64), nullable=False, server_default=""),
    sa.Column("last_contact_at", UtcTime),
    sa.Index("case_row_urgency", "urgency", "bucket"),
    sa.Index("case_row_bucket", "bucket", "urgency"),
    sa.Index("case_row_owed", "owed_minor", "bucket"),
    sa.Index("case_row_late", "days_past_due", "bucket"),
    sa.Index("case_row_name", "borrower_name", "bucket"),
    sa.Index("case_row_day", "as_of"),
    # a narrow copy: what a search found is filtered, summed and sorted in it without touching the wide rows
    sa.Index("case_row_facts", "rid", "bucket", "assigned_to", "urgency", "owed_minor", "days_past_due"),
)

# every business address of every case with the best place known for it: what the map draws
premises_row = sa.Table(
    "premises_row",
    metadata,
    id_column("case_id", primary_key=True),
    id_column("premises_id", primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("trade", sa.Text, nullable=False),
    sa.Column("district", sa.Text, nullable=False, server_default=""),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("address_key", sa.String(64), nullable=False),
    sa.Column("names_door", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("lon_e6", sa.Integer),
    sa.Column("lat_e6", sa.Integer),
    sa.Column("radius_m", sa.Integer),
    sa.Column("place_source", sa.String(16)),
    sa.Column("place_reason", sa.String(64), nullable=False, server_default=""),
    sa.Column("own_place", sa.Text, nullable=False, server_default=""),
    sa.Index("premises_row_key", "address_key"),
    sa.Index("premises_row_source", "place_source", "radius_m"),
)

# what a search for an address came to, by the digest of the normalised address; what is not found is kept as such
found_place = sa.Table(
    "found_place",
    metadata,
    sa.Column("address_key", sa.String(64), primary_key=True),
    sa.Column("lon_e6", sa.Integer),
    sa.Column("lat_e6", sa.Integer),
    sa.Column("radius_m", sa.Integer),
    sa.Column("place_source", sa.String(16)),
    sa.Column("datum", sa.String(8), nullable=False, server_default="wgs84"),
    sa.Column("adcode", sa.String(6), nullable=False, server_default=""),
    sa.Column("township", sa.String(9), nullable=False, server_default=""),
    sa.Column("reason", sa.String(64), nullable=False),
    sa.Column("found_by", sa.String(64), nullable=False),
    sa.Column("found_at", UtcTime, nullable=False),
)

# contentless: the words stay in `case_row`; tokens are our own (see fieldapp.store), split by blanks
CASE_SEARCH = (
    "CREATE VIRTUAL TABLE case_search USING fts5("
    "name, other, content='', contentless_delete=1, detail=column, tokenize='unicode61 remove_diacritics 0')"
)

# every word beside the lines that have it, read off the search; it stores nothing, and each connection has its own
CASE_WORD = "CREATE VIRTUAL TABLE temp.case_word USING fts5vocab('main', 'case_search', 'instance')"

draft = sa.Table(
    "draft",
    metadata,
    sa.Column("kind", sa.String(32), primary_key=True),
    sa.Column("ref", sa.String(36), primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("saved_at", UtcTime, nullable=False),
)

# files of something that is not finished yet: encrypted beside the store like attachments, named by no fact so far
draft_file = sa.Table(
    "draft_file",
    metadata,
    id_column("id", primary_key=True),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("ref", sa.String(36), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("about", sa.Text, nullable=False, server_default="{}"),
    sa.Column("content", sa.LargeBinary),
    sa.Column("file_key", sa.LargeBinary),
    sa.Column("added_at", UtcTime, nullable=False),
    sa.Index("draft_file_of", "kind", "ref"),
)

# cash taken with this laptop: it stays in its holder's hand when the case moves to somebody else
cash_book = sa.Table(
    "cash_book",
    metadata,
    id_column("receipt_id", primary_key=True),
    sa.Column("number", sa.BigInteger, nullable=False, unique=True),
    id_column("case_id", nullable=False),
    sa.Column("case_no", sa.String(64), nullable=False),
    sa.Column("payer_name", sa.Text, nullable=False),
    sa.Column("amount_minor", sa.BigInteger, nullable=False),
    sa.Column("taken_at", UtcTime, nullable=False),
    sa.Column("void_reason", sa.Text, nullable=False, server_default=""),
    sa.Column("slip", sa.Text, nullable=False, server_default=""),
    sa.Column("deposited_at", UtcTime),
)

attachment = sa.Table(
    "attachment",
    metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("kind", sa.String(32), nullable=False),
    id_column("case_id", nullable=False),
    id_column("document_id", nullable=False),
    id_column("fact_id", nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    *one_of("state", ATTACHMENT_STATES, constraint="attachment_state", nullable=False),
    sa.Column("content", sa.LargeBinary),
    sa.Column("file_key", sa.LargeBinary),
    sa.Column("name", sa.Text, nullable=False, server_default=""),
    sa.Column("sent_bytes", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("kept_at", UtcTime),
    sa.Column("code", sa.String(64), nullable=False, server_default=""),
    sa.Column("params", sa.Text, nullable=False, server_default="{}"),
    sa.Column("changed_at", UtcTime, nullable=False),
    sa.Index("attachment_state_ix", "state"),
    sa.Index("attachment_case", "case_id"),
)

sync_log = sa.Table(
    "sync_log",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("code", sa.String(64), nullable=False),
    sa.Column("params", sa.Text, nullable=False),
    sa.Column("pushed", sa.Integer, nullable=False),
    sa.Column("pulled", sa.Integer, nullable=False),
    sa.Column("took_ms", sa.Integer, nullable=False),
)
