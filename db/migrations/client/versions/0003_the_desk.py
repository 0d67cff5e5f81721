"""The collector's desk: what a row of the list tells besides, files of a begun visit, cash in hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.types import UtcTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; rows are worked out anew, so that they say what they now can."""
    with op.batch_alter_table("case_row") as case_row:
        case_row.add_column(sa.Column("holds", sa.Text(), nullable=False, server_default=""))
        case_row.add_column(sa.Column("next_step", sa.String(length=64), nullable=False, server_default=""))
        case_row.add_column(sa.Column("last_contact_at", UtcTime(length=32), nullable=True))
    op.create_table(
        "draft_file",
        sa.Column("id", sa.String(length=36), primary_key=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("ref", sa.String(length=36), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False, server_default="{}"),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("file_key", sa.LargeBinary(), nullable=True),
        sa.Column("added_at", UtcTime(length=32), nullable=False),
    )
    op.create_index("draft_file_of", "draft_file", ["kind", "ref"])
    op.create_table(
        "cash_book",
        sa.Column("receipt_id", sa.String(length=36), primary_key=True),
        sa.Column("number", sa.BigInteger(), nullable=False, unique=True),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("case_no", sa.String(length=64), nullable=False),
        sa.Column("payer_name", sa.Text(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", UtcTime(length=32), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("slip", sa.Text(), nullable=False, server_default=""),
        sa.Column("deposited_at", UtcTime(length=32), nullable=True),
    )
    op.execute("UPDATE case_row SET as_of = '' WHERE as_of <> ''")


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("cash_book")
    op.drop_index("draft_file_of", "draft_file")
    op.drop_table("draft_file")
    with op.batch_alter_table("case_row") as case_row:
        for column in ("last_contact_at", "next_step", "holds"):
            case_row.drop_column(column)
