"""A reader that takes every article for the same story, so that the commands are tried without weights."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.cli import work
from sayso.domain import Article, Reading
from tests.stories import ferry


class ByHand:
    """What stands in for the reader."""

    def read(self, article: Article) -> Reading:
        """The story taken apart by hand, as if it had come from ``article``."""
        story = ferry()
        kept = {k: getattr(article, k) or getattr(story.article, k) for k in ("published", "outlet")}
        return replace(story, article=replace(story.article, origin=article.origin, **kept))


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the reader by hand in the place of the real one."""
    monkeypatch.setattr(work, "_load", ByHand)
