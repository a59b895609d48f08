"""The store as it began: tables, the indexes of words, and what guards the events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Key = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
Real: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")
Text = sa.Text()


def upgrade() -> None:
    """Make everything, empty."""
    _tables()
    for kind in ("articles", "statements", "figures", "sources", "questions"):
        _words(kind)
    _guard()


def _words(kind: str) -> None:
    """The index of one kind's words; it keeps no text, which stands elsewhere."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE VIRTUAL TABLE {kind}_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 2')")
    else:
        op.execute(f"CREATE TABLE {kind}_words (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
        op.execute(f"CREATE INDEX ix_{kind}_words_words ON {kind}_words USING GIN (words)")


def _guard() -> None:
    """Let the store refuse to change or drop an event."""
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER events_no_{change.lower()} BEFORE {change} ON events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION events_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'events are never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER events_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION events_are_kept()"
    )


def _tables() -> None:
    op.create_table(
        "events",
        sa.Column("id", Id, nullable=False),
        sa.Column("at", Key, nullable=False),
        sa.Column("who", Text, nullable=False),
        sa.Column("what", Key, nullable=False),
        sa.Column("details", Text, nullable=False),
        sa.Column("undoes", Id, nullable=True),
        sa.Column("previous", Key, nullable=False),
        sa.Column("hash", Key, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_events_undoes"), "events", ["undoes"], unique=False)
    op.create_table(
        "questions",
        sa.Column("id", Id, nullable=False),
        sa.Column("founder", Id, nullable=False),
        sa.Column("title", Text, nullable=False),
        sa.Column("renamed", Text, nullable=True),
        sa.Column("predicate", Text, nullable=False),
        sa.Column("counted", Text, nullable=False),
        sa.Column("place", Text, nullable=False),
        sa.Column("place_words", Text, nullable=False),
        sa.Column("first", Key, nullable=False),
        sa.Column("last", Key, nullable=False),
        sa.Column("time", Text, nullable=False),
        sa.Column("entries", Id, server_default="0", nullable=False),
        sa.Column("articles", Id, server_default="0", nullable=False),
        sa.Column("origins", Id, server_default="0", nullable=False),
        sa.Column("low", Text, nullable=True),
        sa.Column("best", Text, nullable=True),
        sa.Column("high", Text, nullable=True),
        sa.Column("verdict", Key, nullable=False),
        sa.Column("rank", Real, nullable=False),
        sa.Column("since", Key, nullable=False),
        sa.Column("until", Key, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_questions_founder"), "questions", ["founder"], unique=False)
    op.create_index(op.f("ix_questions_until_id"), "questions", ["until", "id"], unique=False)
    op.create_index(op.f("ix_questions_verdict_rank_id"), "questions", ["verdict", "rank", "id"], unique=False)
    op.create_table(
        "sources",
        sa.Column("id", Id, nullable=False),
        sa.Column("title", Key, nullable=False),
        sa.Column("described", Id, server_default="0", nullable=False),
        sa.Column("figures", Id, server_default="0", nullable=False),
        sa.Column("statements", Id, server_default="0", nullable=False),
        sa.Column("articles", Id, server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_sources_described_figures_id"), "sources", ["described", "figures", "id"], unique=False)
    op.create_table(
        "names",
        sa.Column("id", Id, nullable=False),
        sa.Column("source", Id, nullable=False),
        sa.Column("first", Id, nullable=False),
        sa.Column("name", Key, nullable=False),
        sa.Column("article", Id, nullable=True),
        sa.Column("ground", Text, nullable=False),
        sa.Column("by", Text, nullable=False),
        sa.Column("figures", Id, server_default="0", nullable=False),
        sa.Column("statements", Id, server_default="0", nullable=False),
        sa.Column("articles", Id, server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["first"], ["sources.id"], name=op.f("fk_names_first")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_names_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_names")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_names_name_article"), "names", ["name", "article"], unique=False)
    op.create_index(op.f("ix_names_source"), "names", ["source"], unique=False)
    op.create_table(
        "touched",
        sa.Column("target", Key, nullable=False),
        sa.Column("event", Id, nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_touched_event")),
        sa.PrimaryKeyConstraint("target", "event", name=op.f("pk_touched")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_touched_event"), "touched", ["event"], unique=False)
    op.create_table(
        "undone",
        sa.Column("event", Id, nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_undone_event")),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_undone")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "articles",
        sa.Column("id", Id, nullable=False),
        sa.Column("sha256", Key, nullable=False),
        sa.Column("title", Text, nullable=False),
        sa.Column("outlet", Text, nullable=False),
        sa.Column("speaker", Id, nullable=True),
        sa.Column("published", Key, nullable=False),
        sa.Column("url", Text, nullable=False),
        sa.Column("origin", Text, nullable=False),
        sa.Column("credit", Text, nullable=False),
        sa.Column("reader", Text, nullable=False),
        sa.Column("added", Key, nullable=False),
        sa.Column("statements", Id, server_default="0", nullable=False),
        sa.Column("figures", Id, server_default="0", nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["speaker"], ["names.id"], name=op.f("fk_articles_speaker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_articles_published_id"), "articles", ["published", "id"], unique=False)
    op.create_index(op.f("ix_articles_reader"), "articles", ["reader"], unique=False)
    op.create_index(op.f("ix_articles_sha256"), "articles", ["sha256"], unique=True)
    op.create_table(
        "name_keys",
        sa.Column("key", Key, nullable=False),
        sa.Column("name", Id, nullable=False),
        sa.ForeignKeyConstraint(["name"], ["names.id"], name=op.f("fk_name_keys_name")),
        sa.PrimaryKeyConstraint("key", "name", name=op.f("pk_name_keys")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "figures",
        sa.Column("id", Id, nullable=False),
        sa.Column("article", Id, nullable=False),
        sa.Column("local", Key, nullable=False),
        sa.Column("question", Id, nullable=True),
        sa.Column("published", Key, nullable=False),
        sa.Column("origin", Id, nullable=True),
        sa.Column("start", Id, nullable=False),
        sa.Column("stop", Id, nullable=False),
        sa.Column("body", Text, nullable=False),
        sa.Column("context", Text, nullable=False),
        sa.Column("profile", Text, nullable=True),
        sa.Column("confidence", Real, nullable=False),
        sa.Column("state", Key, nullable=False),
        sa.Column("mended", Text, nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_figures_article")),
        sa.ForeignKeyConstraint(["origin"], ["names.id"], name=op.f("fk_figures_origin")),
        sa.ForeignKeyConstraint(["question"], ["questions.id"], name=op.f("fk_figures_question")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figures")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_figures_article"), "figures", ["article"], unique=False)
    op.create_index(op.f("ix_figures_origin_id"), "figures", ["origin", "id"], unique=False)
    op.create_index(op.f("ix_figures_question_published_id"), "figures", ["question", "published", "id"], unique=False)
    op.create_index(op.f("ix_figures_state_confidence_id"), "figures", ["state", "confidence", "id"], unique=False)
    op.create_table(
        "readings",
        sa.Column("id", Id, nullable=False),
        sa.Column("article", Id, nullable=False),
        sa.Column("reader", Key, nullable=False),
        sa.Column("made", Key, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_readings_article")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
        sa.UniqueConstraint("article", "reader", name=op.f("uq_readings_article_reader")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "statements",
        sa.Column("id", Id, nullable=False),
        sa.Column("article", Id, nullable=False),
        sa.Column("local", Key, nullable=False),
        sa.Column("origin", Id, nullable=True),
        sa.Column("chain", Text, nullable=False),
        sa.Column("content", Text, nullable=False),
        sa.Column("start", Id, nullable=False),
        sa.Column("stop", Id, nullable=False),
        sa.Column("confidence", Real, nullable=False),
        sa.Column("state", Key, nullable=False),
        sa.Column("mended", Text, nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_statements_article")),
        sa.ForeignKeyConstraint(["origin"], ["names.id"], name=op.f("fk_statements_origin")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_statements_article"), "statements", ["article"], unique=False)
    op.create_index(op.f("ix_statements_origin_id"), "statements", ["origin", "id"], unique=False)
    op.create_index(op.f("ix_statements_state_confidence_id"), "statements", ["state", "confidence", "id"], unique=False)
    op.create_table(
        "keys",
        sa.Column("key", Key, nullable=False),
        sa.Column("published", Key, nullable=False),
        sa.Column("figure", Id, nullable=False),
        sa.ForeignKeyConstraint(["figure"], ["figures.id"], name=op.f("fk_keys_figure")),
        sa.PrimaryKeyConstraint("key", "published", "figure", name=op.f("pk_keys")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_keys_figure"), "keys", ["figure"], unique=False)
    op.create_table(
        "links",
        sa.Column("figure", Id, nullable=False),
        sa.Column("position", Id, nullable=False),
        sa.Column("name", Id, nullable=True),
        sa.ForeignKeyConstraint(["figure"], ["figures.id"], name=op.f("fk_links_figure")),
        sa.ForeignKeyConstraint(["name"], ["names.id"], name=op.f("fk_links_name")),
        sa.PrimaryKeyConstraint("figure", "position", name=op.f("pk_links")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_links_name_figure"), "links", ["name", "figure"], unique=False)
    op.create_table(
        "ties",
        sa.Column("event", Id, nullable=False),
        sa.Column("one", Id, nullable=False),
        sa.Column("other", Id, nullable=False),
        sa.Column("together", Id, server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_ties_event")),
        sa.ForeignKeyConstraint(["one"], ["figures.id"], name=op.f("fk_ties_one")),
        sa.ForeignKeyConstraint(["other"], ["figures.id"], name=op.f("fk_ties_other")),
        sa.PrimaryKeyConstraint("event", "one", "other", name=op.f("pk_ties")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_ties_one"), "ties", ["one"], unique=False)
    op.create_index(op.f("ix_ties_other"), "ties", ["other"], unique=False)
