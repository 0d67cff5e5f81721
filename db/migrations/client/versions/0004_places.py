"""The map and the day: every business address with its place, and what searches for addresses came to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.types import UtcTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; rows are drawn anew, so that they get their places."""
    with op.batch_alter_table("case_row") as case_row:
        case_row.add_column(sa.Column("place_source", sa.String(length=16), nullable=True))
    op.create_table(
        "premises_row",
        sa.Column("case_id", sa.String(length=36), primary_key=True),
        sa.Column("premises_id", sa.String(length=36), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("trade", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False, server_default=""),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("address_key", sa.String(length=64), nullable=False),
        sa.Column("names_door", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("lon_e6", sa.Integer(), nullable=True),
        sa.Column("lat_e6", sa.Integer(), nullable=True),
        sa.Column("radius_m", sa.Integer(), nullable=True),
        sa.Column("place_source", sa.String(length=16), nullable=True),
        sa.Column("place_reason", sa.String(length=64), nullable=False, server_default=""),
        sa.Column("own_place", sa.Text(), nullable=False, server_default=""),
    )
    op.create_index("premises_row_key", "premises_row", ["address_key"])
    op.create_index("premises_row_source", "premises_row", ["place_source", "radius_m"])
    op.create_table(
        "found_place",
        sa.Column("address_key", sa.String(length=64), primary_key=True),
        sa.Column("lon_e6", sa.Integer(), nullable=True),
        sa.Column("lat_e6", sa.Integer(), nullable=True),
        sa.Column("radius_m", sa.Integer(), nullable=True),
        sa.Column("place_source", sa.String(length=16), nullable=True),
        sa.Column("datum", sa.String(length=8), nullable=False, server_default="wgs84"),
        sa.Column("adcode", sa.String(length=6), nullable=False, server_default=""),
        sa.Column("township", sa.String(length=9), nullable=False, server_default=""),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("found_by", sa.String(length=64), nullable=False),
        sa.Column("found_at", UtcTime(length=32), nullable=False),
    )
    op.execute("UPDATE case_row SET as_of = '', drawn_from = NULL")


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("found_place")
    op.drop_index("premises_row_source", "premises_row")
    op.drop_index("premises_row_key", "premises_row")
    op.drop_table("premises_row")
    with op.batch_alter_table("case_row") as case_row:
        case_row.drop_column("place_source")
