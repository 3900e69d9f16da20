"""Race candidates against each other, as the Compare page does: the same experiment gives the same numbers.

  inkling race
  inkling race "Optimisers by learning rate" --seeds 3
  inkling race experiment.json --workers 2 --json
  inkling race experiment.json --cluster tcp://192.168.0.10:8786

The experiment is a file that was saved on the Compare page, or one of the lesson's by the beginning of its name;
without one, those are listed. Curves, networks and results of all runs are kept in one file, which the Compare page
opens.
Ctrl+C ends what runs, and keeps what has finished.
"""

from __future__ import annotations

import argparse
import re
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from tqdm import tqdm

from commands.frame import put, say, tell
from commands.sets import HELP, digits_of
from engine.digits.readers import Loaded
from engine.errors import UserError
from engine.experiments.conclusion import conclusion
from engine.experiments.experiment import Experiment, open_experiment
from engine.experiments.factors import Plan
from engine.experiments.place import Place
from engine.experiments.presets import PRESETS
from engine.experiments.race import Race
from engine.experiments.results import ENDING, save_results
from engine.experiments.run import FAILED, FINISHED, Run
from engine.experiments.statistics import best, final, summary
from engine.files import free_path
from engine.numbers import number, whole
from engine.user_folder import EXPERIMENTS, user_folder
from engine.words import _, ngettext

LOOK = 0.05  # seconds between two looks at a race
USUAL = "mnist-20k"
NAMED = 40  # characters of an experiment's name in that of its file


def fill(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "experiment", nargs="?", metavar="EXPERIMENT", help=_("a saved experiment, or one of the lesson's by its name")
    )
    parser.add_argument("--seeds", type=int, metavar="N", help=_("run each candidate with so many seeds"))
    parser.add_argument("--epochs", type=int, metavar="N", help=_("how often each network sees each image"))
    parser.add_argument("--digits", metavar="DIGITS", default=USUAL, help=f"{HELP} ({USUAL})")
    parser.add_argument("--scale", action="store_true", help=_("scale images of another size to 28 x 28"))
    parser.add_argument("--workers", type=int, metavar="N", help=_("so many runs at once; as many as there are cores"))
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help=_("run on a Dask cluster, at the address of its scheduler (docs/cluster.md)"),
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help=_("keep the results in this file, not in the window's folder")
    )
    parser.add_argument("--json", action="store_true", help=_("a record of JSON for each run, and one at the end"))


def work(arguments: argparse.Namespace) -> None:
    if arguments.experiment is None:
        say("\n".join(preset.name for preset in PRESETS))
        return
    experiment = experiment_of(arguments)
    place = _place(arguments)
    loaded = digits_of(arguments.digits, arguments.scale)
    if loaded.note:
        tell(loaded.note)
    race = race_of(experiment, loaded, place, arguments.workers)
    out = arguments.out or _place_for(race)
    _carry_out(race, out, arguments.json)
    save_results(out, race)
    put(_result(race, out)) if arguments.json else say(_in_words(race, out))
    if race.message:
        raise UserError(race.message)


# What is raced


def experiment_of(arguments: argparse.Namespace) -> Experiment:
    """Raises UserError, also if there is none of that name."""
    experiment = _named(arguments.experiment)
    if arguments.epochs is not None:
        config = replace(experiment.base.config, epochs=arguments.epochs)
        experiment = replace(experiment, base=replace(experiment.base, config=config))
    if arguments.seeds is not None and arguments.seeds != len(experiment.seeds):
        first = min(experiment.seeds)
        experiment = replace(experiment, seeds=tuple(range(first, first + max(0, arguments.seeds))))
    return experiment


def _named(name: str) -> Experiment:
    if Path(name).exists():
        return open_experiment(Path(name))
    fitting = [preset for preset in PRESETS if preset.name.casefold().startswith(name.casefold())]
    same = [preset for preset in fitting if preset.name.casefold() == name.casefold()] or fitting
    if len(same) == 1:
        return same[0].experiment(Plan())
    if not same:
        raise UserError(
            _("There is no file “{name}”, and no comparison of that name. There are: {names}.").format(
                name=name[:80], names="; ".join(preset.name for preset in PRESETS)
            )
        )
    raise UserError(
        _("Several comparisons begin with “{name}”: {names}.").format(
            name=name[:80], names="; ".join(preset.name for preset in same)
        )
    )


