"""Files on disk and in archives are read alike, and what systems leave beside them is passed over."""

import gzip
import os
import zipfile

import pytest

from engine import limits
from engine.digits.readers.common import Cancelled, Watch
from engine.digits.readers.sources import DiskFile, archive_at, beside, in_folder, in_zip, opened, start_of
from engine.errors import UserError

WATCH = Watch(None, None)


def names(sources):
    return ["/".join(source.inside) for source in sources]


def zip_of(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "/"), data)
    return zipfile.ZipFile(path)


def test_all_files_of_a_folder_are_found_but_for_junk(tmp_path):
    for name in ("b/7/x.png", "a.csv", ".DS_Store", "b/7/._x.png", "__MACOSX/y.png", "b/Thumbs.db", "1/2/3/4/5/deep"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert names(in_folder(tmp_path, WATCH)) == ["a.csv", "b/7/x.png"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_folders_in_a_circle_have_an_end(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "x").write_bytes(b"x")
    assert len(in_folder(tmp_path, WATCH)) <= 4


def test_members_of_an_archive_are_read_as_files_are(tmp_path):
    with zip_of(tmp_path / "a.zip", b__x=gzip.compress(b"hello"), a=b"plain") as archive:
        found = in_zip(archive, tmp_path / "a.zip", WATCH)
        assert names(found) == ["a", "b/x"]
        assert [start_of(one, WATCH) for one in found] == [b"plain", b"hello"]
        assert found[1].where == "b/x"
        assert found[0].read(100, WATCH) == b"plain"
        with pytest.raises(UserError, match="too large"):
            found[0].read(3, WATCH)


def test_names_that_lead_out_of_an_archive_lead_nowhere(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("../../evil", b"x")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert names(in_zip(archive, tmp_path / "a.zip", WATCH)) == ["evil"]


def test_a_member_that_unpacks_to_far_more_than_honest_ones_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "RATIO_FREE", 1_000)
    with zip_of(tmp_path / "a.zip", a=bytes(10_000_000)) as archive:
        (source,) = in_zip(archive, tmp_path / "a.zip", WATCH)
        with pytest.raises(UserError, match="would unpack"):
            source.open(WATCH)


def test_what_is_packed_in_another_way_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_BZIP2) as file:
        file.writestr("a", b"x")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        (source,) = in_zip(archive, tmp_path / "a.zip", WATCH)
        with pytest.raises(UserError, match="compressed in a way"):
            source.open(WATCH)


def test_reading_asks_at_each_piece_whether_to_give_up(tmp_path):
    (tmp_path / "a.gz").write_bytes(gzip.compress(bytes(3_000_000), 1))
    source, asked = DiskFile(("a.gz",), "", tmp_path / "a.gz"), []
    watch = Watch(None, lambda: bool(asked.append(1)) or len(asked) > 5)
    with opened(source, watch) as file, pytest.raises(Cancelled):
        list(iter(lambda: file.read(100_000), b""))


def test_folders_beside_are_looked_into_where_each_file_has_one_of_its_own(tmp_path):
    for name in ("a-images", "a-labels", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_bytes(b"x")
    found = beside(tmp_path / "a-images" / "a-images", WATCH)
    assert sorted(names(found)) == ["a-images", "a-labels/a-labels", "other/other"]
    (tmp_path / "other" / "b").write_bytes(b"x")
    assert names(beside(tmp_path / "other" / "b", WATCH)) == ["b", "other"]


def test_a_large_member_is_read_whole(tmp_path):
    data = bytes(range(256)) * 10_000
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("photo.png", data)
    with DiskFile(("a.zip",), "", tmp_path / "a.zip").open(WATCH) as packed, zipfile.ZipFile(packed) as archive:
        (source,) = in_zip(archive, tmp_path / "a.zip", WATCH)
        assert source.read(limits.PICTURE_FILE, WATCH) == data


def test_listing_an_archive_of_many_files_can_be_given_up(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        for number in range(20_000):
            file.writestr(f"mnist_png/training/{number % 10}/{number:030}.png", b"")
    asked = []
    watch = Watch(None, lambda: bool(asked.append(1)) or len(asked) > 20)
    with pytest.raises(Cancelled), archive_at(tmp_path / "a.zip", watch):
        pass
    with archive_at(tmp_path / "a.zip", WATCH) as archive:
        assert len(in_zip(archive, tmp_path / "a.zip", WATCH)) == 20_000


def test_links_in_a_circle_and_folders_of_others_beside_it_do_no_harm(tmp_path):
    own, others = tmp_path / "test.csv", tmp_path / "theirs"
    for folder in (own, others):
        folder.mkdir()
    (own / "test.csv").write_text("5\n")
    for folder in (tmp_path, own):
        (folder / "circle").symlink_to(folder / "circle")
    others.chmod(0)
    found = beside(own / "test.csv", WATCH)
    others.chmod(0o700)
    assert {"test.csv"} <= {source.name for source in found}
    assert [source.name for source in in_folder(own, WATCH)] == ["circle", "test.csv"]
