"""Write the plain PyTorch program that does what the form says, and repeats its run to rounding: a Python file or a
notebook, with the images beside it. It needs torch, numpy, scikit-learn and matplotlib, and nothing of Inkling.

  inkling code --out lesson.py
  inkling code --optimizer adam --learning-rate 0.001 --epochs 8 --out adam.ipynb

The options of a training are those of `inkling train`. With --experiment it is the program of an experiment that was
saved on the Compare page: the loop over its candidates and seeds, with the table.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from commands.frame import say, tell
from commands.sets import digits_of
from commands.settings import add_settings, settings_of, wanted
from engine.code.experiment_program import experiment_program
from engine.code.program import program
from engine.code.recipe import BESIDE, COLAB, CROSS_ENTROPY, NLL, SOURCES, Source, Style, beside, colab, own_file
from engine.code.saving import save_program
from engine.digits.readers import Loaded
from engine.experiments.experiment import open_experiment
from engine.experiments.factors import Plan
from engine.words import _


def fill(parser: argparse.ArgumentParser) -> None:
    add_settings(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=_("a name that ends in .py or .ipynb"))
    parser.add_argument("--force", action="store_true", help=_("also in the place of a file that is there"))
    parser.add_argument(
        "--loss", choices=(NLL, CROSS_ENTROPY), default=NLL,
        help=_("log_softmax with NLLLoss, or raw sums with CrossEntropyLoss, which is the same (nll)"),
    )  # fmt: skip
    parser.add_argument("--short", action="store_true", help=_("without the comments that say why"))
    parser.add_argument(
        "--ordinary", action="store_true", help=_("PyTorch's own random numbers, by torch.manual_seed: another run")
    )
    parser.add_argument(
        "--source", choices=SOURCES, default=BESIDE,
        help=_("what it reads: images written beside it, Colab's CSV file, or the file of --digits itself (images)"),
    )  # fmt: skip

    parser.add_argument("--experiment", type=Path, metavar="FILE", help=_("a saved experiment, in place of a training"))


def work(arguments: argparse.Namespace) -> None:
    settings = settings_of(arguments)
    spec, config, test_fraction = wanted(settings)
    experiment = open_experiment(arguments.experiment) if arguments.experiment else None
    source, loaded = _source(arguments, settings["digits"])
    style = Style(arguments.loss, not arguments.short, not arguments.ordinary)
    if experiment:
        fitting = experiment.fitting(loaded.digits) if loaded else experiment
        written = experiment_program(fitting, source, style)
    else:
        fitting_spec = spec.fitting(loaded.digits) if loaded else spec
        written = program(Plan(fitting_spec, config, test_fraction), source, style)
    path, *others = save_program(arguments.out, written, loaded if source.kind == BESIDE else None, arguments.force)
    say(str(path))
    for other in others:
        tell(_("It needs {name}, which is beside it.").format(name=other.name))


def _source(arguments: argparse.Namespace, digits: str) -> tuple[Source, Loaded | None]:
    """What the program reads, and what is in it if that is known here."""
    if arguments.source == COLAB:
        return colab(), None
    loaded = digits_of(digits, arguments.scale)
    if loaded.note:
        tell(loaded.note)
    return (beside(loaded), loaded) if arguments.source == BESIDE else (own_file(Path(digits), loaded.digits), loaded)
