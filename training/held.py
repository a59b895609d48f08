"""The marked articles that are kept out of training, as the scorers read them: ``python -m training.held --out build/held``.

They serve to choose between networks and to fit what turns scores into confidence, so that the articles that judge are not looked at for it:

    python -m benchmarks.predict build/held/articles.jsonl > build/held/predicted.jsonl
    python ../shared/eval/figures.py build/held/gold build/held/predicted.jsonl
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from training.corpora import MARKS, gum, polnear


def gold(text: str, marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Marks by offsets as records by words: the whole text is the sentence in which an amount is the ``nth`` of its kind.

    >>> marks = [{"amount": [12, 13], "counted": [14, 19], "place": None, "part_of": None, "low": 9}]
    >>> [(f["amount"], f["nth"], f["counted"]) for f in gold("9 left, and 9 boats came", marks)]
    [('9', 1, 'boats')]
    """
    out = []
    for i, m in enumerate(marks):
        start, end = m["amount"]
        amount = text[start:end]
        nth = sum(text.startswith(amount, at) for at in range(start))
        spans = {name: text[slice(*m[name])] if m[name] else "" for name in ("counted", "place")}
        whole = None if m["part_of"] is None else str(m["part_of"])
        out.append(m | spans | {"id": str(i), "sentence": text, "amount": amount, "nth": nth, "part_of": whole, "question": ""})
    return out


def articles(data: Path, name: str = "held") -> list[dict[str, Any]]:
    """The articles of a file of marks, the held-out ones unless told, as a scorer's gold has them."""
    texts = {m.doc: m.text for m in (*polnear(data / "polnear/train.jsonl"), *gum(data / "gum/train.conllu"))}
    with (MARKS / f"{name}.jsonl").open(encoding="utf-8") as f:
        held = [json.loads(line) for line in f]
    return [{"doc": m["doc"], "text": texts[m["doc"]], "figures": gold(texts[m["doc"]], m["figures"])} for m in held]


def main() -> None:
    """Read the command line and write the articles and their marks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/held"))
    a = parser.parse_args()
    held = articles(a.data)
    (a.out / "gold").mkdir(parents=True, exist_ok=True)
    (a.out / "gold/held.json").write_text(json.dumps({"group": "held", "articles": held}), encoding="utf-8")
    plain = [json.dumps({"doc": x["doc"], "text": x["text"]}) + "\n" for x in held]
    (a.out / "articles.jsonl").write_text("".join(plain), encoding="utf-8")


if __name__ == "__main__":
    main()
