"""The marked articles that are kept out of training, as the scorers read them: ``python -m training.held --out build/held``.

They serve to choose between networks and to fit what turns scores into confidence, so that the articles that judge are not looked at for it:

    python -m benchmarks.predict build/held/articles.jsonl > build/held/predicted.jsonl
    python ../shared/eval/figures.py build/held/gold build/held/predicted.jsonl
    python -m benchmarks.predict build/held/said.jsonl > build/held/predicted.jsonl
    python ../shared/eval/attributions.py build/held/gold.jsonl build/held/predicted.jsonl
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from training.corpora import INVENTED, MARKS, gum, polnear


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
    """The articles of a file of marks, the held-out ones unless told, or of a folder of invented ones, as a scorer's gold has them."""
    if (folder := INVENTED.parent / name).is_dir():
        groups = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json")))
        return [article for group in groups for article in group["articles"]]
    trained = {m.doc: m.text for m in (*polnear(data / "polnear/train.jsonl"), *gum(data / "gum/train.conllu"))}
    texts = trained | _local(data)
    with (MARKS / f"{name}.jsonl").open(encoding="utf-8") as f:
        held = [json.loads(line) for line in f]
    return [{"doc": m["doc"], "text": texts[m["doc"]], "figures": gold(texts[m["doc"]], m["figures"])} for m in held]


def _local(data: Path) -> dict[str, str]:
    with (data / "incidents/incidents.jsonl").open(encoding="utf-8") as f:
        return {a["doc"]: a["text"] for incident in map(json.loads, f) for a in incident["articles"]}


def statements(data: Path) -> list[dict[str, Any]]:
    """The articles whose attributions are marked and kept out of training, as the scorer of attributions has them."""
    groups = (json.loads(path.read_text(encoding="utf-8")) for path in sorted((data / "figures-train").glob("*.json")))
    war = {a["doc"]: a["text"] for group in groups for a in group["articles"]}
    texts = _local(data) | war | {m.doc: m.text for m in gum(data / "gum/train.conllu")}
    with (MARKS / "statements_held.jsonl").open(encoding="utf-8") as f:
        held = [json.loads(line) for line in f]
    return [{"doc": m["doc"], "text": texts[m["doc"]], "attributions": m["attributions"]} for m in held]


def main() -> None:
    """Read the command line and write the articles and their marks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/held"))
    parser.add_argument(
        "--name",
        default="held",
        help="another file of marks instead, such as politics, to see how far training learned them by heart; or invented_held",
    )
    a = parser.parse_args()
    held = articles(a.data, a.name)
    (a.out / "gold").mkdir(parents=True, exist_ok=True)
    (a.out / "gold" / f"{a.name}.json").write_text(json.dumps({"group": a.name, "articles": held}), encoding="utf-8")
    said = statements(a.data)
    (a.out / "gold.jsonl").write_text("".join(json.dumps(x) + "\n" for x in said), encoding="utf-8")
    for name, texts in (("articles", held), ("said", said)):
        plain = [json.dumps({"doc": x["doc"], "text": x["text"]}) + "\n" for x in texts]
        (a.out / f"{name}.jsonl").write_text("".join(plain), encoding="utf-8")


if __name__ == "__main__":
    main()
