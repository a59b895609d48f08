"""The store as it began."""

from __future__ import annotations

from alembic import op

from sayso.ledger import events, search
from sayso.ledger.tables import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables, the indexes of words, and what guards the events."""
    connection = op.get_bind()
    metadata.create_all(connection)
    search.create(connection)
    events.create(connection)
