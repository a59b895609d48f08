"""One key for an outlet, whether an article gives its name or the address of its page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.reconcile.alias_known import BODIES
from sayso.reconcile.alias_names import Word, core, fold, stripped, take_apart, well_known

_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{0,20}://|//)?(?:[^\s/@]{1,100}@)?((?:[\w-]{1,63}\.){1,10}[^\W\d_]{2,24})\.?(?::\d{1,5})?(?:[/?#].*)?", re.DOTALL
)
_SUFFIX = frozenset("co com org net ac gov edu ne or info".split())
_SERVICE = frozenset("www www2 www3 m mobile amp edition en english us uk int international news beta archive archives feeds rss".split())

_TELLING = 6  # letters from which on a name in front of another site's says whose page it is: "abcnews.go.com"


def outlet_key(outlet_or_url: str) -> str:
    """The key under which one outlet's articles meet: equal for its name and its address; empty where nothing is given.

    Sites that hold many papers keep the name in front of theirs. Case, articles, accents and spaces make no difference.

    >>> outlet_key("https://www.nytimes.com/2016/06/08/world/x.html") == outlet_key("The New York Times")
    True
    >>> outlet_key("harbourpost.co.uk"), outlet_key("The Harbour Post"), outlet_key("harbour.cbslocal.com")
    ('harbourpost', 'harbourpost', 'harbour.cbslocal')
    """
    text = outlet_or_url.strip()[:2000]
    address = _ADDRESS.fullmatch(text.lower())
    if address:
        return _of_address(address.group(1))
    parts = stripped(take_apart(text))
    body = well_known(core(parts)) or well_known(parts)
    joined = _letters(core(parts))
    return _joined(body.name) if body and body.kind == "outlet" else _KNOWN.get(joined, joined)


def _of_address(host: str) -> str:
    labels = host.split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SUFFIX:
        labels = labels[:-1]
    while len(labels) > 1 and labels[0] in _SERVICE:
        labels = labels[1:]
    for label in reversed(labels):
        bare = fold(label.replace("-", ""))
        known = _KNOWN.get(bare) or _KNOWN.get(bare.removeprefix("the"))
        if known and (label is labels[-1] or len(bare) > _TELLING):
            return known
    last = labels[-1].replace("-", "")
    return ".".join([*labels[:-1], last.removeprefix("the") if len(last) > 7 else last])


def _joined(name: str) -> str:
    return _letters(stripped(take_apart(name)))


def _letters(parts: Sequence[Word]) -> str:
    return "".join(c for w in parts for c in w.low if c.isalnum())


_KNOWN = {_joined(n): _joined(b.name) for b in BODIES if b.kind == "outlet" for n in (b.name, *b.names)}
