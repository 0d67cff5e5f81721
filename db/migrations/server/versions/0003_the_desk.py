"""The collector's desk at the server: its new kinds of record, and the numbers of receipts reserved for laptops."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.types import UtcTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BEFORE = ("office", "staff", "case", "visit", "promise", "plan", "document", "card", "file")
ADDED = ("contact", "particular", "matter", "receipt", "deposit", "override", "help")


def _allowing(*entities: str) -> None:
    listed = ", ".join(f"'{entity}'" for entity in entities)
    with op.batch_alter_table("record") as record:
        record.drop_constraint("record_entity", type_="check")
        record.create_check_constraint("record_entity", f"entity IN ({listed})")


def upgrade() -> None:
    """Add them."""
    _allowing(*BEFORE, *ADDED)
    op.create_table(
        "receipt_block",
        sa.Column("first", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("at", UtcTime(length=32), nullable=False),
    )
    op.create_index("receipt_block_device", "receipt_block", ["device_id"])
    op.create_table(
        "receipt_number",
        sa.Column("number", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("receipt_id", sa.String(length=36), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("receipt_number")
    op.drop_index("receipt_block_device", "receipt_block")
    op.drop_table("receipt_block")
    _allowing(*BEFORE)
