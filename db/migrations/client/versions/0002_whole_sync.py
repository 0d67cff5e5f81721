"""The whole sync protocol on a laptop: staged bootstraps, digests, held facts, files beside the store."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from alembic import op

from db.types import UtcTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ZERO = "0" * 32
ENTITIES_BEFORE = "entity IN ('office', 'staff', 'case', 'visit', 'promise', 'plan', 'document')"
OUTBOX_BEFORE = "status IN ('waiting', 'accepted', 'settled', 'rejected', 'conflict')"
OUTBOX = "status IN ('waiting', 'accepted', 'settled', 'rejected', 'conflict', 'held')"
STATES_BEFORE = "state IN ('local', 'sent', 'verified', 'wanted', 'here')"
STATES = "state IN ('local', 'sent', 'verified', 'wanted', 'here', 'refused')"

INDEXES = {
    "case_row_urgency": ["urgency"],
    "case_row_owed": ["owed_minor"],
    "case_row_late": ["days_past_due"],
    "case_row_name": ["borrower_name"],
}
FACTS = ["rid", "bucket", "assigned_to", "urgency", "owed_minor", "days_past_due"]


def upgrade() -> None:
    """Add what the protocol needs; what is here keeps its place and gets its part of the digest."""
    with op.batch_alter_table("record") as record:
        record.drop_constraint("record_entity", type_="check")
        record.add_column(sa.Column("element", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("scope") as scope:
        scope.add_column(sa.Column("digest", sa.String(length=32), nullable=False, server_default=ZERO))
        scope.add_column(sa.Column("fresh_cursor", sa.BigInteger(), nullable=True))
        scope.add_column(sa.Column("fresh_digest", sa.String(length=32), nullable=False, server_default=ZERO))
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_constraint("outbox_status", type_="check")
        outbox.create_check_constraint("outbox_status", OUTBOX)
        outbox.add_column(sa.Column("present", sa.Text(), nullable=False, server_default="{}"))
        outbox.add_column(sa.Column("late", sa.Boolean(), nullable=False, server_default=sa.false()))
        outbox.add_column(sa.Column("kept_at", UtcTime(length=32), nullable=True))
    with op.batch_alter_table("attachment") as attachment:
        attachment.drop_constraint("attachment_state", type_="check")
        attachment.create_check_constraint("attachment_state", STATES)
        attachment.add_column(sa.Column("file_key", sa.LargeBinary(), nullable=True))
        attachment.add_column(sa.Column("name", sa.Text(), nullable=False, server_default=""))
        attachment.add_column(sa.Column("sent_bytes", sa.BigInteger(), nullable=False, server_default="0"))
        attachment.add_column(sa.Column("kept_at", UtcTime(length=32), nullable=True))
        attachment.add_column(sa.Column("code", sa.String(length=64), nullable=False, server_default=""))
        attachment.add_column(sa.Column("params", sa.Text(), nullable=False, server_default="{}"))
    with op.batch_alter_table("case_row") as case_row:
        case_row.add_column(sa.Column("drawn_from", sa.LargeBinary(), nullable=True))
    for name, columns in INDEXES.items():
        op.drop_index(name, "case_row")
        op.create_index(name, "case_row", [*columns, "bucket"])
    op.create_index("case_row_facts", "case_row", FACTS)
    _new_tables()
    _weigh()


def downgrade() -> None:
    """Take it away again."""
    for table in ("record_incoming", "unreadable", "dictionary"):
        op.drop_table(table)
    op.drop_index("case_row_facts", "case_row")
    for name, columns in INDEXES.items():
        op.drop_index(name, "case_row")
        op.create_index(name, "case_row", columns)
    with op.batch_alter_table("case_row") as case_row:
        case_row.drop_column("drawn_from")
    with op.batch_alter_table("attachment") as attachment:
        attachment.drop_constraint("attachment_state", type_="check")
        attachment.create_check_constraint("attachment_state", STATES_BEFORE)
        for column in ("file_key", "name", "sent_bytes", "kept_at", "code", "params"):
            attachment.drop_column(column)
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_constraint("outbox_status", type_="check")
        outbox.create_check_constraint("outbox_status", OUTBOX_BEFORE)
        for column in ("present", "late", "kept_at"):
            outbox.drop_column(column)
    with op.batch_alter_table("scope") as scope:
        for column in ("digest", "fresh_cursor", "fresh_digest"):
            scope.drop_column(column)
    with op.batch_alter_table("record") as record:
        record.create_check_constraint("record_entity", ENTITIES_BEFORE)
        record.drop_column("element")


def _new_tables() -> None:
    op.create_table(
        "record_incoming",
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("entity", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("ver", sa.Integer(), nullable=False),
        sa.Column("blob", sa.LargeBinary(), nullable=False),
        sa.Column("element", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", "id"),
    )
    op.create_table(
        "unreadable",
        sa.Column("entity", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("at", UtcTime(length=32), nullable=False),
        sa.PrimaryKeyConstraint("entity", "id"),
    )
    op.create_table(
        "dictionary",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _weigh() -> None:
    """Each record's part of its scope's digest, and the sums."""
    connection = op.get_bind()
    sums: dict[str, int] = {}
    for row in connection.execute(sa.text("SELECT entity, id, scope, ver, blob FROM record")).all():
        name = f"{row.entity}\0{row.id}\0{row.ver}\0".encode()
        element = hashlib.blake2b(name + row.blob, digest_size=16).digest()
        sums[row.scope] = sums.get(row.scope, 0) + int.from_bytes(element)
        connection.execute(
            sa.text("UPDATE record SET element = :element WHERE entity = :entity AND id = :id"),
            {"element": element, "entity": row.entity, "id": row.id},
        )
    for scope, total in sums.items():
        connection.execute(
            sa.text("UPDATE scope SET digest = :digest WHERE scope = :scope"),
            {"digest": format(total % 2**128, "032x"), "scope": scope},
        )
