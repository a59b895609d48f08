"""Which figures answer the same question: profiles of figures, their grouping, and a heading for each group.

``profiles`` says what each figure of a reading is about, ``Profile.keys`` where to look for others like it, ``group`` which of those found belong together,
and ``heading`` what the question is called.
"""

from __future__ import annotations

from sayso.reconcile.grouping import group
from sayso.reconcile.heading import Heading, heading
from sayso.reconcile.profile import Profile
from sayso.reconcile.profiling import profiles

__all__ = ["Heading", "Profile", "group", "heading", "profiles"]
