from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from recount.model import Reading, UsageError
from recount.reading import read

Write = Callable[..., Path]


def lines(reading: Reading) -> list[tuple[str, str]]:
    return [(aside.input, aside.wrong) for aside in reading.set_aside]


def ids(reading: Reading) -> list[str]:
    return [report.id for report in reading.reports]


def test_folders_are_read_with_all_below_them(write: Write, tmp_path: Path) -> None:
    for name in ("b.txt", "north/a.txt", "north/deep/er/c.md", "plain", "d.report"):
        write(name, f"{name}: two died.")
    reading = read([tmp_path])
    assert ids(reading) == ["a", "b", "c", "d", "plain"]
    assert [report.source for report in reading.reports] == ["a.txt", "b.txt", "c.md", "d.report", "plain"]
    assert not reading.set_aside + reading.notices


def test_hidden_files_and_folders_are_passed_over(write: Write, tmp_path: Path) -> None:
    write("a.txt")
    write(".hidden.txt")
    write(".git/b.txt")
    reading = read([tmp_path])
    assert ids(reading) == ["a"]
    assert not reading.set_aside


def test_a_hidden_file_is_read_when_named(write: Write) -> None:
    assert ids(read([write(".hidden.txt")])) == [".hidden"]


def test_a_file_named_twice_is_read_once(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("north/a.txt", "Two died.")
    monkeypatch.chdir(tmp_path)
    ways: list[list[Path | str]] = [
        [path, str(path), "north/a.txt", "./north/../north/a.txt"],
        [tmp_path, "north", path],
    ]
    for paths in ways:
        for order in (paths, paths[::-1]):
            reading = read(order)
            assert ids(reading) == ["a"]
            (notice,) = reading.notices
            assert notice.says.startswith("is named")
            assert not reading.set_aside


def test_a_broken_file_named_twice_is_set_aside_once(write: Write, tmp_path: Path) -> None:
    path = write("north/empty.txt", "")
    assert lines(read([path, tmp_path])) == lines(read([tmp_path, path])) == [(str(path), "is empty")]


def test_the_folder_s_reports_csv_counts_for_a_file_named_beside_it(write: Write, tmp_path: Path) -> None:
    path = write("a.txt", "Two died.")
    write("reports.csv", "file,publisher\na.txt,The Paper\n")
    for paths in ([path, tmp_path], [tmp_path, path]):
        reading = read(paths)
        assert [(report.id, report.publisher) for report in reading.reports] == [("a", "The Paper")]


def test_several_folders_tell_their_files_apart(write: Write, tmp_path: Path) -> None:
    write("north/a.txt", "")
    write("south/a.txt", "")
    reading = read([tmp_path / "south", tmp_path / "north"])
    assert lines(reading) == [("north/a.txt", "is empty"), ("south/a.txt", "is empty")]


def test_links_to_folders_are_not_followed(write: Write, tmp_path: Path) -> None:
    write("in/a.txt")
    write("out/b.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "away").symlink_to(tmp_path / "out")
    reading = read([tmp_path / "in"])
    assert ids(reading) == ["a"]
    assert lines(reading) == [
        ("away", "is a link to a folder, which is not followed"),
        ("loop", "is a link to a folder, which is not followed"),
    ]


def test_links_to_files(write: Write, tmp_path: Path) -> None:
    write("in/a.txt")
    write("out/b.txt")
    (tmp_path / "in" / "again.txt").symlink_to("a.txt")
    (tmp_path / "in" / "away.txt").symlink_to(tmp_path / "out" / "b.txt")
    (tmp_path / "in" / "dead.txt").symlink_to("nowhere.txt")
    (tmp_path / "in" / "self.txt").symlink_to("self.txt")
    reading = read([tmp_path / "in"])
    assert ids(reading) == ["a"]
    assert lines(reading) == [
        ("away.txt", "is a link that leads out of the folder"),
        ("dead.txt", "is a link that leads nowhere"),
        ("self.txt", "is a link that leads nowhere"),
    ]
    assert [(notice.input, notice.says) for notice in reading.notices] == [("a.txt", "is named 2 times; read once")]


def test_links_that_a_person_names_are_followed(write: Write, tmp_path: Path) -> None:
    write("out/b.txt")
    (tmp_path / "folder").symlink_to(tmp_path / "out")
    (tmp_path / "file.txt").symlink_to(tmp_path / "out" / "b.txt")
    assert ids(read([tmp_path / "folder"])) == ["b"]
    assert ids(read([tmp_path / "file.txt"])) == ["file"]


@pytest.mark.parametrize("name", ["code.py", "photo.JPG", "font.woff2", "film.mp4", "setup.cfg"])
def test_what_is_no_report_is_passed_over_unless_named(write: Write, tmp_path: Path, name: str) -> None:
    write("a.txt")
    path = write(name, "Two died.")
    assert ids(read([tmp_path])) == ["a"]
    assert not read([tmp_path]).set_aside
    ((input, wrong),) = lines(read([tmp_path, path]))
    assert input == str(path)
    assert wrong.endswith("not a report")


@pytest.mark.parametrize("name", ["toll.csv", "toll.xlsx", "r.pdf", "r.docx", "r.mhtml", "r.xml", "r.warc.gz", "r.zip"])
def test_what_may_hold_reports_and_is_not_read_is_said(write: Write, tmp_path: Path, name: str) -> None:
    write(name, "Two died.")
    ((input, _),) = lines(read([tmp_path]))
    assert input == name


@pytest.mark.parametrize("names", [[], [".hidden"], ["code.py"], ["below/photo.png"]])
def test_a_folder_that_holds_nothing(write: Write, tmp_path: Path, names: list[str]) -> None:
    (tmp_path / "folder").mkdir()
    for name in names:
        write(f"folder/{name}")
    assert lines(read([tmp_path / "folder"])) == [(str(tmp_path / "folder"), "holds no file that is read")]


def test_names_that_are_no_text(tmp_path: Path) -> None:
    name = b"r\xe9port.txt".decode("utf-8", "surrogateescape")
    (tmp_path / name).write_text("Two died.")
    (report,) = read([tmp_path]).reports
    assert report.id == "rport"
    assert report.source == "r\ufffdport.txt"


def test_names_that_differ_only_in_how_they_are_composed_are_two_files(write: Write, tmp_path: Path) -> None:
    write("caf\u00e9.txt", "Two died.")
    write("cafe\u0301.txt", "Three died.")
    assert sorted(report.text for report in read([tmp_path]).reports) == ["Three died.", "Two died."]


def test_progress_counts_files(write: Write, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "empty.txt"):
        write(name, "" if name == "empty.txt" else name)
    seen: list[tuple[int, int | None]] = []
    read([tmp_path], progress=lambda done, total: seen.append((done, total)))
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_no_paths_give_nothing() -> None:
    assert read([]) == Reading()


def test_one_string_is_no_list_of_paths() -> None:
    with pytest.raises(UsageError, match="give a list of paths"):
        read("reports")
