"""The map and the day at the server: places that somebody confirmed, and map packs for laptops."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.types import UtcTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "known_place",
        sa.Column("address_key", sa.String(length=64), primary_key=True),
        sa.Column("lon_e6", sa.Integer(), nullable=False),
        sa.Column("lat_e6", sa.Integer(), nullable=False),
        sa.Column("radius_m", sa.Integer(), nullable=False),
        sa.Column("place_source", sa.String(length=16), nullable=False),
        sa.Column("datum", sa.String(length=8), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("fact_id", sa.String(length=36), nullable=False),
        sa.Column("at", UtcTime(length=32), nullable=False),
    )
    op.create_table(
        "address_of",
        sa.Column("case_id", sa.String(length=36), primary_key=True),
        sa.Column("premises_id", sa.String(length=36), primary_key=True),
        sa.Column("address_key", sa.String(length=64), nullable=False),
    )
    op.create_index("address_of_key", "address_of", ["address_key"])
    op.create_table(
        "map_pack",
        sa.Column("sha256", sa.String(length=64), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False, server_default="{}"),
        sa.Column("added_at", UtcTime(length=32), nullable=False),
        sa.Column("withdrawn_at", UtcTime(length=32), nullable=True),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("map_pack")
    op.drop_index("address_of_key", "address_of")
    op.drop_table("address_of")
    op.drop_table("known_place")
