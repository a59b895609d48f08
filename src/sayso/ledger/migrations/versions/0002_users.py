"""The people who may sign in to a shared desk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Key = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table, with nobody in it."""
    op.create_table(
        "users",
        sa.Column("id", Id, nullable=False),
        sa.Column("name", Key, nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("role", Key, nullable=False),
        sa.Column("added", Key, nullable=False),
        sa.Column("changed", Key, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_users_name"), "users", ["name"], unique=True)
