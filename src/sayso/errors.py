"""One tree of errors, each saying what to do next.

SaysoError
├── InputError            the source cannot be read as an article         exit 3
│   ├── EmptyInput        nothing to read in it
│   ├── NotText           binary, or another kind of file than it says
│   ├── NoArticle         a page without an article in it
│   ├── WrongLanguage     not in a language that the reader knows
│   └── NotFound          no such file
├── FetchError            a URL that gave nothing                         exit 4
│   ├── AddressRefused    a private, local or metadata address
│   └── TooLarge          more than the limits allow
├── ModelError            the weights are missing or do not fit           exit 5
└── LedgerError           the ledger cannot do what was asked             exit 6
│   ├── NotALedger        another kind of file, or a damaged one
│   ├── NewerLedger       made by a later version of Sayso
│   ├── LedgerUnreachable no such file, folder or server
│   ├── LedgerReadOnly    it can be read and not written
│   ├── LedgerFull        no room on the disk
│   ├── LedgerBusy        another process held it for too long
│   ├── NotInLedger       nothing has this id
│   ├── BadSearch         the search words cannot be understood
│   └── NotPossible       a decision that does not fit what is there
└── PortTaken             the desk cannot listen where it should           exit 7
"""

from __future__ import annotations


class SaysoError(Exception):
    """Anything that goes wrong for a reason that the user can act on; ``str()`` is a whole sentence for people."""

    exit_code = 1


class InputError(SaysoError):
    """The source cannot be read as an article."""

    exit_code = 3


class EmptyInput(InputError):
    """There is no text in the source."""

    def __init__(self, origin: str) -> None:
        super().__init__(f"{origin} holds no text. Give a file or page with an article in it.")


class NotText(InputError):
    """The source is binary or of a kind that no inlet reads."""

    def __init__(self, origin: str, what: str) -> None:
        super().__init__(f"{origin} is {what}, not text or HTML. Convert it to text first.")


class NoArticle(InputError):
    """A page was read, but no article was found in it."""

    def __init__(self, origin: str) -> None:
        super().__init__(f"No article was found in {origin}. Save its text to a .txt file and read that.")


class WrongLanguage(InputError):
    """The article is in a language that the reader does not know."""

    def __init__(self, origin: str, language: str) -> None:
        super().__init__(f"{origin} seems to be in {language!r}; Sayso reads English. Pass --language any to read it all the same.")


class NotFound(InputError):
    """There is no such file."""

    def __init__(self, origin: str, reason: str = "it does not exist") -> None:
        super().__init__(f"{origin} cannot be opened: {reason}. Check the path.")


class FetchError(SaysoError):
    """A URL gave nothing that could be read."""

    exit_code = 4

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url} could not be fetched: {reason}.")


class AddressRefused(FetchError):
    """The URL leads to an address on this machine or a private network."""

    def __init__(self, url: str, address: str) -> None:
        super().__init__(url, f"{address} is a local or private address; pass --allow-private if you mean it")


class TooLarge(FetchError):
    """The page is larger than the limit."""

    def __init__(self, url: str, limit: int) -> None:
        super().__init__(url, f"it is larger than {limit:,} bytes; save it and read the file")


class ModelError(SaysoError):
    """The weights are missing or do not fit this version."""

    exit_code = 5


class LedgerError(SaysoError):
    """The ledger cannot do what was asked; what was committed before is whole."""

    exit_code = 6


class NotALedger(LedgerError):
    """The file or database holds something else, or is damaged."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where} is no ledger: {reason}. Name another file, or restore it from a backup.")


class NewerLedger(LedgerError):
    """The ledger was made by a later version of Sayso."""

    def __init__(self, where: str, found: str, known: str) -> None:
        super().__init__(f"{where} has schema {found}, this version of Sayso knows schemas up to {known}. Install a newer Sayso.")


class LedgerUnreachable(LedgerError):
    """The file cannot be opened or the server does not answer."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"The ledger at {where} cannot be opened: {reason}. Check the path or URL, and that the server is running.")


class LedgerReadOnly(LedgerError):
    """The ledger can be read but not written."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"The ledger at {where} cannot be written to. Check the permissions of the file and its folder, or add to a copy of it."
        )


class LedgerFull(LedgerError):
    """There is no room left where the ledger lies."""

    def __init__(self, where: str) -> None:
        super().__init__(f"There is no room for more at {where}. Free some space and run the command again: what was added before is kept.")


class LedgerBusy(LedgerError):
    """Another process held the ledger for longer than the time allowed."""

    def __init__(self, where: str) -> None:
        super().__init__(f"Another process keeps the ledger at {where} locked. Wait until it has finished, then run the command again.")


class NotInLedger(LedgerError):
    """Nothing in the ledger has this id."""

    def __init__(self, kind: str, id: str) -> None:
        super().__init__(f"There is no {kind} {id!r} in the ledger. Search or list for its id first.")


class BadSearch(LedgerError):
    """The search words cannot be understood."""

    def __init__(self, words: str, reason: str) -> None:
        super().__init__(f"The search {words!r} cannot be understood: {reason}.")


class NotPossible(LedgerError):
    """A decision that does not fit what is in the ledger."""


class PortTaken(SaysoError):
    """The desk cannot listen on its port."""

    exit_code = 7

    def __init__(self, port: int, reason: str) -> None:
        super().__init__(f"The desk cannot be opened on port {port}: {reason}. Name another with --port, or 0 for a free one.")
