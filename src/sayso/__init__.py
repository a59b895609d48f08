"""Sayso reads news reports and says on whose word each statement and figure stands."""
