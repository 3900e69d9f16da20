"""What stands above the curves of the accuracies: where they have got to, and what they are worth."""

from __future__ import annotations

from engine.numbers import number
from engine.runs.run import Run
from engine.training.config import TrainingConfig
from engine.training.history import OPTIMISTIC, History
from engine.words import _

MEASURED = _("training: mean over the epoch, while it learns · test: after the epoch")
"""Why test is above training at first."""
MEASURED_SHORT = _("training: mean of the epoch · test: after it")
MEASURED_WITH_VALIDATION = _("training: mean over the epoch, while it learns · validation, test: after the epoch")
CHOSEN_ON_TEST = _("* the test images said when to stop: a little too good")
ENDED_BY_TEST = _("* The test images said when it stopped, so that their accuracy is a little too good.")
CHOSEN_ON_VALIDATION = _("The best epoch was chosen on the validation images, so that its test accuracy is fair.")
LEAST_GAP = 1.0  # points between training and test that are worth a word at the end


def heading(run: Run, under_way: bool) -> tuple[str, str]:
    """The title, and what its tooltip adds."""
    history = run.history
    test, best = number(history.test_accuracy[history.count - 1], 1), number(history.test_accuracy[history.best], 1)
    known = {"test": test, "best": best, "epoch": history.best}
    if history.is_validated:
        if under_way:
            words = _("Test accuracy {test} %, at the best validation {best} % (epoch {epoch})")
        else:
            words = _("Final test accuracy {test} %, at the best validation {best} % (epoch {epoch})")
        return words.format(**known), CHOSEN_ON_VALIDATION
    if history.best == 0 and history.count > 1:
        return _never_better(under_way).format(**known), ""
    if under_way:
        return _("Test accuracy {test} %, best {best} %* (epoch {epoch})").format(**known), OPTIMISTIC
    if run.ended_early:
        words = _("Final test accuracy {test} %*, best {best} %* (epoch {epoch})").format(**known)
        return words, "\n".join((ENDED_BY_TEST, OPTIMISTIC))
    return _("Final test accuracy {test} %, best {best} %* (epoch {epoch})").format(**known), OPTIMISTIC


def short_headings(run: Run) -> tuple[str, ...]:
    """The title in fewer words, and in the fewest."""
    history = run.history
    test, best = number(history.test_accuracy[history.count - 1], 1), number(history.test_accuracy[history.best], 1)
    if history.is_validated:
        words = _("Test {test} %, at the best validation {best} %")
    elif history.best == 0 and history.count > 1:
        words = _("Test {test} %, before training {best} %")
    else:
        words = _("Test {test} %, best {best} %*")
    return words.format(test=test, best=best), _("Test {test} %").format(test=test)


def _never_better(under_way: bool) -> str:
    """With places for ``test`` and ``best``."""
    if under_way:
        return _("Test accuracy {test} %, not above the {best} % before training yet")
    return _("Final test accuracy {test} %, never above the {best} % before training")


def caption(run: Run, under_way: bool) -> str:
    """How they are measured; at the end, what the distance of the curves means, and what chose the moment."""
    measured = before(run.config)
    if under_way:
        return measured
    gap = _gap(run.history)
    chosen = CHOSEN_ON_TEST if run.ended_early and run.config.chooses_on_test else ""
    return " · ".join(filter(None, (chosen, gap))) or measured


def before(config: TrainingConfig) -> str:
    return MEASURED_WITH_VALIDATION if config.validation_fraction else MEASURED


def _gap(history: History) -> str:
    epoch = history.count - 1
    gap = history.train_accuracy[epoch] - history.test_accuracy[epoch]
    if epoch == 0 or gap < LEAST_GAP:
        return ""
    return _("training is {gap} points above test: overfitting").format(gap=number(gap, 1))


def reading(history: History, epoch: int) -> str:
    """What the pointer reads at an epoch."""
    train, test = history.train_accuracy[epoch], history.test_accuracy[epoch]
    known = {
        "epoch": epoch, "training": number(train, 1), "test": number(test, 1), "wrong": number(100 - test, 1),
    }  # fmt: skip
    if history.is_validated:
        words = _("epoch {epoch}: training {training} %, validation {validation} %, test {test} % ({wrong} % wrong)")
        return words.format(**known, validation=number(history.validation_accuracy[epoch], 1))
    return _("epoch {epoch}: training {training} %, test {test} % ({wrong} % wrong)").format(**known)
