"""Every kind of save that the program knows: what is there before, how it is saved, and which of both is there now."""

import runpy
import zipfile
from dataclasses import replace
from datetime import datetime
from functools import cache

import numpy as np
import torch

from engine.digits.bundle import bundled
from engine.digits.changes import Changes
from engine.digits.contact_sheet import sheet
from engine.experiments.experiment import Experiment, Factor, open_experiment, save_experiment
from engine.experiments.factors import Plan
from engine.experiments.yardsticks.keeping import Kept, open_yardstick, save_yardstick
from engine.experiments.yardsticks.recipes import Centroid, Neighbours
from engine.experiments.yardsticks.record import Record
from engine.experiments.yardsticks.remembered import change_records, read_records, replaced
from engine.handwriting.my_digits import as_digits, csv, kept, load, npz, save_among_others
from engine.networks.export import export_python, export_state_dict
from engine.networks.files import load_network, save_network
from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.about import About, change_about, write_about
from engine.runs.archive import pack_run, unpack_run
from engine.runs.autosave import RunKeeper
from engine.runs.library import (
    HISTORY,
    RUN,
    delete,
    empty_bin,
    entries,
    make_room,
    new_folder,
    write_history,
    write_run,
)
from engine.runs.provenance import TrainedOn
from engine.runs.replay import KeptEpochs
from engine.runs.replay_file import REPLAY, EpochsKeeper, read_epochs
from engine.runs.run_file import SavedRun, read_run
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.history import History
from engine.training.trainer import train
from gui.widgets.export import write

OLD, NEW = FeedForward(NetworkSpec((3,)), seed=1), FeedForward(NetworkSpec((5,)), seed=2)
DRAWINGS = tuple(kept(digit, [np.array([[140.0, 40.0], [140.0, 240.0]])]) for digit in (1, 7))
SAID = About("a name", "a note", True)


class Kind:
    """``prepare`` makes the old, ``save`` the new: in the folder ``place``; it returns a sentence about what failed, if
    that is not raised. ``state``: "old" or "new"; it raises whatever, if it is neither. ``repeats``: whether the save
    can be made once more when it has succeeded."""

    repeats = True

    @property
    def name(self):
        return type(self).__name__

    def tidy(self, place):
        """After a save in the process itself."""
        empty_bin(place / "runs")


@cache
def saved():
    """A run of one of two epochs."""
    digits, control, history = bundled(), Control(resumable=True), History(2)
    sets = digits.take(np.arange(64)), digits.take(np.arange(64, 80))
    for report in train(NetworkSpec((4,)), TrainingConfig(epochs=2), *sets, control):
        history.append(report)
        if report.epoch == 1:
            control.stop()
    return SavedRun(control.checkpoint(), history, TrainedOn("MNIST", 0.1, 0), "stopped")


def put(place, day=1, about=SAID):
    folder = new_folder(place / "runs", datetime(2020, 1, day))
    write_run(folder, saved())
    write_history(folder, saved().history, 1)
    write_about(folder, about)
    return folder


def run_of(place, day=1):
    return place / "runs" / f"2020-01-{day:02} 00.00.00"


def one_of(found, old, new):
    assert found in (old, new), f"{found} is neither {old} nor {new}"
    return "new" if found == new else "old"


class RunGoesOn(Kind):
    def prepare(self, place):
        put(place)

    def save(self, place):
        point = saved().checkpoint
        epochs = EpochsKeeper(point.spec, KeptEpochs.of(point, 0, {}))
        kept_ = RunKeeper(place / "runs", run_of(place), epochs)
        kept_.offer(replace(saved(), outcome="completed"))
        kept_.close()
        return kept_.problem

    def state(self, place):
        (entry,) = entries(place / "runs")
        assert entry.about == SAID
        found = read_run(entry.folder / RUN)
        if (entry.folder / REPLAY).exists():
            assert sorted(read_epochs(entry.folder / REPLAY, found.checkpoint)) == [0, 1]
        assert np.array_equal(found.history.loss, saved().history.loss, equal_nan=True)
        return one_of(found.outcome, "stopped", "completed")


class NewRun(Kind):
    repeats = False

    def prepare(self, place):
        put(place)

    def save(self, place):
        kept_ = RunKeeper(place / "runs")
        kept_.offer(saved())
        kept_.close()
        return kept_.problem

    def state(self, place):
        found = entries(place / "runs")
        assert [read_run(entry.folder / RUN).outcome for entry in found] == len(found) * ["stopped"]
        assert run_of(place) in [entry.folder for entry in found]
        return one_of(len(found), 1, 2)


class ImportOfARun(NewRun):
    def prepare(self, place):
        pack_run(put(place), place / "run.zip")

    def save(self, place):
        unpack_run(place / "run.zip", place / "runs")

    def state(self, place):
        for entry in entries(place / "runs"):
            assert entry.about == SAID
            assert (entry.folder / HISTORY).exists()
        return super().state(place)


class Note(Kind):
    def prepare(self, place):
        put(place)

    def save(self, place):
        change_about(run_of(place), lambda about: replace(about, note="new"))

    def state(self, place):
        (entry,) = entries(place / "runs")
        return one_of(entry.about, SAID, replace(SAID, note="new"))


