"""What the tests of the Compare page's parts do by hand."""

import multiprocessing
from dataclasses import replace

import numpy as np

from engine.digits.changes import Changes
from engine.experiments.factors import Plan
from engine.experiments.run import FINISHED, Run
from engine.experiments.states import WAITING
from engine.experiments.yardsticks.measuring import Measurement
from engine.experiments.yardsticks.recipes import Centroid
from engine.experiments.yardsticks.record import Record
from engine.networks.network import NetworkSpec
from engine.runs.provenance import TrainedOn
from engine.training.config import TrainingConfig
from engine.training.history import EpochReport


def workers():
    return [child for child in multiprocessing.active_children() if child.name == "inkling-run"]


def choose(menu, *words):
    """Open a menu, and of it and its menus what begins with ``words``."""
    menu.aboutToShow.emit()
    for word in words[:-1]:
        menu = next(action for action in menu.actions() if action.text().startswith(word)).menu()
    next(action for action in menu.actions() if action.text().startswith(words[-1])).trigger()


def measured_workers():
    """Processes that measure yardsticks."""
    return [child for child in multiprocessing.active_children() if child.name != "inkling-run"]


def record(recipe=None, right=190, seed=0, mark="mark", **others):
    """Figures of a yardstick."""
    fitted_to = TrainedOn("MNIST 20,000", 0.1, seed, Changes(), mark)
    made = Record(recipe or Centroid(), fitted_to, "", True, 1_800, 200, right, 0.5, 1e-4, 62_720, True)
    return replace(made, **others)


def measurement(recipe=None, seed=0, state=WAITING, reason=""):
    """One that has no figures."""
    made = Measurement(recipe or Centroid(), seed, 1.0)
    made.state, made.reason = state, reason
    return made


def raced(accuracy, seed=0, plan=None):
    """A run of an experiment that has finished, of 200 test images."""
    made = Run(0, seed, plan or Plan(NetworkSpec((4,)), TrainingConfig(epochs=1)))
    for epoch in range(2):
        made.history.append(EpochReport(epoch, 2.0, np.empty(0), accuracy, accuracy, 1.0))
    right = round(2 * accuracy)
    made.confusion = np.diag([right, *[0] * 9])
    made.confusion[0, 1] = 200 - right
    made.flat = np.zeros(made.plan.spec.parameters, np.float32)
    made.state = FINISHED
    return made
