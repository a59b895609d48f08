"""Words per second on one core, start-up time and peak memory: ``python -m benchmarks.speed [--write docs/tables]``.

Beside the reader run a spaCy pipeline of the small English shape and an encoder of BERT-base's shape, the latter in the reader's own code and
runtime settings and with its quantisation. Both have random weights, since speed does not hang on them. Everything runs in turn on one core of one
machine, so the ratios carry over to others better than the speeds do.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from sayso.domain import Article
from sayso.reader.encoder import WEIGHTS, Encoder
from sayso.reader.labels import POINTERS, SENSE, TAGS
from sayso.reader.pipeline import Reader
from sayso.reader.sentences import sentences
from sayso.reader.statements import statements
from sayso.reader.windows import CASES, QUOTES, windows
from training.graph import encoder

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = 400  # words

READER, ENCODER, SPACY, BERT = (
    "reader, whole",
    "reader, encoder and statements",
    "spaCy, small English shape",
    "BERT-base shape, encoder and statements",
)
_STARTER = """
import json, os, subprocess, sys, time
begin = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
if status:
    sys.exit(f"sayso read ended with status {status}.")
print(json.dumps([time.perf_counter() - begin, usage.ru_maxrss]))
"""
Work = Callable[[list[str]], object]


def articles(words: int, source: Path = ROOT / "examples") -> list[str]:
    """Texts of about 400 words, together at least ``words``: the sentences of the example articles in ever new orders."""
    pool = [s.surface for file in sorted(source.glob("*.txt")) for s in sentences(file.read_text(encoding="utf-8"))]
    draw, out, total = random.Random(1), [], 0
    while total < words:
        text, length = [], 0
        while length < ARTICLE:
            chosen = draw.sample(pool, 3)
            text.append(" ".join(chosen))
            length += len(text[-1].split())
        out.append("\n\n".join(text))
        total += length
    return out


def reading(weights: Path) -> Work:
    """The whole reader, as ``sayso read`` runs it."""
    reader = Reader.load(weights, threads=1)
    return lambda texts: list(reader.read_many([Article(t, published=dt.date(2024, 3, 12)) for t in texts]))


def encoding(folder: Path) -> Work:
    """Word pieces, windows, the network and the decoding of statements, with the network in ``folder``."""
    network = Encoder(folder, threads=1)

    def work(texts: list[str]) -> None:
        for text in texts:
            p = network.pieces(text)
            cuts = list(windows(p))
            statements(p, cuts, network.encode(p, cuts), network.structure)

    return work


def bert(like: Path, to: Path) -> Path:
    """A folder of weights in which the network has BERT-base's shape (Devlin et al., NAACL 2019), and all else is as in ``like``."""
    draw, width, inner = np.random.default_rng(1), 768, 3072
    tables = {"words": 30522, "case": CASES, "quote": QUOTES}
    heads = {"tags": sum(len(t) for t in TAGS.values()), "pointers": 2 * sum(POINTERS.values()), "sense": SENSE}
    state = {f"{name}.weight": draw.normal(0, 0.02, (rows, width)) for name, rows in tables.items()}
    state["positions"] = draw.normal(0, 0.02, (512, width))
    linear = [(name, outputs, width) for name, outputs in heads.items()]
    norms = ["norm"]
    for i in range(12):
        at = f"layers.{i}."
        linear += [(at + "qkv", 3 * width, width), (at + "out", width, width), (at + "up", inner, width), (at + "down", width, inner)]
        norms += [at + "norm1", at + "norm2"]
    for name, outputs, inputs in linear:
        state |= {f"{name}.weight": draw.normal(0, 0.02, (outputs, inputs)), f"{name}.bias": np.zeros(outputs)}
    for name in norms:
        state |= {f"{name}.weight": np.ones(width), f"{name}.bias": np.zeros(width)}
    outputs = {"tags": "tags", "vectors": "pointers", "sense": "sense"}
    graph = encoder({k: v.astype(np.float32) for k, v in state.items()}, 12, outputs, ("case", "quote"), whole=12)
    (to / "reader.onnx").write_bytes(graph.SerializeToString())
    for file in ("tokenizer.json", "structure.json"):
        (to / file).write_bytes((like / file).read_bytes())
    return to


def small_english() -> Work:
    """Tokenizer, tok2vec of width 96 and depth 4, tagger and parser that share it, and an entity recognizer with one of its own, as in
    en_core_web_sm; its attribute ruler and lemmatizer are left out."""
    nlp = spacy.blank("en")
    attributes = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500}
    nlp.add_pipe("tok2vec", config={"model": _tok2vec(attributes | {"SPACY": 50, "IS_SPACE": 50})})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    for name, tok2vec in (("parser", listener), ("ner", _tok2vec(attributes))):
        shape = {"state_type": name, "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True}
        nlp.add_pipe(name, config={"model": {"@architectures": "spacy.TransitionBasedParser.v2", "tok2vec": tok2vec} | shape})
    nlp.initialize(lambda: _labelled(nlp))
    return lambda texts: list(nlp.pipe(texts))


def _tok2vec(attributes: dict[str, int]) -> dict[str, Any]:
    embed = {"width": 96, "attrs": list(attributes), "rows": list(attributes.values()), "include_static_vectors": False}
    encode = {"width": 96, "depth": 4, "window_size": 1, "maxout_pieces": 3}
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {"@architectures": "spacy.MultiHashEmbed.v2"} | embed,
        "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2"} | encode,
    }


