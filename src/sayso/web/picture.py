"""Pictures of specifications, drawn on this machine without a browser."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

_ONE_AT_A_TIME = threading.Lock()


def svg(specification: Mapping[str, Any]) -> bytes:
    """A Vega-Lite specification as SVG; nothing is fetched for it."""
    import vl_convert

    with _ONE_AT_A_TIME:
        return vl_convert.vegalite_to_svg(dict(specification), allowed_base_urls=[]).encode()


def png(specification: Mapping[str, Any], scale: float = 2.0) -> bytes:
    """The same as PNG, ``scale`` pixels to each of its own."""
    import vl_convert

    with _ONE_AT_A_TIME:
        return vl_convert.vegalite_to_png(dict(specification), scale=scale, allowed_base_urls=[])
