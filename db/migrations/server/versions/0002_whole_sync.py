"""The whole sync protocol at the server: digests, tombstone times, quarantine, backups, wiping, tries at signing in."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from alembic import op

from db.types import UtcTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ENTITIES_BEFORE = "entity IN ('office', 'staff', 'case', 'visit', 'promise', 'plan', 'document')"
ENTITIES = "entity IN ('office', 'staff', 'case', 'visit', 'promise', 'plan', 'document', 'card', 'file')"
KINDS_BEFORE = "kind IN ('portfolio', 'payments')"
KINDS = "kind IN ('portfolio', 'payments', 'rescue')"


def upgrade() -> None:
    """Add what the protocol needs; every thing in the feed gets its part of the digest."""
    with op.batch_alter_table("record") as record:
        record.drop_constraint("record_entity", type_="check")
        record.create_check_constraint("record_entity", ENTITIES)
    with op.batch_alter_table("import_run") as import_run:
        import_run.drop_constraint("import_kind", type_="check")
        import_run.create_check_constraint("import_kind", KINDS)
    with op.batch_alter_table("device") as device:
        device.add_column(sa.Column("ack_through", sa.BigInteger(), nullable=False, server_default="0"))
        device.add_column(sa.Column("wipe_at", UtcTime(length=32), nullable=True))
        device.add_column(sa.Column("wiped_at", UtcTime(length=32), nullable=True))
    with op.batch_alter_table("staff") as staff:
        staff.drop_column("failed_signins")
        staff.drop_column("locked_until")
    with op.batch_alter_table("feed") as feed:
        feed.add_column(sa.Column("element", sa.LargeBinary(), nullable=True))
        feed.add_column(sa.Column("at", UtcTime(length=32), nullable=True))
    with op.batch_alter_table("blob") as blob:
        blob.add_column(sa.Column("kind", sa.String(length=32), nullable=False, server_default="document"))
        blob.add_column(sa.Column("staff_id", sa.String(length=36), nullable=True))
        blob.create_index("blob_staff", ["staff_id"])
    _new_tables()
    _weigh()
    _remember_assignments()


def downgrade() -> None:
    """Take it away again."""
    for table in ("quarantine", "backup", "signin_try", "assignment"):
        op.drop_table(table)
    with op.batch_alter_table("blob") as blob:
        blob.drop_index("blob_staff")
        blob.drop_column("staff_id")
        blob.drop_column("kind")
    with op.batch_alter_table("feed") as feed:
        feed.drop_column("at")
        feed.drop_column("element")
    with op.batch_alter_table("staff") as staff:
        staff.add_column(sa.Column("failed_signins", sa.Integer(), nullable=False, server_default="0"))
        staff.add_column(sa.Column("locked_until", UtcTime(length=32), nullable=True))
    with op.batch_alter_table("device") as device:
        for column in ("wiped_at", "wipe_at", "ack_through"):
            device.drop_column(column)
    with op.batch_alter_table("import_run") as import_run:
        import_run.drop_constraint("import_kind", type_="check")
        import_run.create_check_constraint("import_kind", KINDS_BEFORE)
    with op.batch_alter_table("record") as record:
        record.drop_constraint("record_entity", type_="check")
        record.create_check_constraint("record_entity", ENTITIES_BEFORE)


def _new_tables() -> None:
    op.create_table(
        "quarantine",
        sa.Column("fact_id", sa.String(length=36), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("device_seq", sa.BigInteger(), nullable=False),
        sa.Column("envelope", sa.LargeBinary(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("arrived_at", UtcTime(length=32), nullable=False),
        sa.Column("settled_at", UtcTime(length=32), nullable=True),
        sa.PrimaryKeyConstraint("fact_id"),
    )
    op.create_table(
        "backup",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("taken_at", UtcTime(length=32), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "signin_try",
        sa.Column("login_hash", sa.String(length=64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("locked_until", UtcTime(length=32), nullable=True),
        sa.Column("tried_at", UtcTime(length=32), nullable=False),
        sa.PrimaryKeyConstraint("login_hash"),
    )
    op.create_table(
        "assignment",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("first_at", UtcTime(length=32), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "staff_id"),
    )


def _remember_assignments() -> None:
    """Who has or had a case, as far as the feed still knows; the time is that of the record's last change."""
    op.execute(
        sa.text(
            "INSERT INTO assignment (case_id, staff_id, first_at) "
            "SELECT f.id, substr(f.scope, 7), r.updated_at FROM feed f "
            "JOIN record r ON r.entity = 'case' AND r.id = f.id "
            "WHERE f.entity = 'case' AND f.scope LIKE 'staff:%'"
        )
    )


def _weigh() -> None:
    """Each thing's part of its scope's digest, and the sums."""
    connection = op.get_bind()
    sums: dict[str, int] = {}
    rows = connection.execute(
        sa.text(
            "SELECT f.scope, f.seq, f.entity, f.id, r.ver, r.blob FROM feed f "
            "JOIN record r ON r.entity = f.entity AND r.id = f.id WHERE f.op = 'put'"
        )
    ).all()
    for row in rows:
        name = f"{row.entity}\0{row.id}\0{row.ver}\0".encode()
        element = hashlib.blake2b(name + bytes(row.blob), digest_size=16).digest()
        sums[row.scope] = sums.get(row.scope, 0) + int.from_bytes(element)
        connection.execute(
            sa.text("UPDATE feed SET element = :element WHERE scope = :scope AND seq = :seq"),
            {"element": element, "scope": row.scope, "seq": row.seq},
        )
    for scope, total in sums.items():
        connection.execute(
            sa.text("UPDATE scope_head SET digest = :digest WHERE scope = :scope"),
            {"digest": format(total % 2**128, "032x"), "scope": scope},
        )
