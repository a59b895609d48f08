"""Which language a text is in."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sayso.inlets.language import language_of


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Obama and Biden to campaign for Clinton in September, her office told reporters on Monday."),
        ("en", "Three people were hurt when a ferry struck the pier at Westhaven, the harbour master said."),
        ("fr", "Le préfet a déclaré lundi que douze personnes avaient été blessées dans l’accident du port."),
        ("nl", "Bij het ongeluk in de haven zijn gisteren drie mensen gewond geraakt, zei de politie."),
        ("ar", "قالت الشرطة يوم الاثنين إن ثلاثة أشخاص أصيبوا بجروح في حادث وقع في الميناء مساء أمس الأحد"),
        ("ru", "Полиция сообщила в понедельник, что в результате аварии в порту пострадали три человека."),
    ],
)
def test_languages_are_recognised(code: str, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize("text", ["", "   \n", "Selon la police, 12 morts.", "1,600 — 58 % … 2016", "😀" * 500])
def test_what_is_too_short_is_not_judged(text: str) -> None:
    assert language_of(text) == ""


def test_plain_english_does_not_wait_for_the_classifier() -> None:
    code = (
        "import sys; from sayso.inlets import article_from_text as read;"
        "a = read('The mayor and the police said that two of the men had fled. ' * 9);"
        "assert a.language == 'en' and 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
