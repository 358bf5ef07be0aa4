"""The workbench's pages: the dossier, and the files beside it, read only. Needs the extra `workbench`."""

from __future__ import annotations

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from recount.model import Dossier
from recount.publishing import claims_csv, dossier_html, ledger_json, reports_csv

HOSTS = ("localhost", "127.0.0.1", "[::1]")
"""Names under which the pages are given out: a page elsewhere must not reach them under a name of its own."""

GUARDS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def workbench(dossier: Dossier) -> Starlette:
    """An ASGI application that shows one dossier. Each page is made when it is first asked for."""
    pages: dict[str, tuple[str, Callable[[], str | bytes]]] = {
        "/": ("text/html", lambda: dossier_html(dossier)),
        "/ledger.json": ("application/json", lambda: ledger_json(dossier)),
        "/claims.csv": ("text/csv", lambda: claims_csv(dossier)),
        "/reports.csv": ("text/csv", lambda: reports_csv(dossier)),
    }
    made: dict[str, str | bytes] = {}

    def show(request: Request) -> Response:
        path = request.url.path
        kind, make = pages[path]
        if path not in made:
            made[path] = make()
        return Response(made[path], media_type=kind, headers=GUARDS)

    return Starlette(
        routes=[Route(path, show, methods=["GET"]) for path in pages],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS))],
    )
