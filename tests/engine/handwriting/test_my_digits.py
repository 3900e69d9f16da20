"""Drawings that are kept come back as they were, and leave as others expect them."""

import csv as tables
import errno
import io
import json
import os
import threading
from unittest.mock import Mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import limits, locks
from engine.digits.dataset import Digits
from engine.digits.readers import read
from engine.errors import UserError
from engine.handwriting import my_digits
from engine.handwriting.ink import rasterize
from engine.handwriting.my_digits import (
    Damaged,
    added,
    as_digits,
    csv,
    from_json,
    kept,
    kept_picture,
    leave,
    left_out,
    load,
    load_sound,
    merged,
    npz,
    save,
    save_among_others,
    to_json,
)

ONE = [np.array([[140.0, 40.0], [141.26, 240.0]])]
SEVEN = [np.array([[60.0, 60.0], [200.0, 62.0], [120.0, 240.0]]), np.array([[100.0, 150.0]])]


def test_a_drawing_is_kept_to_a_tenth_of_a_pixel():
    drawing = kept(1, ONE)
    assert drawing.strokes[0].tolist() == [[140.0, 40.0], [141.3, 240.0]]
    assert np.array_equal(drawing.image, rasterize(drawing.strokes))


def test_as_digits_they_are_a_labelled_set():
    digits = as_digits([kept(1, ONE), kept(7, SEVEN)])
    assert digits.images.shape == (2, 28, 28)
    assert digits.labels.tolist() == [1, 7]
    assert len(as_digits([])) == 0


def test_drawings_have_the_places_of_a_sets_classes_and_those_of_others_are_left_out_and_told():
    drawings = [kept("B", ONE), kept(7, SEVEN), kept("A", ONE), kept("b", ONE), kept("b", SEVEN)]
    found = as_digits(drawings, names=("A", "B", "C"))
    assert (found.labels.tolist(), found.names) == ([1, 0], ("A", "B", "C"))
    assert left_out(drawings, found.names) == (
        "3 drawings are left out, because there are no such classes: “b”, “7”."
    )  # fmt: skip
    assert left_out(drawings[:1], found.names) == ""
    assert left_out(drawings[1:2], found.names) == "1 drawing is left out, because there is no such class: “7”."
    assert as_digits(drawings).labels.tolist() == [7]
    assert len(as_digits(drawings, names=("no", "yes"))) == 0


def test_a_digit_is_written_as_the_first_version_wrote_it_and_any_other_class_by_its_name():
    text = to_json([kept(7, ONE), kept("B", ONE), kept("12", ONE)])
    assert [{k: v for k, v in entry.items() if k != "strokes"} for entry in json.loads(text)["digits"]] == [
        {"label": 7}, {"class": "B"}, {"class": "12"}
    ]  # fmt: skip
    assert [drawing.name for drawing in from_json(text)] == ["7", "B", "12"]


def npz_labels(content):
    with np.load(io.BytesIO(content)) as file:
        return file["y_train"].tolist()


def csv_labels(content):
    _names, *rows = tables.reader(io.StringIO(content.decode()))
    assert all(len(row) == 785 for row in rows)
    return [row[0] for row in rows]


points = st.lists(st.tuples(*[st.floats(0, 280).map(lambda x: round(x, 1))] * 2), min_size=1, max_size=5)


