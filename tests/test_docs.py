"""The documents tell the truth about the commands, and their links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "examples").rglob("*.md")),
    *sorted((ROOT / "src" / "recount").rglob("*.md")),
]
WRITTEN = [page for page in PAGES if page.is_file()]

_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)[^)]*\)")
_HEADING = re.compile(r"^#+\s+(.*)$", re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`|^ {4}(\S[^\n]*)$", re.MULTILINE)
_CALL = re.compile(r"(?:^|[\s/])recount\s+([a-z][a-z-]*)\b([^\n|>&;]*)")
_OPTION = re.compile(r"(?<![\w-])(--?[a-zA-Z][a-z-]*)")


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def links(page: Path) -> list[str]:
    return _LINK.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings get: lower case, words joined by hyphens."""
    headings = _HEADING.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def calls(page: Path) -> list[tuple[str, list[str]]]:
    """The calls of `recount` that stand in a page's code: the sub-command and its options."""
    text = page.read_text(encoding="utf-8")
    code = [first or second for first, second in _CODE.findall(_FENCE.sub("", text))]
    return [(command, _OPTION.findall(rest)) for line in code for command, rest in _CALL.findall(line)]


def commands() -> dict[str, set[str]]:
    """The live sub-commands, each with its options."""
    import click

    from recount.cli.main import recount

    context = click.Context(recount)
    found: dict[str, set[str]] = {}
    for command_name in recount.list_commands(context):
        command = recount.get_command(context, command_name)
        assert command is not None
        found[command_name] = {"--help", "-h"} | {
            option for parameter in command.params for option in parameter.opts if option.startswith("-")
        }
    return found


def test_the_pages_that_people_look_for_are_there() -> None:
    expected = {
        "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "examples/README.md", "docs/index.md",
        "docs/quickstart.md", "docs/words.md", "docs/reckoning.md", "docs/formats.md", "docs/errors.md",
        "docs/architecture.md", "docs/languages.md", "docs/ethics.md",
    }  # fmt: skip
    assert expected - {name(page) for page in WRITTEN} == set()


@pytest.mark.parametrize("page", WRITTEN, ids=name)
def test_relative_links_lead_somewhere(page: Path) -> None:
    lost = []
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        there = (page.parent / target).resolve() if target else page
        if not there.exists() or (anchor and there.suffix == ".md" and anchor not in anchors(there)):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("page", WRITTEN, ids=name)
def test_links_stay_inside_the_repository(page: Path) -> None:
    inside = [link for link in links(page) if not re.match(r"[a-z]+:", link)]
    assert [link for link in inside if not (page.parent / link).resolve().is_relative_to(ROOT)] == []


def test_every_page_of_the_docs_is_reached_from_the_index() -> None:
    index = ROOT / "docs" / "index.md"
    reached = {(index.parent / link.partition("#")[0]).resolve() for link in links(index)}
    assert [name(page) for page in (ROOT / "docs").glob("*.md") if page != index and page not in reached] == []


def test_every_live_command_is_mentioned_in_the_readme_and_in_the_docs() -> None:
    live = set(commands())
    assert live
    for pages in ([ROOT / "README.md"], sorted((ROOT / "docs").glob("*.md"))):
        assert live - {command for page in pages for command, _ in calls(page)} == set(), [name(p) for p in pages]


@pytest.mark.parametrize("page", WRITTEN, ids=name)
def test_every_command_and_option_that_is_mentioned_exists(page: Path) -> None:
    live = commands()
    wrong = [
        f"recount {command} {' '.join(options)}".strip()
        for command, options in calls(page)
        if command not in live or not set(options) <= live[command]
    ]
    assert wrong == []


def test_every_live_command_has_help_that_shows_an_example() -> None:
    import click

    from recount.cli.main import recount

    context = click.Context(recount)
    for command_name in commands():
        command = recount.get_command(context, command_name)
        assert command is not None
        assert command.help is not None
        assert f"recount {command_name}" in command.help


def test_the_checker_sees_wrong_links_and_calls(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# A Title, here\n\nSee [it](gone.md), `recount mend x --now`, recount is a word.\n\n"
        "    recount build a -o b > c\n",
        encoding="utf-8",
    )
    assert links(page) == ["gone.md"]
    assert anchors(page) == {"a-title-here"}
    assert calls(page) == [("mend", ["--now"]), ("build", ["-o"])]
