"""What is said above the plots and below the table: of nothing yet, of failures before all reasons, and at the end."""

from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan
from engine.experiments.raced import Raced
from engine.experiments.run import FAILED
from gui.compare.result_words import NO_RESULT, NOTHING_YET, WAIT, empty_words, ended_words, reasons, result_words
from tests.gui.compare.tools import raced

EXPERIMENT = Experiment("mine", Plan(), (Factor("output", ("log_softmax", "softmax")),), (0, 1))


def race(*accuracies):
    """Of two candidates by turns; a run that has failed for None."""
    runs = [raced(90.0 if a is None else a, seed=index // 2) for index, a in enumerate(accuracies)]
    for index, (run, accuracy) in enumerate(zip(runs, accuracies, strict=True)):
        run.candidate = index % 2
        if accuracy is None:
            run.state, run.reason = FAILED, f"it diverged, {index}"
    return Raced(EXPERIMENT, runs, "MNIST", 2_000)


def test_before_anything_it_says_what_to_do():
    words = {empty_words(measures, measuring) for measures in (False, True) for measuring in (False, True)}
    assert len(words) == 3
    assert empty_words(False, False) == NOTHING_YET


def test_a_result_is_awaited_while_it_runs_and_given_up_at_the_end():
    only_one = race(96.0, None)
    assert result_words(only_one, running=True)[0] == WAIT
    assert result_words(only_one, running=False)[0] == NO_RESULT


def test_failures_come_first_and_are_counted():
    told = result_words(race(96.0, None, 96.5, None), running=False)
    assert told == (NO_RESULT, "2 runs failed, and the rest went on. The first: it diverged, 1")
    head, rest = result_words(race(96.0, None, 96.5, 95.0), running=False)
    assert "is ahead of" in head
    assert rest.startswith("One run failed")
    assert "failed" not in result_words(race(96.0, 95.0, 96.5, 95.5), running=False)[1]
    none = result_words(race(None, None), running=False)[1]
    assert none == "No run could be finished. The first failed so: it diverged, 0", "there is no rest that went on"


def test_reasons_are_a_line_for_each_run_that_has_one():
    assert reasons(race(96.0, None, None, 95.0).runs) == "Seed 0: it diverged, 1\nSeed 1: it diverged, 2"


def test_the_end_is_told_with_what_is_finished():
    assert ended_words(race(96.0, None)) == "The experiment has ended: 1 run is finished."
    assert ended_words(race(96.0, 95.0, None, 97.0)) == "The experiment has ended: 3 runs are finished."