@given(st.lists(st.tuples(st.integers(0, 9), st.lists(points, min_size=1, max_size=3)), max_size=4))
def test_what_is_written_is_read_again(drawings):
    before = [kept(label, [np.array(line) for line in strokes]) for label, strokes in drawings]
    after = from_json(to_json(before))
    assert [int(d.name) for d in after] == [int(d.name) for d in before]
    for one, other in zip(before, after, strict=True):
        assert [line.tolist() for line in one.strokes] == [line.tolist() for line in other.strokes]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"format": "another", "digits": []}',
        '{"format": "inkling-digits-1", "digits": 5}',
        '{"format": "inkling-digits-1", "digits": [5]}',
        '{"format": "inkling-digits-1", "digits": [{"label": 10, "strokes": [[[1, 2]]]}]}',
        '{"format": "inkling-digits-1", "digits": [{"label": "7", "strokes": [[[1, 2]]]}]}',
        '{"format": "inkling-digits-1", "digits": [{"label": true, "strokes": [[[1, 2]]]}]}',
        '{"format": "inkling-digits-1", "digits": [{"label": 7, "strokes": []}]}',
        '{"format": "inkling-digits-1", "digits": [{"label": 7, "strokes": [[]]}]}',
        '{"format": "inkling-digits-1", "digits": [{"label": 7, "strokes": [[[1, 2], [3]]]}]}',
        '{"format": "inkling-digits-1", "digits": [{"label": 7, "strokes": [[[1, NaN]]]}]}',
        '{"format": "inkling-digits-1", "digits": [{"label": 7, "strokes": [[["a", "b"]]]}]}',
        '{"format": "inkling-digits-1", "digits": [{"label": 7, "strokes": [[["1", "2"]]]}]}',
        '{"format": "inkling-digits-1", "digits": [{"label": 7, "strokes": [[[true, false]]]}]}',
        '{"format": "inkling-digits-1", "digits": [{"strokes": [[[1, 2]]]}]}',
        '{"format": "inkling-digits-1", "digits": [{"class": 7, "strokes": [[[1, 2]]]}]}',
        '{"format": "inkling-digits-1", "digits": [{"class": "", "strokes": [[[1, 2]]]}]}',
        '{"format": "inkling-digits-1", "digits": [{"class": "a\\nb", "strokes": [[[1, 2]]]}]}',
        '{"format": "inkling-digits-1", "digits": [{"class": "\\ud800", "strokes": [[[1, 2]]]}]}',
        '{"format": "inkling-digits-1", "digits": [{"class": "' + 41 * "a" + '", "strokes": [[[1, 2]]]}]}',
        '{"format": "inkling-digits-1", "digits": [{"class": null, "label": 1, "strokes": [[[1, 2]]]}]}',
        "[" * 100_000,
    ],
)
def test_a_damaged_file_is_told_and_not_guessed_at(text):
    with pytest.raises(Damaged):
        from_json(text)


def test_a_file_that_is_not_there_holds_none_and_bytes_are_no_text(tmp_path):
    assert load(tmp_path / "none.json") == []
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError):
        load(tmp_path / "bytes.json")


def test_saving_is_all_or_nothing(tmp_path, monkeypatch):
    path = tmp_path / "digits.json"
    save(path, [kept(1, ONE)])
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(UserError, match="could not be saved"):
        save(path, [kept(7, SEVEN)])
    assert [int(drawing.name) for drawing in load(path)] == [1]


@pytest.mark.parametrize(("ending", "contents"), [("npz", npz), ("csv", csv)])
def test_what_is_exported_is_read_by_the_program(tmp_path, ending, contents):
    digits = as_digits([kept(1, ONE), kept(7, SEVEN)])
    path = tmp_path / f"mine.{ending}"
    path.write_bytes(contents(digits))
    again = read(path)
    again = again if isinstance(again, Digits) else again.digits
    assert np.array_equal(again.images, digits.images)
    assert np.array_equal(again.labels, digits.labels)


@pytest.mark.parametrize(("contents", "labels"), [(npz, npz_labels), (csv, csv_labels)])
def test_drawings_of_named_classes_are_exported_with_their_names(contents, labels):
    names = ("T-shirt/top", 'a "b", c', "ж")
    mine = as_digits([kept(name, ONE) for name in names[::-1]], names=names)
    assert labels(contents(mine)) == list(names[::-1])


def test_the_npz_has_keras_s_names():
    with np.load(io.BytesIO(npz(as_digits([kept(1, ONE)])))) as file:
        assert sorted(file) == ["x_train", "y_train"]
        assert file["x_train"].shape == (1, 28, 28)


def test_only_drawings_of_the_same_classes_are_added_to_a_set():
    letters = Digits(np.zeros((2, 28, 28), np.uint8), np.array([0, 1]), "letters", "file", ("A", "B"))
    both = added(letters, as_digits([kept("B", ONE)], names=letters.names))
    assert (both.labels.tolist(), both.names, both.origin) == ([0, 1, 1], ("A", "B"), "file")
    with pytest.raises(ValueError, match="are not"):
        added(letters, as_digits([kept(1, ONE)]))


def test_added_to_a_set_they_come_last():
    mine = as_digits([kept(7, SEVEN)])
    both = added(Digits(np.zeros((3, 28, 28), np.uint8), np.array([1, 2, 3]), "three"), mine)
    assert both.labels.tolist() == [1, 2, 3, 7]
    assert both.name == "three + 1 of mine"