class Deletion(Kind):
    repeats = False

    def prepare(self, place):
        for day in (1, 2):
            put(place, day, replace(SAID, starred=False))

    def save(self, place):
        delete(run_of(place))

    def state(self, place):
        found = [entry.folder for entry in entries(place / "runs")]
        assert all(entry.about == replace(SAID, starred=False) for entry in entries(place / "runs"))
        return one_of(found, [run_of(place, 2), run_of(place)], [run_of(place, 2)])


class Room(Deletion):
    def save(self, place):
        make_room(place / "runs", 0)


class Drawings(Kind):
    def prepare(self, place):
        save_among_others(place / "my-digits.json", (), DRAWINGS[:1])

    def save(self, place):
        save_among_others(place / "my-digits.json", tuple(load(place / "my-digits.json")), DRAWINGS)

    def state(self, place):
        return one_of([int(drawing.name) for drawing in load(place / "my-digits.json")], [1], [1, 7])


class Network(Kind):
    def prepare(self, place):
        save_network(place / "network.safetensors", OLD)

    def save(self, place):
        save_network(place / "network.safetensors", NEW, {"a": "b"})

    def state(self, place):
        return one_of(load_network(place / "network.safetensors").spec, OLD.spec, NEW.spec)


class Python(Kind):
    def prepare(self, place):
        export_python(place / "digits.py", OLD)

    def save(self, place):
        export_python(place / "digits.py", NEW)

    def state(self, place):
        sizes = runpy.run_path(str(place / "digits.py"))["load"]().layers[0].out_features
        return one_of(sizes, 3, 5)


class ZippedRun(Kind):
    def prepare(self, place):
        put(place)
        (place / "run.zip").write_bytes(b"old")

    def save(self, place):
        pack_run(run_of(place), place / "run.zip")

    def state(self, place):
        if (place / "run.zip").read_bytes() == b"old":
            return "old"
        with zipfile.ZipFile(place / "run.zip") as file:
            assert file.testzip() is None
        return "new"


class SavedExperiment(Kind):
    @staticmethod
    def experiment(name):
        plan = Plan(NetworkSpec(), TrainingConfig(), 0.1, Changes())
        return Experiment(name, plan, (Factor("optimizer", ("sgd", "adam")),))

    def prepare(self, place):
        save_experiment(place / "experiment.json", self.experiment("old"))

    def save(self, place):
        save_experiment(place / "experiment.json", self.experiment("new"))

    def state(self, place):
        return one_of(open_experiment(place / "experiment.json").name, "old", "new")


class Yardsticks(Kind):
    @staticmethod
    def record(right):
        fitted_to = TrainedOn("MNIST", 0.1, 0, Changes(), "mark")
        return Record(Centroid(), fitted_to, "", True, 900, 100, right, 1.0, 1e-5, 9, True)

    def prepare(self, place):
        change_records(place, lambda _kept: [self.record(80)])

    def save(self, place):
        change_records(place, lambda kept: replaced(kept, [self.record(90)]))

    def state(self, place):
        (found,) = read_records(place)
        return one_of(found.right, 80, 90)


class SavedYardstick(Kind):
    @staticmethod
    def yardstick(neighbours):
        return Kept(Neighbours(neighbours), TrainedOn("digits", 0.1, 0))

    def prepare(self, place):
        save_yardstick(place / "yardstick.json", self.yardstick(1))

    def save(self, place):
        save_yardstick(place / "yardstick.json", self.yardstick(2))

    def state(self, place):
        return {1: "old", 2: "new"}[open_yardstick(place / "yardstick.json").recipe.neighbours]


class Export(Kind):
    """Bytes under a name: ``make`` of the drawings."""

    def __init__(self, name, write_it, contents):
        self._name, self._write, self._contents = name, write_it, contents

    @property
    def name(self):
        return self._name

    def prepare(self, place):
        self._write(place / self._name, 0)

    def save(self, place):
        self._write(place / self._name, 1)

    def state(self, place):
        return one_of((place / self._name).read_bytes(), *(self._contents(which) for which in (0, 1)))


def exported(make):
    """Of the first drawing, or of both."""

    @cache
    def contents(which):
        return make(as_digits(DRAWINGS[: 1 + which]))

    return lambda path, which: write(path, contents(which)), contents


class StateDict(Kind):
    def prepare(self, place):
        export_state_dict(place / "network.pt", OLD)

    def save(self, place):
        export_state_dict(place / "network.pt", NEW)

    def state(self, place):
        return one_of(len(torch.load(place / "network.pt", weights_only=True)["layers.0.bias"]), 3, 5)


KINDS = (
    RunGoesOn(), NewRun(), ImportOfARun(), Note(), Deletion(), Room(), Drawings(), Network(), Python(), StateDict(),
    ZippedRun(), SavedExperiment(), Yardsticks(),
    Export("mine.csv", *exported(csv)),
    Export("mine.npz", *exported(npz)),
    Export("mine.png", *exported(lambda digits: sheet(digits.images, [str(label) for label in digits.labels]))),
)  # fmt: skip
