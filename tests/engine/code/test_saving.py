"""What is saved runs on its own, is clean, and takes no other file's place."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest

from engine.code import helper
from engine.code.program import program
from engine.code.recipe import CROSS_ENTROPY, Style, beside, colab, own_file
from engine.code.saving import save_program
from engine.digits.changes import CHANGE_KINDS, Change, Changes
from engine.digits.readers import Loaded
from engine.errors import UserError
from engine.experiments.factors import Plan

ROOT = Path(__file__).resolve().parents[3]
ALL_CHANGES = Changes(
    tuple(Change(kind, {"left_out": (1,), "few": 9, "shifted": 2}.get(kind, 0)) for kind in CHANGE_KINDS)
)


def test_it_runs_as_a_file_of_its_own(start, save, make_plan, engines, few_digits, tmp_path):
    plan = make_plan(epochs=1)
    out = start(save(tmp_path / "mine.py", plan, few_digits), folder=tmp_path)
    assert f"epoch 1: loss {engines(plan, few_digits)[0].loss:.4f}, " in out


def test_ruff_finds_nothing_in_it_and_would_write_it_the_same(save, make_plan, few_digits, assert_clean, tmp_path):
    for number, settings in enumerate((
        {}, {"output": "softmax", "dropout": 0.1, "schedule": "cosine"}, {"hidden": (), "activation": "identity"},
        {"augmentation": "both", "changes": ALL_CHANGES, "input_range": (-1.0, 1.0)}, {"changes": ALL_CHANGES},
    )):  # fmt: skip
        losses = ("nll",) if settings.get("output") == "softmax" else ("nll", "cross_entropy")
        for style in (Style(loss, comments, repeats) for loss in losses for comments in (0, 1) for repeats in (0, 1)):
            name = f"{number}-{style.loss}-{style.comments}-{style.repeats}"
            save(tmp_path / name / "program.py", make_plan(**settings), few_digits, style=style)
    save(tmp_path / "own" / "program.py", make_plan(), few_digits, few_digits)
    first = [few_digits.labels[0], *few_digits.images[0].ravel()]
    (tmp_path / f"{'x y ' * 13}.csv").write_text("\t".join(map(str, first)))
    save_program(tmp_path / "long.py", program(Plan(), own_file(tmp_path / f"{'x y ' * 13}.csv", few_digits)))
    long = dataclasses.replace(few_digits, name="\0'" * 200, origin="somewhere")
    save(tmp_path / "long" / "program.py", Plan(), long)
    save_program(tmp_path / "colab.py", program(Plan(), colab()))
    assert_clean(tmp_path)


def test_it_knows_no_path_of_this_computer_and_nothing_of_inkling(save, make_plan, few_digits, tmp_path):
    mine = dataclasses.replace(few_digits, name="mine.csv", origin=str(tmp_path / "mine.csv"))
    for name in ("a.py", "a.ipynb"):
        text = save(tmp_path / name, make_plan(augmentation="both"), mine).read_text("utf-8")
        assert str(tmp_path) not in text
        assert str(ROOT) not in text
        assert "engine" not in text


def test_the_images_stand_beside_it_and_are_shared_where_they_are_the_same(save, few_digits, some_digits, tmp_path):
    save(tmp_path / "a.py", Plan(), few_digits)
    save(tmp_path / "b.ipynb", Plan(), few_digits)
    other = save(tmp_path / "c.py", Plan(), some_digits)  # another set of the same name
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a.py", "b.ipynb", "c.py", "mnist-20k-2.npz", "mnist-20k.npz",
    ]  # fmt: skip
    assert 'np.load("mnist-20k-2.npz")' in other.read_text()
    with np.load(tmp_path / "mnist-20k.npz") as file:
        assert np.array_equal(file["images"], few_digits.images)
        assert np.array_equal(file["labels"], few_digits.labels)


def test_a_file_of_its_name_is_replaced_only_if_that_was_said(few_digits, tmp_path):
    images = Loaded(few_digits)
    one, path = program(Plan(), beside(images)), tmp_path / "a.py"
    path.write_text("mine")
    with pytest.raises(UserError, match="already"):
        save_program(path, one, images, replacing=False)
    assert [file.name for file in tmp_path.iterdir()] == ["a.py"]
    assert path.read_text() == "mine"
    assert save_program(path, one, images) == [path, tmp_path / "mnist-20k.npz"]
    assert path.read_text() == one.text


def test_the_users_own_file_of_the_helpers_name_stays(save, make_plan, few_digits, tmp_path):
    (tmp_path / helper.NAME).write_text("mine")
    with pytest.raises(UserError, match="choose another folder"):
        save(tmp_path / "a.py", make_plan(augmentation="both"), few_digits)
    assert [file.name for file in tmp_path.iterdir()] == [helper.NAME]


@pytest.mark.parametrize("name", ["a", "a.txt", "a.PY", "torch.py", "random.py", "augmentation.py", ".py"])
def test_a_name_that_python_would_trip_over_is_refused(few_digits, tmp_path, name):
    with pytest.raises(UserError):
        save_program(tmp_path / name, program(Plan()), Loaded(few_digits))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["'); print('gone", "\"\n')\nprint('gone')\n", "</script>\\", "\udc80@SEED@  #: seed"])
def test_a_sets_name_is_told_and_never_done(start, save, make_plan, few_digits, tmp_path, name):
    mine = dataclasses.replace(few_digits, name=name, origin="mine")
    path = save(tmp_path / "a.ipynb", make_plan(), mine)
    (code,) = [cell["source"] for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["id"] == "images-code"]
    said = []
    with np.load(next(tmp_path.glob("*.npz"))) as file:
        exec(code.split("\n")[-1], {"print": lambda *words: said.append(words[0]), **file})
    assert len(said) == 1


def test_where_nothing_can_be_written_it_is_said(few_digits, tmp_path):
    with pytest.raises(UserError, match="could not be written"):
        save_program(tmp_path / "nowhere" / "a.py", program(Plan(), style=Style(CROSS_ENTROPY)), Loaded(few_digits))