def test_what_another_program_has_done_to_the_file_is_kept(tmp_path):
    path, first, second = tmp_path / "mine.json", kept(1, ONE), kept(7, SEVEN)
    save(path, [second, kept(9, ONE)])  # another program has deleted the first, and added one
    found = save_among_others(path, (first, second), (first, second, kept(1, ONE)))
    assert [int(drawing.name) for drawing in found] == [7, 1, 9]
    assert [int(drawing.name) for drawing in load(path)] == [7, 1, 9]


UNREADABLE = (errno.EIO, errno.EMFILE, errno.EACCES, errno.ENOMEM, errno.ESTALE)


@pytest.mark.parametrize("number", UNREADABLE, ids=errno.errorcode.get)
def test_a_sound_file_that_cannot_be_read_just_now_is_neither_set_aside_nor_replaced(tmp_path, monkeypatch, number):
    path = tmp_path / "mine.json"
    save(path, [kept(3, ONE)])
    fails = Mock(side_effect=OSError(number, os.strerror(number)))
    with monkeypatch.context() as patch:
        patch.setattr(my_digits, "read_file", fails)
        with pytest.raises(UserError, match="could not be read") as told:
            load_sound(path)
        assert not isinstance(told.value, Damaged)
        with pytest.raises(UserError, match="could not be read"):
            save_among_others(path, (), (kept(1, ONE),))
    assert [int(drawing.name) for drawing in load(path)] == [3]
    assert not list(tmp_path.glob("*damaged*"))


def test_each_damaged_file_is_set_aside_under_a_name_of_its_own(tmp_path):
    path = tmp_path / "mine.json"
    for content in ("{one", "{two"):
        path.write_text(content)
        found, note = load_sound(path)
        assert found == []
        assert "set aside as mine.damaged" in note
    assert (tmp_path / "mine.damaged.json").read_text() == "{one"
    assert (tmp_path / "mine.damaged-2.json").read_text() == "{two"
    assert load_sound(path) == ([], "")


def test_a_file_that_is_damaged_while_inkling_runs_is_set_aside_told_and_written_anew(tmp_path):
    path, first, second = tmp_path / "mine.json", kept(1, ONE), kept(7, SEVEN)
    path.write_text("{nonsense")
    with pytest.raises(UserError, match=r"set aside as mine\.damaged\.json"):
        save_among_others(path, (first,), (first, second))
    assert [int(drawing.name) for drawing in save_among_others(path, (first,), (first, second))] == [1, 7]


def test_a_file_that_is_gone_takes_no_drawing_with_it(tmp_path):
    path, first, second = tmp_path / "mine.json", kept(1, ONE), kept(7, SEVEN)
    found = save_among_others(path, (first,), (first, second))
    assert [int(drawing.name) for drawing in found] == [int(drawing.name) for drawing in load(path)] == [1, 7]


@pytest.mark.parametrize("number", sorted(locks.WITHOUT), ids=errno.errorcode.get)
def test_on_a_drive_without_locks_they_are_saved_all_the_same(tmp_path, monkeypatch, number):
    def refuse(*_, **__):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(locks, "_notices", {})
    monkeypatch.setattr(locks, "lock_descriptor", refuse)
    path = tmp_path / "mine.json"
    base = save_among_others(path, (), (kept(1, ONE),))
    save_among_others(path, base, (*base, kept(7, SEVEN)))
    assert [int(drawing.name) for drawing in load(path)] == [1, 7]
    assert "has no locks" in locks.notice()


def test_where_another_window_hangs_it_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(my_digits, "PATIENCE", 0)
    path = tmp_path / "mine.json"
    with locks.Lock(locks.lock_of(path), 0), pytest.raises(UserError, match="another window"):
        save_among_others(path, (), (kept(1, ONE),))


