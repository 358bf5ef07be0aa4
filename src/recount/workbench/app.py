"""The workbench's pages: the dossier, and the files beside it, read only. Needs the extra `workbench`."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from recount.model import Dossier
from recount.publishing import FILES

HOSTS = ("localhost", "127.0.0.1", "[::1]")
"""Names under which the pages are given out: a page elsewhere must not reach them under a name of its own."""

KINDS = {"csv": "text/csv", "html": "text/html", "json": "application/json"}

GUARDS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def workbench(dossier: Dossier) -> Starlette:
    """An ASGI application that shows one dossier. Each page is made when it is first asked for."""
    page, *_ = FILES
    names = {"/" if name == page else f"/{name}": name for name in FILES}
    made: dict[str, bytes] = {}

    def show(request: Request) -> Response:
        name = names[request.url.path]
        if name not in made:
            made[name] = FILES[name](dossier)
        return Response(made[name], media_type=KINDS[name.rpartition(".")[2]], headers=GUARDS)

    return Starlette(
        routes=[Route(path, show, methods=["GET"]) for path in names],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS))],
    )
