"""The notebook is valid, and its cells are the program."""

import json

import nbformat
import pytest

from engine.code.notebook import notebook
from engine.code.program import program
from engine.code.recipe import Style
from engine.digits.changes import Change, Changes
from engine.experiments.factors import Plan

PLANS = {"the lesson": Plan(), "changes": Plan(changes=Changes((Change("shifted", 2), Change("inverted"))))}


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
@pytest.mark.parametrize("style", [Style(), Style(comments=False, repeats=False)], ids=["whole", "short"])
def test_it_is_valid_and_its_code_is_that_of_the_program(plan, style):
    one = program(plan, style=style)
    read = nbformat.reads(notebook(one), as_version=nbformat.NO_CONVERT)
    nbformat.validate(read)
    assert (read.nbformat, read.nbformat_minor) == (4, 5)
    code = [cell.source.split("\n") for cell in read.cells if cell.cell_type == "code"]
    assert code == [[line.text for line in part.lines[1:]] for part in one.parts]


def test_each_part_has_a_heading_and_words_before_its_code():
    title, *cells = json.loads(notebook(program(Plan())))["cells"]
    assert title["source"].startswith("# ")
    assert "784-64-32-32-10" in title["source"]
    assert [cell["cell_type"] for cell in cells] == ["markdown", "code"] * (len(cells) // 2)
    assert all(cell["source"].startswith("## ") for cell in cells[::2])
