"""What the encoder's heads answer, by name and in order: read by the decoders in use, and by the losses in training."""

from __future__ import annotations

ROLES = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
POS = ("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X")
RELATIONS = (
    "root", "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "ccomp", "compound", "conj", "cop", "csubj", "dep",
    "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:poss", "nsubj", "nsubj:pass", "nummod",
    "obj", "obl", "obl:agent", "orphan", "parataxis", "punct", "reparandum", "vocative", "xcomp",
)  # fmt: skip
NAMES = ("O", "B-person", "I-person", "B-organization", "I-organization", "B-place", "I-place", "B-other", "I-other")
AMOUNT = ("O", "B", "I")
FIGURE = ("level", "increase", "decrease", "part", "total")
TAGS = {"role": ROLES, "pos": POS, "relation": RELATIONS, "name": NAMES, "amount": AMOUNT, "figure": FIGURE}

# A pointer looks from one word or span to another through two vectors of this width: query at the first, key at the second.
POINTERS = {
    "cue_source": 64, "content_cue": 64, "content_source": 64, "counted": 64, "whole": 32, "governor": 96, "place": 48, "antecedent": 48,
    "voice": 64,
}  # fmt: skip

# Width of the vectors that say what words mean, whoever says them; the mean over a span's words is the span's.
SENSE = 128

# Signed distances in words between the two ends of a pointer fall into these buckets, each with a learned bias.
EDGES = (-200, -100, -50, -25, -12, -6, -3, -2, -1, 0, 1, 2, 3, 6, 12, 25, 50, 100, 200)
BUCKETS = len(EDGES) + 1
