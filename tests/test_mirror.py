"""The tests stand as what they test stands: tests/engine/digits/test_changes.py tests engine/digits/changes.py."""

import ast
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent

ELSEWHERE = {
    "engine/arrays.py": "names for types, which mypy checks",
    "engine/experiments/kinds.py": "tests/engine/experiments/test_writing.py",
    "engine/handwriting/kept.py": "tests/engine/handwriting/test_my_digits.py",
    "engine/experiments/place.py": "tests/engine/experiments/test_local.py",
    "engine/experiments/states.py": "tests/engine/experiments/test_run.py",
    "engine/limits.py": "tests/engine/test_reading.py",
    "engine/version.py": "tests/test_main.py",
    "gui/canvas/canvas_paint.py": "tests/gui/canvas/test_canvas.py",
    "gui/canvas/canvas_pen.py": "tests/gui/canvas/test_canvas.py",
    "gui/canvas/ink_image.py": "tests/gui/canvas/test_canvas.py",
    "gui/data/one_digit_controller.py": "tests/gui/data/test_one_digit_panel.py",
    "gui/data/set_chooser.py": "tests/gui/data/test_page.py",
    "gui/draw/draw_actions.py": "tests/gui/draw/test_page.py",
    "gui/draw/hand_test_panel.py": "tests/gui/draw/test_hand_test_controller.py",
    "gui/draw/verdict_lines.py": "tests/gui/draw/test_page.py",
    "gui/lesson/beside.py": "tests/gui/lesson/test_controller.py",
    "gui/lesson/doings.py": "tests/gui/lesson/test_controller.py",
    "gui/lesson/figures/figure.py": "tests/gui/lesson/figures/test_shelf.py",
    **{
        f"gui/lesson/figures/{name}.py": "tests/gui/lesson/figures/test_shelf.py"
        for name in (
            "batches",
            "blocks",
            "covered_labels",
            "expected_curve",
            "float32",
            "hardest",
            "layer_sums",
            "milestones",
            "misnomer",
            "parameters",
            "penalties",
        )
    },
    **{
        f"gui/lesson/{name}.py": "tests/gui/lesson/test_controller.py"
        for name in ("hint", "keeping", "lighting", "showing", "visit")
    },
    "gui/lesson/lesson_room.py": "tests/gui/lesson/test_controller.py",
    "gui/lesson/needs.py": "tests/gui/lesson/test_controller.py",
    "gui/lesson/signs.py": "tests/gui/lesson/test_controller.py",
    "gui/lesson/step_view.py": "tests/gui/lesson/test_controller.py",
    "gui/lesson/strip.py": "tests/gui/lesson/test_controller.py",
    "gui/lesson/word_picture.py": "tests/gui/lesson/test_words_window.py",
    "gui/inspect/judged_choice.py": "tests/gui/inspect/test_page.py",
    "gui/inspect/map_overlay.py": "tests/gui/inspect/test_point_map.py",
    "gui/inspect/map_side.py": "tests/gui/inspect/test_map_panel.py",
    "gui/inspect/map_table.py": "tests/gui/inspect/test_map_panel.py",
    "gui/inspect/nothing_yet.py": "tests/gui/inspect/test_page.py",
    "gui/inspect/page_words.py": "tests/gui/inspect/test_controller.py",
    "gui/inspect/points_picture.py": "tests/gui/inspect/test_point_map.py",
    "gui/inspect/reliability_diagram.py": "tests/gui/inspect/test_reliability_panel.py",
    "gui/inspect/reliability_words.py": "tests/gui/inspect/test_reliability_panel.py",
    "gui/look/palettes.py": "tests/gui/look/test_theme.py",
    "gui/look/style_sheet.py": "tests/gui/look/test_theme.py",
    "gui/look/words.py": "tests/gui/runs/test_window.py",
    "gui/runs/unfinished_offer.py": "tests/gui/runs/test_window.py",
    "gui/shell/ahead.py": "tests/gui/shell/test_late_pages.py",
    "gui/shell/application.py": "tests/gui/shell/test_splash.py",
    "gui/shell/rail_button.py": "tests/gui/look/test_icons.py",
    "gui/shell/self_test.py": "tests/test_main.py",
    "gui/shell/windows_beside.py": "tests/gui/shell/test_window_state.py",
    "gui/softmax/steps.py": "tests/gui/softmax/test_window.py",
    "gui/train/by_hand/card.py": "tests/gui/train/by_hand/test_view.py",
    "gui/train/by_hand/norms_table.py": "tests/gui/train/by_hand/test_view.py",
    "gui/train/diagram/flow_choices.py": "tests/gui/train/diagram/test_diagram_panel.py",
    "gui/train/diagram/flow_painting.py": "tests/gui/train/diagram/test_flow_view.py",
    "gui/train/diagram/network_painting.py": "tests/gui/train/diagram/test_network_diagram.py",
    "gui/widgets/empty_words.py": "tests/gui/widgets/test_heatmap.py",
    "gui/widgets/keys.py": "tests/gui/widgets/test_heatmap.py",
    "gui/widgets/parts.py": "tests/gui/widgets/test_late_page.py",
    "gui/widgets/page.py": "tests/gui/shell/test_menus.py",
    "gui/widgets/page_header.py": "tests/gui/shell/test_keyboard.py",
    "gui/work/messages.py": "tests/gui/shell/test_status_bar.py",
}
"""Modules without a test file of their own, and what covers each."""

