"""The first schema of the server."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.types import UtcTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "authority_key",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("certificate_pem", sa.Text(), nullable=False),
        sa.Column("key_pem", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("document_id", sa.String(length=36), nullable=False),
        sa.Column("stored_at", UtcTime(length=32), nullable=True),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_index("blob_case", "blob", ["case_id"], unique=False)
    op.create_table(
        "case_link",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fact_id", sa.String(length=36), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "number"),
        sa.UniqueConstraint("fact_id"),
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
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("base_ver", sa.Integer(), nullable=False),
        sa.Column("depends_on", sa.Text(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("received_at", UtcTime(length=32), nullable=False),
        sa.PrimaryKeyConstraint("fact_id"),
        sa.UniqueConstraint("device_id", "device_seq", name="fact_device_seq"),
    )
    op.create_index("fact_case", "fact", ["case_id"], unique=False)
    op.create_table(
        "feed",
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("entity", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("op", sa.String(length=32), nullable=False),
        sa.CheckConstraint("op IN ('put', 'evict')", name="feed_op"),
        sa.PrimaryKeyConstraint("scope", "seq"),
        sa.UniqueConstraint("scope", "entity", "id", name="feed_thing"),
    )
    op.create_table(
        "import_run",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("started_at", UtcTime(length=32), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('portfolio', 'payments')", name="import_kind"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "natural_key",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key"),
    )
    op.create_table(
        "record",
        sa.Column("entity", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("ver", sa.Integer(), nullable=False),
        sa.Column("blob", sa.LargeBinary(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("updated_at", UtcTime(length=32), nullable=False),
        sa.CheckConstraint(
            "entity IN ('office', 'staff', 'case', 'visit', 'promise', 'plan', 'document')", name="record_entity"
        ),
        sa.PrimaryKeyConstraint("entity", "id"),
    )
    op.create_index("record_case", "record", ["case_id"], unique=False)
    op.create_table(
        "scope_head",
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("head", sa.BigInteger(), nullable=False),
        sa.Column("floor", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("scope"),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("staff_no", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcTime(length=32), nullable=False),
        sa.Column("failed_signins", sa.Integer(), server_default="0", nullable=False),
        sa.Column("locked_until", UtcTime(length=32), nullable=True),
        sa.CheckConstraint("role IN ('collector', 'supervisor')", name="staff_role"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("login"),
        sa.UniqueConstraint("staff_no"),
    )
    op.create_table(
        "verdict",
        sa.Column("fact_id", sa.String(length=36), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("device_seq", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("answered_at", UtcTime(length=32), nullable=False),
        sa.PrimaryKeyConstraint("fact_id"),
    )
    op.create_index("verdict_device", "verdict", ["device_id", "device_seq"], unique=False)
    op.create_table(
        "device",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", UtcTime(length=32), nullable=False),
        sa.Column("last_seen_at", UtcTime(length=32), nullable=False),
        sa.Column("revoked_at", UtcTime(length=32), nullable=True),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.Column("last_hash", sa.String(length=64), nullable=False),
        sa.Column("skew_ms", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "certificate",
        sa.Column("serial", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("pem", sa.Text(), nullable=False),
        sa.Column("issued_at", UtcTime(length=32), nullable=False),
        sa.Column("revoked_at", UtcTime(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["device_id"],
            ["device.id"],
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("serial"),
    )
    op.create_index("certificate_device", "certificate", ["device_id"], unique=False)
    op.create_table(
        "session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("created_at", UtcTime(length=32), nullable=False),
        sa.Column("expires_at", UtcTime(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"],
            ["device.id"],
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_index("session_device", "session", ["device_id"], unique=False)


def downgrade() -> None:
    """Take every table away."""
    op.drop_index("session_device", table_name="session")
    op.drop_table("session")
    op.drop_index("certificate_device", table_name="certificate")
    op.drop_table("certificate")
    op.drop_table("device")
    op.drop_index("verdict_device", table_name="verdict")
    op.drop_table("verdict")
    op.drop_table("staff")
    op.drop_table("scope_head")
    op.drop_index("record_case", table_name="record")
    op.drop_table("record")
    op.drop_table("natural_key")
    op.drop_table("meta")
    op.drop_table("import_run")
    op.drop_table("feed")
    op.drop_index("fact_case", table_name="fact")
    op.drop_table("fact")
    op.drop_table("case_link")
    op.drop_index("blob_case", table_name="blob")
    op.drop_table("blob")
    op.drop_table("authority_key")