def test_three_threads_that_save_at_once_lose_nothing_of_each_other(tmp_path):
    path = tmp_path / "mine.json"

    def work(label):
        base = ()
        for number in range(8):
            new = kept(label, [np.array([[number, label]])])
            base = save_among_others(path, base, (*base, new))

    threads = [threading.Thread(target=work, args=(label,)) for label in (1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(int(drawing.name) for drawing in load(path)) == 8 * [1] + 8 * [2] + 8 * [3]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_in_the_place_of_the_file_is_set_aside(tmp_path):
    os.mkfifo(tmp_path / "mine.json")
    found, note = load_sound(tmp_path / "mine.json")
    assert found == []
    assert "set aside as mine.damaged.json" in note


def test_what_could_not_be_saved_in_time_is_left_beside_the_file_and_is_in_it_from_the_next_start(tmp_path):
    path, first, second = tmp_path / "mine.json", kept(3, ONE), kept(7, SEVEN)
    save(path, [first])
    place = leave(path, [first], [first, second])
    assert [int(drawing.name) for drawing in load(place)] == [7]
    assert leave(path, [first], [first]) is None  # nothing is new
    found, note = load_sound(path)
    assert ([int(drawing.name) for drawing in found], note) == ([3, 7], "")
    assert [int(drawing.name) for drawing in load(path)] == [3, 7]
    assert list(tmp_path.glob("*left*")) == []


def test_what_was_saved_after_all_is_there_once(tmp_path):
    path, drawing = tmp_path / "mine.json", kept(3, ONE)
    save(path, [drawing])
    leave(path, [], [drawing])
    assert [int(found.name) for found in load_sound(path)[0]] == [3]


def test_what_was_left_stays_there_while_another_program_has_the_file(tmp_path, monkeypatch):
    path = tmp_path / "mine.json"
    save(path, [kept(3, ONE)])
    place = leave(path, [], [kept(7, SEVEN)])
    monkeypatch.setattr(my_digits, "BRIEFLY", 0)
    with locks.Lock(locks.lock_of(path), 0):
        assert [int(drawing.name) for drawing in load_sound(path)[0]] == [3]
    assert place.exists()
    assert [int(drawing.name) for drawing in load_sound(path)[0]] == [3, 7]


def test_a_damaged_file_that_was_left_is_set_aside_and_keeps_no_other_away(tmp_path):
    path = tmp_path / "mine.json"
    (tmp_path / "mine.left-1.json").write_text("{nonsense")
    leave(path, [], [kept(7, SEVEN)])
    assert [int(drawing.name) for drawing in load_sound(path)[0]] == [7]
    assert (tmp_path / "mine.left-1.damaged.json").exists()


def test_more_than_anybody_draws_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(limits, "DRAWINGS", 1)
    with pytest.raises(Damaged, match="It holds 2 digits: at most 1"):
        from_json(to_json([kept(3, ONE), kept(7, SEVEN)]))
    with pytest.raises(UserError, match="more digits than"):
        save(tmp_path / "mine.json", [kept(3, ONE), kept(7, SEVEN)])
    monkeypatch.setattr(limits, "POINTS", 1)
    with pytest.raises(Damaged, match="Digit 1 has more than 1 points"):
        from_json(to_json([kept(3, ONE)]))
    with pytest.raises(UserError, match="Digit 1 has more than 1 points: delete it"):
        save(tmp_path / "mine.json", [kept(3, ONE)])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "point", ['["x", "y"]', "[true, 1]", "[null, 1]", "[[1], 2]", "[1e999, 1]", f"[1{'0' * 400}, 1]"]
)
def test_a_point_of_anything_but_two_numbers_is_refused(point):
    with pytest.raises(Damaged, match="Digit 1"):
        from_json(f'{{"format": "inkling-digits-1", "digits": [{{"label": 1, "strokes": [[{point}, [1, 2]]]}}]}}')


def test_a_picture_is_kept_as_its_image_and_versions_that_know_strokes_alone_read_its_ink():
    image = np.zeros((28, 28), np.uint8)
    image[4:24, 13:16] = 200
    one = kept_picture(1, image)
    text = to_json([kept(7, SEVEN), one])
    _seven, again = from_json(text)
    assert np.array_equal(again.image, image)
    assert again.relabelled("2").picture is not None
    found = json.loads(text)
    del found["digits"][1]["image"]
    plain = from_json(json.dumps(found))[1]
    assert plain.picture is None
    assert ((plain.image > 60) & (image > 0)).sum() > 40
    assert merged([one], [one], [again]) == (one,)


@pytest.mark.parametrize("image", [5, "", "####", "AAAA", None])
def test_an_image_that_is_none_is_named(image):
    entry = {"label": 1, "strokes": [[[1, 2]]], "image": image}
    with pytest.raises(Damaged, match="Digit 1 has an image"):
        from_json(json.dumps({"format": "inkling-digits-1", "canvas": 280, "digits": [entry]}))
