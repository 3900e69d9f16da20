"""Samples of the long runs in tests/abuse, each in a process of its own: killed trainings, failing disks, a monkey, and
endurance."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ABUSE = Path(__file__).resolve().parent / "abuse"


def run(script, *arguments):
    """What it has printed; its own words fail the test."""
    command = [sys.executable, str(ABUSE / script), *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_a_training_that_is_killed_time_and_again_draws_the_whole_curve():
    assert "5 kills" in run("kills.py", 5, 2, 60, 1.5)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are forked, and files limited in size")
def test_a_disk_that_fails_or_a_death_at_any_step_of_a_save_leaves_the_old_or_the_new_and_writers_lose_nothing():
    said = run("faults.py", 3, 30, 15)
    assert "45 faults" in said
    assert "4 writers, 30 rounds each: nothing is lost" in said


def test_a_monkey_at_the_window_breaks_nothing(request):
    steps = request.config.getoption("--monkey")
    assert f"{steps:,} steps" in run("monkey.py", f"--steps={steps}", "--seed=1")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the memory is read as Linux tells it")
def test_nothing_grows_while_it_trains_and_every_page_is_visited():
    assert "60 epochs" in run("endurance.py", 60, 9_000)
