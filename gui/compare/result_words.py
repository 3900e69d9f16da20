"""What the Compare page says above its plots and below its table: what to do, what to wait for, what has come of it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.experiments.conclusion import headline
from engine.experiments.raced import Raced
from engine.experiments.run import FAILED, FINISHED, Run
from engine.words import _, ngettext

NOTHING_YET = _("Choose a comparison at the left and press Start: the curves of all its runs grow here together.")
NOT_MEASURED = _("Choose yardsticks at the left and press Measure: their figures and points appear here.")
FIRST_FIGURES = _("Each yardstick’s figures and its point appear as soon as it is measured.")
WAIT = _("The result will stand here as soon as two candidates have a finished run.")
NO_RESULT = _("There is no result: fewer than two candidates have a finished run.")


def empty_words(measures: bool, measuring: bool) -> str:
    """Before the first race. ``measures``: Start would measure yardsticks; ``measuring``: some are being measured."""
    if measuring:
        return FIRST_FIGURES
    return NOT_MEASURED if measures else NOTHING_YET


def result_words(race: Raced, running: bool) -> tuple[str, str]:
    """What can be concluded, in a sentence; and what failed, and the reasons for the sentence, in lines."""
    head, words = headline(race.experiment, race.runs, race.own_test)
    failed = [run for run in race.runs if run.state == FAILED]
    if failed and len(failed) == len(race.runs):
        words.insert(0, _("No run could be finished. The first failed so: {reason}").format(reason=failed[0].reason))
    elif failed:
        sentence = ngettext(
            "One run failed, and the rest went on. The first: {reason}",
            "{runs} runs failed, and the rest went on. The first: {reason}",
            len(failed),
        )
        words.insert(0, sentence.format(runs=len(failed), reason=failed[0].reason))
    return head or (WAIT if running else NO_RESULT), "\n".join(words)


def reasons(runs: Sequence[Run]) -> str:
    """Why some of a candidate's runs did not finish, a line each."""
    return "\n".join(_("Seed {seed}: {reason}").format(seed=run.seed, reason=run.reason) for run in runs if run.reason)


def ended_words(race: Raced) -> str:
    """For whoever looks elsewhere."""
    finished = sum(run.state == FINISHED for run in race.runs)
    return ngettext(
        "The experiment has ended: {runs} run is finished.",
        "The experiment has ended: {runs} runs are finished.",
        finished,
    ).format(runs=finished)
