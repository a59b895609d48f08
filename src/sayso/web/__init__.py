"""The desk: pages and an interface for programs on a ledger, for one person's machine or a shared one.

``create_app`` makes the application; ``sayso.cli.serve`` runs it.
"""

from sayso.web.app import create_app
from sayso.web.settings import Settings

__all__ = ["Settings", "create_app"]
