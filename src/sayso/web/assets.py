"""Scripts and style sheets, all of them in the package, under an address that changes with their content."""

from __future__ import annotations

import hashlib
from importlib import resources

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sayso.exchange import marking

_TYPES = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}


class Assets:
    """All assets in memory. One digest of all of them stands in each address, so that scripts can name each other.

    >>> Assets().url("desk.css").startswith("/assets/")
    True
    """

    def __init__(self) -> None:
        folder = resources.files("sayso.web").joinpath("assets")
        found = {"marking.css": marking.style().encode()}
        for place, prefix in ((folder, ""), (folder.joinpath("vendor"), "vendor/")):
            for item in place.iterdir():
                if item.is_file() and item.name.rpartition(".")[2] in _TYPES:
                    found[prefix + item.name] = item.read_bytes()
        self._files = dict(sorted(found.items()))
        whole = hashlib.sha256()
        for name, body in self._files.items():
            whole.update(f"{name}\0{len(body)}\0".encode() + body)
        self.digest = whole.hexdigest()[:16]

    def url(self, name: str) -> str:
        """The address of an asset. Raises KeyError for one that there is not."""
        if name not in self._files:
            raise KeyError(name)
        return f"/assets/{self.digest}/{name}"

    def serve(self, request: Request) -> Response:
        """Answer a request for an asset."""
        name = request.path_params["name"]
        if request.path_params["digest"] != self.digest or name not in self._files:
            raise HTTPException(404, "There is no such file; the page that asked for it is of an older version. Load it again.")
        kind = _TYPES[name.rpartition(".")[2]]
        return Response(self._files[name], media_type=kind, headers={"cache-control": "public, max-age=31536000, immutable"})
