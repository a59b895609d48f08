"""How a ledger came from one schema to the next; each step is a module in ``versions``, run by Alembic."""
