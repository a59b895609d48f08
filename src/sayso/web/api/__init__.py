"""The desk for programs: the same ledger as JSON, described by OpenAPI."""

from sayso.web.api.routes import ROUTES

__all__ = ["ROUTES"]
