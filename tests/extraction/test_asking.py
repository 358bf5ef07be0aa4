"""Asking a language model: what it says counts only where its words stand in the report."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from recount.extraction.asking.asked import STRETCH, Asked, stretches
from recount.extraction.asking.replies import reply_of
from recount.model import Extraction, InputError, Report, UsageError

MakeReport = Callable[..., Report]

TEXT = (
    "The Harbour Monitor said at least 60 civilians, including five children, were killed in Northport on Friday.\n"
    "It told the Coast Wire that nobody knew how many were missing. Nine boats burnt."
)


class Says:
    """A model that gives the answers it was made with, one a stretch."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def ask(self, instructions: str, text: str) -> str:
        assert "toll claim" in instructions
        self.asked.append(text)
        return self.answers.pop(0)


def said(*claims: dict[str, Any], statements: tuple[dict[str, Any], ...] = ()) -> str:
    return json.dumps({"claims": list(claims), "statements": list(statements)})


def read(make_report: MakeReport, *claims: dict[str, Any], **more: Any) -> Extraction:
    return Asked("test", Says(said(*claims, **more))).extract(make_report(TEXT))


SIXTY = {"id": "c1", "context": "at least 60 civilians", "figure": "at least 60", "outcome": "killed"}
FIVE = {"id": "c2", "context": "including five children", "figure": "five", "outcome": "killed", "part_of": "c1"}


def test_a_claim_is_taken_with_its_words(make_report: MakeReport) -> None:
    told = {**SIXTY, "victims": "civilians", "status": "civilian", "claimant": "The Harbour Monitor"}
    (claim,) = read(make_report, {**told, "place": "Northport", "when": "on Friday"}).claims
    assert (claim.id, claim.figure.modifier, claim.figure.low, claim.figure.high) == ("r1#c1", "at_least", 60, None)
    assert [span.exact for span in (claim.span, claim.victims, claim.claimant, claim.place) if span] == [
        "at least 60", "civilians", "The Harbour Monitor", "Northport",
    ]  # fmt: skip
    assert claim.when is not None
    assert claim.when.period.start is not None, "resolved by our own grammar of time"
    assert claim.status == "civilian"


def test_a_part_keeps_its_total(make_report: MakeReport) -> None:
    claims = read(make_report, FIVE, SIXTY).claims
    assert [(claim.id, claim.part_of) for claim in claims] == [("r1#c1", None), ("r1#c2", "r1#c1")]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"context": "at least 61 civilians", "figure": "61"}, id="a number that nobody wrote"),
        pytest.param({"figure": "civilians"}, id="words without a number"),
        pytest.param({"figure": ""}, id="no words"),
        pytest.param({"outcome": "arrested"}, id="an outcome that there is none of"),
        pytest.param({"status": "hero"}, id="a status that there is none of"),
        pytest.param({"figure": 60}, id="a number instead of words"),
    ],
)
def test_what_does_not_stand_in_the_report_is_left_out_and_costs_nothing_else(
    make_report: MakeReport, wrong: dict[str, Any]
) -> None:
    claims = read(make_report, {**SIXTY, "id": "c9", **wrong}, FIVE).claims
    assert [claim.span.exact for claim in claims] == ["five"]


def test_the_number_is_read_from_the_words_and_never_taken_from_the_model(make_report: MakeReport) -> None:
    (claim,) = read(make_report, {**SIXTY, "min": 600, "max": 600, "modifier": "exact"}).claims
    assert (claim.figure.modifier, claim.figure.low) == ("at_least", 60)


def test_a_name_that_does_not_stand_in_the_report_is_not_known(make_report: MakeReport) -> None:
    (claim,) = read(make_report, {**SIXTY, "claimant": "The Other Monitor", "when": "in 1999"}).claims
    assert claim.claimant is None
    assert claim.when is None


def test_the_same_figure_said_twice_by_the_model_is_one_claim(make_report: MakeReport) -> None:
    assert len(read(make_report, SIXTY, {**SIXTY, "id": "c2"}).claims) == 1


