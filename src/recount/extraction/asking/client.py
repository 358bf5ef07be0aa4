"""The way to a model: chat completions at an OpenAI-compatible address that the user gave."""

from __future__ import annotations

import msgspec

from recount.model import InputError, UsageError

TIMEOUT = 300.0
"""Seconds that one answer may take."""

LARGEST = 2_000_000
"""So many bytes an answer may hold."""

TRIES = 3
"""So often a busy server is asked."""

_BUSY = frozenset({408, 429, 500, 502, 503, 504})


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message


class _Completion(msgspec.Struct):
    choices: list[_Choice]


class Client:
    """Asks the model `model` at `url` ("http://localhost:8080/v1"); `key` is sent as a bearer token and never shown.

    Raises UsageError for an address that is not http or https, or where the HTTP library is not installed.
    """

    def __init__(self, url: str, model: str, key: str | None = None) -> None:
        try:
            import httpx2
        except ImportError as fault:
            raise UsageError(url, "asking a model needs an extra", 'install "recount-casebook[model]"') from fault
        if not url.startswith(("http://", "https://")):
            raise UsageError(url, "not an address of a model", "give one that begins with http:// or https://")
        self.url, self.model = url.rstrip("/") + "/chat/completions", model
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self.http = httpx2.Client(timeout=TIMEOUT, headers=headers, follow_redirects=False)
        self.fault = httpx2.HTTPError

    def ask(self, instructions: str, text: str) -> str:
        """What the model answers. Raises InputError where the server cannot be reached, refuses, or answers oddly."""
        asked = {
            "model": self.model,
            "temperature": 0,
            "seed": 0,
            "response_format": {"type": "json_object"},
            "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": text}],
        }
        status, body = 0, b""
        for _ in range(TRIES):
            try:
                status, body = self._post(asked)
            except self.fault as fault:
                raise InputError(self.url, f"no answer ({type(fault).__name__})", "see that the server runs") from fault
            if status not in _BUSY:
                break
        if status != 200:
            raise InputError(
                self.url, f"the server answered with status {status}", "see its log, the model and the key"
            )
        try:
            content = msgspec.json.decode(body, type=_Completion).choices[0].message.content
        except (msgspec.MsgspecError, IndexError) as fault:
            raise InputError(self.url, "not a chat completion", "give an OpenAI-compatible address") from fault
        return content or ""

    def _post(self, asked: dict[str, object]) -> tuple[int, bytes]:
        """The status and the body of one request; a body that is too large is cut, and so breaks."""
        body = bytearray()
        with self.http.stream("POST", self.url, json=asked) as response:
            for part in response.iter_bytes():
                body += part
                if len(body) > LARGEST:
                    break
            return response.status_code, bytes(body[:LARGEST])
