"""The colours of pictures on a light and on a dark ground, the same as those of the style sheet of pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a picture: its ground, its ink, soft ink, lines, and a hue for each of eight voices."""

    ground: str
    ink: str
    soft: str
    line: str
    hues: tuple[str, ...]


LIGHT = Palette(
    "#fbfaf7", "#22242a", "#646873", "#e3e0d8", ("#0b5fa5", "#b04a00", "#00725a", "#8f3a7c", "#786000", "#00707f", "#ab2a41", "#5553b0")
)
DARK = Palette(
    "#17181c", "#e6e4df", "#a4a7b0", "#33353c", ("#7db9f5", "#f3a171", "#5ccbaa", "#e39ed3", "#dcc163", "#63cbdd", "#ff94a5", "#b0b1ff")
)
HUES = len(LIGHT.hues)
THEMES: Mapping[str, Palette] = MappingProxyType({"light": LIGHT, "dark": DARK})
