"""What the Pause button says: it holds a training, lets it go on, and goes on with one that has ended."""

from __future__ import annotations

from engine.words import _
from gui.model.run_under_way import RunUnderWay

MORE = 20  # epochs, for a run that has finished
MORE_WORDS = _("{epochs} more of this run").format(epochs=MORE)
PAUSE_WORDS = (_("Pause"), _("Resume"), _("Go on"), MORE_WORDS)
PAUSE_TIP = _("Hold after the batch under way, or go on")
MORE_TIP = _("Train the run whose curves are shown for {epochs} more epochs, whatever the form says")
MORE_AFTER_EARLY_END = _(
    "Train the run that stopped early for {epochs} more epochs, whatever the form says; it does not stop early again"
)


def pause_words(training: RunUnderWay) -> tuple[str, str]:
    """Its words and its tip."""
    if training.under_way:
        return _("Resume") if training.paused else _("Pause"), PAUSE_TIP
    run = training.run
    if run is None or not training.can_go_on():
        return _("Pause"), PAUSE_TIP
    if run.is_unfinished:
        return _("Go on"), _("Go on with the run that was stopped, as if it had not been")
    return MORE_WORDS, (MORE_AFTER_EARLY_END if run.ended_early else MORE_TIP).format(epochs=MORE)