def _place(arguments: argparse.Namespace) -> Place | None:
    if arguments.workers is not None and arguments.workers < 1:
        raise UserError(_("--workers: use 1 or more."), "workers")
    if arguments.cluster is None:
        return None
    from engine.experiments.cluster import Cluster

    return Cluster(arguments.cluster)


def race_of(experiment: Experiment, loaded: Loaded, place: Place | None, workers: int | None) -> Race:
    """Raises UserError if it asks for more classes than the digits have."""
    return Race(experiment, loaded.digits, loaded.test_digits, workers, place)


def _place_for(race: Race) -> Path:
    """A new file in the folder that the window looks into first. Raises UserError."""
    folder = user_folder() / EXPERIMENTS
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            _("{path} could not be written: {reason}.").format(path=folder, reason=error.strerror or error)
        ) from error
    name = re.sub(r"\W+", "-", race.experiment.name).strip("-")[:NAMED] or "experiment"
    return free_path(folder / f"{name}.{ENDING}")


# While it runs


def _carry_out(race: Race, out: Path, as_json: bool) -> None:
    """Race, and tell of each run as it ends; Ctrl+C ends it, keeps what has finished, and is passed on."""
    race.start()
    try:
        for run in _as_they_end(race, as_json):
            if as_json:
                put(record(race, run))
    except KeyboardInterrupt:
        race.cancel()
        race.wait()
        if any(run.state == FINISHED for run in race.runs):
            save_results(out, race)
            tell(_("Stopped. What had finished is kept in {file}.").format(file=out))
        else:
            tell(_("Stopped before a run had finished."))
        raise


def _as_they_end(race: Race, as_json: bool) -> Iterator[Run]:
    """Each run as it ends, with a bar of how far all are where a person looks on."""
    told: set[Run] = set()
    pause, going, note = threading.Event(), True, ""
    with tqdm(total=len(race.runs), unit="run", disable=as_json or not sys.stderr.isatty(), leave=False) as bar:
        while going:
            pause.wait(LOOK)
            going = not race.over  # asked before looking, so that nothing after it is missed
            if race.note != note:
                note = race.note
                tell(note)
            for run in race.runs:
                if run.ended and run not in told:
                    told.add(run)
                    yield run
            bar.update(round(len(race.runs) * race.share(), 2) - bar.n)


# What is told


def record(race: Race, run: Run) -> dict[str, Any]:
    """Accuracies are in percent; what a run that did not finish does not have is null."""
    done = run.state == FINISHED
    return {
        "candidate": race.experiment.candidates[run.candidate].label, "seed": run.seed, "state": run.state,
        "reason": run.reason, "epochs": max(0, run.history.count - 1),
        "test_accuracy": final(run) if done else None, "best_test_accuracy": best(run) if done else None,
        "loss": float(run.history.loss[run.history.count - 1]) if done else None, "seconds": run.seconds,
    }  # fmt: skip


def _result(race: Race, out: Path) -> dict[str, Any]:
    states = [run.state for run in race.runs]
    return {
        "experiment": race.experiment.name, "runs": len(states), "finished": states.count(FINISHED),
        "failed": states.count(FAILED), "seconds": race.seconds, "workers": race.workers,
        "conclusion": conclusion(race.experiment, race.runs, race.own_test), "file": str(out),
    }  # fmt: skip


def _in_words(race: Race, out: Path) -> str:
    lines = [_line(race, index, candidate.label) for index, candidate in enumerate(race.experiment.candidates)]
    kept = _("Kept in {file}: Compare > Open… in the window opens it.").format(file=out)
    return "\n".join((*lines, *conclusion(race.experiment, race.runs, race.own_test), kept))


def _line(race: Race, index: int, label: str) -> str:
    runs = [run for run in race.runs if run.candidate == index]
    found = summary(runs)
    if not found.finished:
        reason = next((run.reason for run in runs if run.reason), runs[0].state)
        return _("{label}: no run has finished ({reason})").format(label=label, reason=reason.rstrip("."))
    sentence = ngettext(
        "{label}: {percent} % of the test images are right, by {count} run",
        "{label}: {percent} % of the test images are right, on average over {count} runs",
        found.finished,
    )
    return sentence.format(label=label, percent=number(found.final, 2), count=whole(found.finished))