def test_a_claim_that_is_part_of_itself_is_part_of_nothing(make_report: MakeReport) -> None:
    (claim,) = read(make_report, {**SIXTY, "part_of": "c1"}).claims
    assert claim.part_of is None


def test_statements(make_report: MakeReport) -> None:
    told = {"words": "nobody knew how many were missing", "speaker": "The Harbour Monitor", "kind": "paraphrase"}
    found = read(make_report, statements=(told, {**told, "words": "all are well"})).statements
    assert [(one.id, one.span.exact, one.speaker and one.speaker.exact) for one in found] == [
        ("r1#q1", "nobody knew how many were missing", "The Harbour Monitor")
    ]


def test_talk_around_the_answer_is_passed_over() -> None:
    assert len(reply_of(f"Here you are:\n```json\n{said(SIXTY)}\n```", "test").claims) == 1


@pytest.mark.parametrize("answer", ["", "I cannot.", '{"claims": 3}', '{"claims": [', "[]"])
def test_an_answer_without_claims_is_an_error_that_names_the_model(answer: str) -> None:
    with pytest.raises(InputError, match="asked test"):
        reply_of(answer, "asked test")


def test_long_reports_are_put_in_stretches(make_report: MakeReport) -> None:
    line = "Nobody was hurt when the market burnt down again. " * 20 + "\n"
    text = line * (2 * STRETCH // len(line)) + TEXT
    parts = list(stretches(text))
    assert "".join(text[first:last] for first, last in parts) == text
    assert max(last - first for first, last in parts) <= STRETCH
    model = Says(*[said()] * (len(parts) - 1), said(SIXTY))
    (claim,) = Asked("test", model).extract(make_report(text)).claims
    assert claim.span.stands_in(text)
    assert model.asked == [text[first:last] for first, last in parts]


def test_a_stretch_without_a_space_is_cut_anyway() -> None:
    assert [last - first for first, last in stretches("x" * (STRETCH + 1))] == [STRETCH, 1]


@contextmanager
def server(status: int, body: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server of chat completions on loopback, with what it was asked."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append({"path": self.path, "key": self.headers.get("Authorization"), **request})
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    http = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_port}/v1/", asked
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def completion(content: str) -> str:
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]})


def test_a_server_is_asked_as_the_interface_says(make_report: MakeReport) -> None:
    with server(200, completion(said(SIXTY))) as (url, asked):
        extraction = Asked.at(url, "small", "secret").extract(make_report(TEXT))
    assert [claim.span.exact for claim in extraction.claims] == ["at least 60"]
    assert extraction.extractor == "asked small"
    (request,) = asked
    assert (request["path"], request["key"]) == ("/v1/chat/completions", "Bearer secret")
    assert (request["model"], request["temperature"]) == ("small", 0)
    assert request["messages"][1]["content"] == TEXT


@pytest.mark.parametrize(
    ("status", "body", "wrong"),
    [(401, "", "status 401"), (503, "", "status 503"), (200, "<html>", "not a chat completion"), (200, "{}", "not a")],
)
def test_a_server_that_refuses_or_answers_oddly(status: int, body: str, wrong: str, make_report: MakeReport) -> None:
    with server(status, body) as (url, _), pytest.raises(InputError, match=wrong) as fault:
        Asked.at(url, "small", "secret").extract(make_report(TEXT))
    assert "secret" not in str(fault.value)
    assert TEXT[:20] not in str(fault.value)


def test_a_server_that_is_not_there(make_report: MakeReport) -> None:
    with server(200, "") as (url, _):
        pass
    with pytest.raises(InputError, match="no answer"):
        Asked.at(url, "small").extract(make_report(TEXT))


def test_an_address_that_is_none() -> None:
    with pytest.raises(UsageError, match="not an address"):
        Asked.at("file:///etc/passwd", "small")
