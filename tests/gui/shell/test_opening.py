"""A file that the window is given is opened for what it is."""

from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan
from engine.experiments.raced import Raced
from engine.experiments.results import save_results
from engine.experiments.run import CANCELLED, Run
from engine.networks.files import save_network
from engine.networks.network import FeedForward, NetworkSpec


def test_a_file_that_it_is_started_with_is_opened_for_what_it_is(window, wait, tmp_path):
    digits, network = window.session.data.digits, FeedForward(NetworkSpec((6,)), 1)
    save_network(tmp_path / "six.safetensors", network)
    window.open_at_start(tmp_path / "six.safetensors")
    window.session.at_start.ended.emit()
    wait(lambda: window.session.networks.network().spec.hidden == (6,))

    asked = Experiment("mine", Plan(), (Factor("optimizer", ("sgd",)),))
    raced = Raced(asked, [Run(0, 0, asked.plan(0, 0))], digits.name, len(digits))
    raced.runs[0].state = CANCELLED
    save_results(tmp_path / "mine.inkling-experiment", raced)
    window.open_at_start(tmp_path / "mine.inkling-experiment")
    window.session.at_start.ended.emit()
    wait(lambda: window.compare_page.controller.race is not None)
    assert window.pages.currentWidget() is window.compare_page
    assert window.compare_page.controller.race.experiment == asked
