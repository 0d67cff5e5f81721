"""Tables of the server, the same on SQLite and PostgreSQL.

`record` is the present truth about each thing; `feed` says, per scope and without gaps, what changed in which order
and is compacted: one row per thing, moved to a new number when it changes. `fact` is what was accepted, chained per
case in `case_link`. `verdict` makes every push repeatable; what could not be judged lies in `quarantine`.
"""

from __future__ import annotations

import sqlalchemy as sa

from db.types import UtcTime, id_column, one_of

STAFF_ROLES = ("collector", "supervisor")
FEED_OPS = ("put", "evict")
ENTITIES = (
    *("office", "staff", "case", "visit", "promise", "plan", "document", "card", "file"),
    *("contact", "particular", "matter", "receipt", "deposit", "override", "help"),
)
IMPORT_KINDS = ("portfolio", "payments", "rescue")

metadata = sa.MetaData()

meta = sa.Table(
    "meta",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

staff = sa.Table(
    "staff",
    metadata,
    id_column("id", primary_key=True),
    sa.Column("login", sa.String(64), nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("staff_no", sa.String(32), nullable=False, unique=True),
    *one_of("role", STAFF_ROLES, constraint="staff_role", nullable=False),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("team", sa.Text, nullable=False),
    sa.Column("phone", sa.String(32), nullable=False),
    sa.Column("password_hash", sa.Text, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
)

device = sa.Table(
    "device",
    metadata,
    id_column("id", primary_key=True),
    id_column("staff_id", sa.ForeignKey("staff.id"), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("last_seen_at", UtcTime, nullable=False),
    sa.Column("revoked_at", UtcTime),
    sa.Column("last_seq", sa.BigInteger, nullable=False),
    sa.Column("last_hash", sa.String(64), nullable=False),
    sa.Column("skew_ms", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("ack_through", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("wipe_at", UtcTime),
    sa.Column("wiped_at", UtcTime),
)

session = sa.Table(
    "session",
    metadata,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    id_column("staff_id", sa.ForeignKey("staff.id"), nullable=False),
    id_column("device_id", sa.ForeignKey("device.id"), nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("expires_at", UtcTime, nullable=False),
    sa.Index("session_device", "device_id"),
)

authority_key = sa.Table(
    "authority_key",
    metadata,
    sa.Column("name", sa.String(16), primary_key=True),
    sa.Column("certificate_pem", sa.Text, nullable=False),
    sa.Column("key_pem", sa.Text, nullable=False),
)

certificate = sa.Table(
    "certificate",
    metadata,
    sa.Column("serial", sa.String(64), primary_key=True),
    id_column("staff_id", sa.ForeignKey("staff.id"), nullable=False),
    id_column("device_id", sa.ForeignKey("device.id"), nullable=False),
    sa.Column("pem", sa.Text, nullable=False),
    sa.Column("issued_at", UtcTime, nullable=False),
    sa.Column("revoked_at", UtcTime),
    sa.Index("certificate_device", "device_id"),
)

record = sa.Table(
    "record",
    metadata,
    *one_of("entity", ENTITIES, constraint="record_entity", primary_key=True),
    id_column("id", primary_key=True),
    id_column("case_id", nullable=False),
    sa.Column("scope", sa.String(64), nullable=False),
    sa.Column("ver", sa.Integer, nullable=False),
    sa.Column("blob", sa.LargeBinary, nullable=False),
    sa.Column("content_hash", sa.String(64), nullable=False),
    sa.Column("updated_at", UtcTime, nullable=False),
    sa.Index("record_case", "case_id"),
)

feed = sa.Table(
    "feed",
    metadata,
    sa.Column("scope", sa.String(64), primary_key=True),
    sa.Column("seq", sa.BigInteger, primary_key=True),
    sa.Column("entity", sa.String(32), nullable=False),
    id_column("id", nullable=False),
    id_column("case_id", nullable=False),
    *one_of("op", FEED_OPS, constraint="feed_op", nullable=False),
    sa.Column("element", sa.LargeBinary),
    sa.Column("at", UtcTime),
    sa.UniqueConstraint("scope", "entity", "id", name="feed_thing"),
)

scope_head = sa.Table(
    "scope_head",
    metadata,
    sa.Column("scope", sa.String(64), primary_key=True),
    sa.Column("head", sa.BigInteger, nullable=False),
    sa.Column("floor", sa.BigInteger, nullable=False),
    sa.Column("digest", sa.String(32), nullable=False),
)

fact = sa.Table(
    "fact",
    metadata,
    id_column("fact_id", primary_key=True),
    id_column("device_id", nullable=False),
    sa.Column("device_seq", sa.BigInteger, nullable=False),
    sa.Column("kind", sa.String(32), nullable=False),
    id_column("case_id", nullable=False),
    id_column("made_by", nullable=False),
    sa.Column("made_at", sa.String(40), nullable=False),
    sa.Column("payload", sa.LargeBinary, nullable=False),
    sa.Column("salt", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("prev_hash", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
    sa.Column("base_ver", sa.Integer, nullable=False),
    sa.Column("depends_on", sa.Text, nullable=False),
    sa.Column("late", sa.Boolean, nullable=False),
    sa.Column("received_at", UtcTime, nullable=False),
    sa.UniqueConstraint("device_id", "device_seq", name="fact_device_seq"),
    sa.Index("fact_case", "case_id"),
)

case_link = sa.Table(
    "case_link",
    metadata,
    id_column("case_id", primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    id_column("fact_id", nullable=False, unique=True),
    sa.Column("prev_hash", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)

verdict = sa.Table(
    "verdict",
    metadata,
    id_column("fact_id", primary_key=True),
    id_column("device_id", nullable=False),
    sa.Column("device_seq", sa.BigInteger, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("answered_at", UtcTime, nullable=False),
    sa.Index("verdict_device", "device_id", "device_seq"),
)

blob = sa.Table(
    "blob",
    metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    id_column("case_id", nullable=False),
    id_column("document_id", nullable=False),
    sa.Column("stored_at", UtcTime),
    sa.Column("kind", sa.String(32), nullable=False, server_default="document"),
    id_column("staff_id"),
    sa.Index("blob_case", "case_id"),
    sa.Index("blob_staff", "staff_id"),
)

quarantine = sa.Table(
    "quarantine",
    metadata,
    id_column("fact_id", primary_key=True),
    id_column("device_id", nullable=False),
    sa.Column("device_seq", sa.BigInteger, nullable=False),
    sa.Column("envelope", sa.LargeBinary, nullable=False),
    sa.Column("code", sa.String(64), nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Column("arrived_at", UtcTime, nullable=False),
    sa.Column("settled_at", UtcTime),
)

backup = sa.Table(
    "backup",
    metadata,
    id_column("id", primary_key=True),
    sa.Column("taken_at", UtcTime, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
)

signin_try = sa.Table(
    "signin_try",
    metadata,
    sa.Column("login_hash", sa.String(64), primary_key=True),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("locked_until", UtcTime),
    sa.Column("tried_at", UtcTime, nullable=False),
)

assignment = sa.Table(
    "assignment",
    metadata,
    id_column("case_id", primary_key=True),
    id_column("staff_id", primary_key=True),
    sa.Column("first_at", UtcTime, nullable=False),
)

natural_key = sa.Table(
    "natural_key",
    metadata,
    sa.Column("kind", sa.String(16), primary_key=True),
    sa.Column("key", sa.String(200), primary_key=True),
    id_column("id", nullable=False),
    id_column("case_id", nullable=False),
)

# numbers of receipts reserved for a laptop, so that it can write them without a connection; each is used once
receipt_block = sa.Table(
    "receipt_block",
    metadata,
    sa.Column("first", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("last", sa.BigInteger, nullable=False),
    id_column("device_id", nullable=False),
    id_column("staff_id", nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Index("receipt_block_device", "device_id"),
)

receipt_number = sa.Table(
    "receipt_number",
    metadata,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    id_column("receipt_id", nullable=False),
    id_column("device_id", nullable=False),
)

# where an address is, once somebody was there: by the digest of the normalised address, for every case that has it
known_place = sa.Table(
    "known_place",
    metadata,
    sa.Column("address_key", sa.String(64), primary_key=True),
    sa.Column("lon_e6", sa.Integer, nullable=False),
    sa.Column("lat_e6", sa.Integer, nullable=False),
    sa.Column("radius_m", sa.Integer, nullable=False),
    sa.Column("place_source", sa.String(16), nullable=False),
    sa.Column("datum", sa.String(8), nullable=False),
    id_column("staff_id", nullable=False),
    id_column("fact_id", nullable=False),
    sa.Column("at", UtcTime, nullable=False),
)

address_of = sa.Table(
    "address_of",
    metadata,
    id_column("case_id", primary_key=True),
    id_column("premises_id", primary_key=True),
    sa.Column("address_key", sa.String(64), nullable=False),
    sa.Index("address_of_key", "address_key"),
)

# a region's maps, roads and streets in one file, for every laptop to take along
map_pack = sa.Table(
    "map_pack",
    metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("about", sa.Text, nullable=False, server_default="{}"),
    sa.Column("added_at", UtcTime, nullable=False),
    sa.Column("withdrawn_at", UtcTime),
)

import_run = sa.Table(
    "import_run",
    metadata,
    id_column("id", primary_key=True),
    *one_of("kind", IMPORT_KINDS, constraint="import_kind", nullable=False),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("file_sha256", sa.String(64), nullable=False),
    sa.Column("started_at", UtcTime, nullable=False),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("changed", sa.Integer, nullable=False),
    sa.Column("rejected", sa.Integer, nullable=False),
)
