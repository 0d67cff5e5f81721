"""The first schema of the laptop's store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.types import UtcTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

CASE_SEARCH = (
    "CREATE VIRTUAL TABLE case_search USING fts5("
    "name, other, content='', contentless_delete=1, detail=column, tokenize='unicode61 remove_diacritics 0')"
)


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "attachment",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("document_id", sa.String(length=36), nullable=False),
        sa.Column("fact_id", sa.String(length=36), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("changed_at", UtcTime(length=32), nullable=False),
        sa.CheckConstraint("state IN ('local', 'sent', 'verified', 'wanted', 'here')", name="attachment_state"),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_index("attachment_case", "attachment", ["case_id"], unique=False)
    op.create_index("attachment_state_ix", "attachment", ["state"], unique=False)
    op.create_table(
        "case_row",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("case_no", sa.String(length=64), nullable=False),
        sa.Column("borrower_name", sa.Text(), nullable=False),
        sa.Column("premises_name", sa.Text(), nullable=False),
        sa.Column("trade", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("bucket", sa.String(length=4), nullable=False),
        sa.Column("days_past_due", sa.Integer(), nullable=False),
        sa.Column("owed_minor", sa.BigInteger(), nullable=False),
        sa.Column("payoff_minor", sa.BigInteger(), nullable=False),
        sa.Column("urgency", sa.BigInteger(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("last_visit_at", UtcTime(length=32), nullable=True),
        sa.Column("last_outcome", sa.String(length=32), nullable=True),
        sa.Column("visited_on", sa.String(length=10), nullable=True),
        sa.Column("plan_health", sa.String(length=16), nullable=True),
        sa.Column("lon_e6", sa.Integer(), nullable=True),
        sa.Column("lat_e6", sa.Integer(), nullable=True),
        sa.Column("radius_m", sa.Integer(), nullable=True),
        sa.Column("assigned_to", sa.String(length=36), nullable=False),
        sa.Column("balance_at", UtcTime(length=32), nullable=False),
        sa.Column("pending", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("rid"),
        sa.UniqueConstraint("case_id"),
    )
    op.create_index("case_row_bucket", "case_row", ["bucket", "urgency"], unique=False)
    op.create_index("case_row_day", "case_row", ["as_of"], unique=False)
    op.create_index("case_row_late", "case_row", ["days_past_due"], unique=False)
    op.create_index("case_row_name", "case_row", ["borrower_name"], unique=False)
    op.create_index("case_row_owed", "case_row", ["owed_minor"], unique=False)
    op.create_index("case_row_urgency", "case_row", ["urgency"], unique=False)
    op.create_table(
        "draft",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("ref", sa.String(length=36), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", UtcTime(length=32), nullable=False),
        sa.PrimaryKeyConstraint("kind", "ref"),
    )
    op.create_table(
        "fact",
        sa.Column("fact_id", sa.String(length=36), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("device_seq", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("made_by", sa.String(length=36), nullable=False),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("base_ver", sa.Integer(), nullable=False),
        sa.Column("depends_on", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("fact_id"),
        sa.UniqueConstraint("device_seq"),
    )
    op.create_index("fact_case", "fact", ["case_id"], unique=False)
    op.create_table(
        "record",
        sa.Column("entity", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("ver", sa.Integer(), nullable=False),
        sa.Column("blob", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "entity IN ('office', 'staff', 'case', 'visit', 'promise', 'plan', 'document')", name="record_entity"
        ),
        sa.PrimaryKeyConstraint("entity", "id"),
    )
    op.create_index("record_case", "record", ["case_id"], unique=False)
    op.create_index("record_scope", "record", ["scope"], unique=False)
    op.create_table(
        "scope",
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("cursor", sa.BigInteger(), nullable=False),
        sa.Column("boot", sa.BigInteger(), nullable=True),
        sa.Column("head", sa.BigInteger(), nullable=False),
        sa.Column("pulled_at", UtcTime(length=32), nullable=True),
        sa.PrimaryKeyConstraint("scope"),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "sync_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UtcTime(length=32), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("pushed", sa.Integer(), nullable=False),
        sa.Column("pulled", sa.Integer(), nullable=False),
        sa.Column("took_ms", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "outbox",
        sa.Column("fact_id", sa.String(length=36), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=64), server_default="", nullable=False),
        sa.Column("params", sa.Text(), server_default="{}", nullable=False),
        sa.Column("settle_scope", sa.String(length=64), nullable=True),
        sa.Column("settle_seq", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", UtcTime(length=32), nullable=True),
        sa.Column("read_at", UtcTime(length=32), nullable=True),
        sa.CheckConstraint(
            "status IN ('waiting', 'accepted', 'settled', 'rejected', 'conflict')", name="outbox_status"
        ),
        sa.ForeignKeyConstraint(
            ["fact_id"],
            ["fact.fact_id"],
        ),
        sa.PrimaryKeyConstraint("fact_id"),
    )
    op.create_index("outbox_status_ix", "outbox", ["status"], unique=False)

    op.execute(CASE_SEARCH)


def downgrade() -> None:
    """Take every table away."""
    op.execute("DROP TABLE case_search")
    op.drop_index("outbox_status_ix", table_name="outbox")
    op.drop_table("outbox")
    op.drop_table("sync_log")
    op.drop_table("setting")
    op.drop_table("scope")
    op.drop_index("record_scope", table_name="record")
    op.drop_index("record_case", table_name="record")
    op.drop_table("record")
    op.drop_index("fact_case", table_name="fact")
    op.drop_table("fact")
    op.drop_table("draft")
    op.drop_index("case_row_urgency", table_name="case_row")
    op.drop_index("case_row_owed", table_name="case_row")
    op.drop_index("case_row_name", table_name="case_row")
    op.drop_index("case_row_late", table_name="case_row")
    op.drop_index("case_row_day", table_name="case_row")
    op.drop_index("case_row_bucket", table_name="case_row")
    op.drop_table("case_row")
    op.drop_index("attachment_state_ix", table_name="attachment")
    op.drop_index("attachment_case", table_name="attachment")
    op.drop_table("attachment")