def _labelled(nlp: Language) -> list[Example]:
    """Examples that name 50 tags, 45 relations and 18 kinds of entity."""
    out = []
    for start in range(0, 60, 3):
        words, relations = ["one", "two", "three"], [f"r{(start + i) % 45}" for i in range(2)]
        made = Doc(
            nlp.vocab,
            words,
            tags=[f"t{(start + i) % 50}" for i in range(3)],
            heads=[1, 1, 1],
            deps=[relations[0], "ROOT", relations[1]],
            ents=[f"B-e{start % 18}", f"B-e{(start + 1) % 18}", f"B-e{(start + 2) % 18}"],
        )
        out.append(Example(nlp.make_doc("one two three"), made))
    return out


def speeds(contenders: dict[str, Work], texts: list[str], rounds: int) -> dict[str, float]:
    """Words per second of each, the median of ``rounds`` rounds in which all take turns, after one short turn to warm up."""
    words = sum(len(t.split()) for t in texts)
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for work in contenders.values():
        work(texts[:2])
    for _ in range(rounds):
        for name, work in contenders.items():
            begin = time.perf_counter()
            work(texts)
            taken[name].append(words / (time.perf_counter() - begin))
    return {name: statistics.median(t) for name, t in taken.items()}


def cold(text: str, rounds: int) -> tuple[float, float]:
    """Seconds (median) and peak megabytes (largest) of ``sayso read`` on ``text``, each time in a new process.

    A small process starts and measures it: a peak is handed down from parent to child, and this process is large.
    """
    seconds, memory = [], []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "article.txt"
        file.write_text(text, encoding="utf-8")
        command = [sys.executable, "-c", _STARTER, sys.executable, "-c", "from sayso.cli import main; main()", "read", str(file)]
        for _ in range(rounds):
            took, peak = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            seconds.append(took)
            memory.append(peak * (1 if sys.platform == "darwin" else 1024) / 1e6)
    return statistics.median(seconds), max(memory)


def processor() -> str:
    """The processor's name and whether it multiplies bytes in one step (VNNI)."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    about = {k.strip(): v.strip() for k, _, v in (line.partition(":") for line in lines)}
    flags = about.get("flags", "").split()
    wide = "AVX-512" if "avx512f" in flags else "AVX2" if "avx2" in flags else platform.machine()
    return f"{about.get('model name') or platform.processor()} ({wide}, {'with' if any('vnni' in f for f in flags) else 'without'} VNNI)"


def measure(weights: Path, words: int, rounds: int) -> dict[str, Any]:
    """Everything, on the core that this process runs on."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = articles(words)
    with tempfile.TemporaryDirectory() as folder:
        contenders = {
            READER: reading(weights),
            ENCODER: encoding(weights),
            SPACY: small_english(),
            BERT: encoding(bert(weights, Path(folder))),
        }
    reached = speeds(contenders, texts, rounds)
    seconds, megabytes = cold(texts[0], 2 * rounds - 1)
    return {
        "date": dt.date.today().isoformat(),
        "processor": processor(),
        "versions": {"python": platform.python_version(), "onnxruntime": onnxruntime.__version__, "spacy": spacy.__version__},
        "weights": Encoder(weights).structure.version,
        "words": sum(len(t.split()) for t in texts),
        "rounds": rounds,
        "words_per_second": {k: round(v) for k, v in reached.items()},
        "read": {"words": len(texts[0].split()), "seconds": round(seconds, 3), "megabytes": round(megabytes)},
    }


def table(m: dict[str, Any]) -> str:
    """What was measured, in Markdown, under a line with date, machine and command."""
    speed, versions = m["words_per_second"], m["versions"]
    rows = [f"| {name} | {v:,} | {v / speed[SPACY]:.2f} | {v / speed[BERT]:.2f} |" for name, v in speed.items()]
    return "\n".join(
        [
            f"{m['date']}, one core of {m['processor']}, Python {versions['python']}, onnxruntime {versions['onnxruntime']}, "
            f"spaCy {versions['spacy']}, {m['weights']}; {m['words']:,} words, median of {m['rounds']} rounds; `make bench`",
            "",
            "| on one core | words per second | × spaCy shape | × BERT-base shape |",
            "|---|---:|---:|---:|",
            *rows,
            "",
            "| `sayso read`, new process, one core | reached | to reach |",
            "|---|---:|---:|",
            f"| seconds for {m['read']['words']} words | {m['read']['seconds']:.2f} | < 1.5 |",
            f"| peak memory, MB | {m['read']['megabytes']} | < 500 |",
            "",
        ]
    )


def main() -> None:
    """Measure, print, and write the table where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=20_000, help="read at least this many")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="the folder of the reader's weights")
    parser.add_argument("--write", type=Path, help="write speed.md to this folder")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    a = parser.parse_args()
    measured = measure(a.weights, a.words, a.rounds)
    print(json.dumps(measured, indent=1) if a.json else table(measured))
    if a.write:
        (a.write / "speed.md").write_text("# Speed\n\n" + table(measured), encoding="utf-8")


if __name__ == "__main__":
    main()
