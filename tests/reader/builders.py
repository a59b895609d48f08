"""Small makers of the reader's inner values, for tests that do not need the network."""

from __future__ import annotations

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from sayso.reader.encoder import Encoded, Structure
from sayso.reader.labels import BUCKETS, POINTERS, ROLES, SENSE, TAGS


def tokenizer() -> Tokenizer:
    """A WordPiece tokenizer that knows single letters and marks only, so that every word has as many pieces as letters."""
    letters = [c for c in map(chr, range(33, 127)) if not c.isupper()] + list("“”‘’«»")
    vocabulary = ["[PAD]", "[UNK]", *letters, *("##" + c for c in letters if c.isalnum())]
    made = Tokenizer(WordPiece({w: i for i, w in enumerate(vocabulary)}, unk_token="[UNK]"))
    made.normalizer = BertNormalizer(lowercase=True)
    made.pre_tokenizer = BertPreTokenizer()
    return made


def structure() -> Structure:
    """Every legal step equally likely, no bias for distance, pointers that prefer anything positive to none."""
    legal = [[not b.startswith("I-") or a[2:] == b[2:] for b in ROLES] for a in ROLES]
    starts = [-1e4 if r.startswith("I-") else 0.0 for r in ROLES]
    return Structure(
        "test",
        np.where(np.array(legal), 0, -1e4).astype(np.float32),
        np.array(starts, np.float32),
        {k: np.zeros(BUCKETS, np.float32) for k in POINTERS},
        dict.fromkeys(POINTERS, 0.0),
    )


def encoded(words: int) -> Encoded:
    """Scores and vectors of all zeros."""
    return Encoded(
        {k: np.zeros((words, len(v)), np.float32) for k, v in TAGS.items()},
        {k: np.zeros((words, w), np.float32) for k, w in POINTERS.items()},
        {k: np.zeros((words, w), np.float32) for k, w in POINTERS.items()},
        np.zeros((words, SENSE), np.float32),
        np.zeros(words, np.int64),
    )
