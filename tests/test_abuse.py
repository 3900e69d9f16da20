"""Samples of the long runs in tests/abuse, each in a process of its own: killed trainings, failing disks, a monkey, and
endurance."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ABUSE = Path(__file__).resolve().parent / "abuse"
FUZZ = runpy.run_path(str(ABUSE / "fuzz.py"))
LESSONS = runpy.run_path(str(ABUSE / "lessons.py"))


def run(script, *arguments):
    """What it has printed; its own words fail the test."""
    command = [sys.executable, str(ABUSE / script), *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_a_training_that_is_killed_time_and_again_draws_the_whole_curve():
    assert "5 kills" in run("kills.py", 5, 2, 30, 0.75)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are forked, and files limited in size")
def test_a_disk_that_fails_or_a_death_at_any_step_of_a_save_leaves_the_old_or_the_new_and_writers_lose_nothing():
    said = run("faults.py", 3, 30, 15)
    assert "48 faults" in said
    assert "4 writers, 30 rounds each: nothing is lost" in said


def test_a_monkey_at_the_window_breaks_nothing(request, tmp_path):
    """Whatever is printed is a complaint; what was done until then is in steps.txt."""
    steps = request.config.getoption("--monkey")
    assert run("monkey.py", f"--steps={steps}", "--seed=1", f"--folder={tmp_path}") == ""
    last, _, _words = (tmp_path / "steps.txt").read_text("utf-8").splitlines()[-1].partition(":")
    assert int(last) > 0.9 * steps


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the memory is read as Linux tells it")
def test_nothing_grows_while_it_trains_and_every_page_is_visited():
    assert "60 epochs" in run("endurance.py", 60, 5_000)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the memory of a process is limited as Linux does it")
def test_files_that_are_made_to_do_harm_are_refused_or_opened_within_bounds():
    said = run("hostile.py", "pipe,socket,loop,PostScript,SVG,TIFF,scans,deep,lies,999,folders for,letters")
    assert ", 0 failures" in said


@pytest.mark.skipif(os.name != "posix", reason="there are no such signals")
def test_the_window_ends_in_time_in_every_state():
    states = "starting,error box,file dialog,hanging reading,locked drawings,locked note,importing,race,form looked at"
    assert "9 ends" in run("ends.py", 1, states)


@pytest.mark.parametrize("kind", FUZZ["FORMATS"])
def test_files_that_are_nearly_right_are_opened_and_sound_or_refused_in_a_sentence(kind, tmp_path):
    assert FUZZ["replay"](kind, tmp_path) > 5
    FUZZ["fuzz"](kind, tmp_path, 60, 1)


def test_damaged_lessons_are_refused_with_a_sentence_or_read():
    counts, problems = LESSONS["run"](80, 21)
    assert not problems
    assert counts["refused"] > 40
