"""The workbench gives out the dossier's pages, to this machine and by its own names only."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from recount.model import Dossier, Links, Report
from recount.workbench import workbench

TEXT = "Nine people were killed. <script>window.pwned = 1</script>"


@pytest.fixture(scope="module")
def client() -> TestClient:
    report = Report(id="a", sha256="0" * 64, text=TEXT)
    dossier = Dossier(recount="0", reports=(report,), extractions=(), links=Links(), ledgers=())
    return TestClient(workbench(dossier), base_url="http://localhost")


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/", "text/html", "Nine people were killed."),
        ("/ledger.json", "application/json", '"recount"'),
        ("/claims.csv", "text/csv", "doc_id"),
        ("/reports.csv", "text/csv", "sha256"),
    ],
)
def test_pages(client: TestClient, path: str, kind: str, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert words in answer.text


def test_hostile_text_stays_text(client: TestClient) -> None:
    answer = client.get("/")
    assert "<script" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_there_is_nothing_else_and_nothing_to_change(client: TestClient) -> None:
    assert client.get("/etc/passwd").status_code == 404
    assert client.post("/").status_code == 405


def test_another_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_it_starts_by_itself_and_answers(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nine people were killed in Homs, the Red Crescent said.", encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "recount.workbench", str(tmp_path), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            answer = ""
            for _ in range(300):
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as page:
                        answer = page.read().decode()
                    break
                except OSError:
                    assert process.poll() is None, "it stopped before it answered"
                    time.sleep(0.1)
        finally:
            process.terminate()
    assert "Nine" in answer