OF_SEVERAL = {
    "gui/shell/test_bad_input.py": "whatever a hand does on the canvas",
    "gui/shell/test_every_size.py": "every page in six sizes of the window, three of the text, two scales",
    "gui/shell/test_explained_fields.py": "what is said of every field of every page",
    "gui/shell/test_files_of_0_1_0.py": "files of the first version, of every kind",
    "gui/shell/test_heard.py": "what a screen reader finds in the window",
    "gui/shell/test_keyboard.py": "the Tab key on every page",
    "gui/shell/test_names_of_all_scripts.py": "names in Korean, Japanese and Arabic, wherever they are shown",
    "gui/shell/test_nothing_jumps.py": "what stays where it is while something is said, begun or brought to the front",
    "gui/shell/test_names_are_plain.py": "names that look like HTML, wherever they are shown",
    "gui/shell/test_leaks.py": "what is left behind by opening things",
}
"""Tests that are about no module, and what each is about. Parts of one are named after it: test_trainer_augmented."""


def modules():
    for top in ("commands", "engine", "gui"):
        yield from (path for path in (ROOT / top).rglob("*.py") if path.name != "__init__.py")


def name(path):
    return path.relative_to(ROOT).as_posix()


def own_test(path):
    return TESTS / path.relative_to(ROOT).parent / f"test_{path.name}"


def test_every_module_has_its_tests_or_stands_in_the_list():
    alone = {name(path) for path in modules() if not own_test(path).exists()}
    assert alone == set(ELSEWHERE)


@cache
def imported(path):
    """Our modules that a file imports, or of which it takes something."""
    names = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    found = [ROOT / Path(*full.split(".")).with_suffix(".py") for full in names]
    return [file for file in found if file.exists()]


def reached(path, seen):
    """Our modules that a file imports, and those that they import."""
    for found in imported(path):
        if found not in seen:
            seen.add(found)
            reached(found, seen)
    return seen


@pytest.mark.parametrize("module", [module for module, by in ELSEWHERE.items() if by.startswith("tests/")])
def test_what_is_said_to_cover_a_module_uses_it(module):
    test = ROOT / ELSEWHERE[module]
    shared = [folder / "conftest.py" for folder in test.parents if (folder / "conftest.py").exists()]
    if test.name == "test_main.py":
        shared.append(ROOT / "main.py")
    assert ROOT / module in set().union(*(reached(path, set()) for path in (test, *shared)))


def is_of_a_module(path):
    """Whether it is named after a module, after one and what of it, or after its folder."""
    folder, words = ROOT / path.relative_to(TESTS).parent, path.stem.removeprefix("test_").split("_")
    stems = {"_".join(words[:count]) for count in range(1, len(words) + 1)}
    return folder.name in stems or any((folder / f"{stem}.py").exists() for stem in stems)


def test_every_test_file_is_that_of_a_module_or_stands_in_the_list():
    paths = [path for top in ("commands", "engine", "gui") for path in (TESTS / top).rglob("test_*.py")]
    assert {path.relative_to(TESTS).as_posix() for path in paths if not is_of_a_module(path)} == set(OF_SEVERAL)
