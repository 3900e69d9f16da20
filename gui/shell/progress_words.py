"""How far a training is, in words and as a share of the whole."""

from __future__ import annotations

from engine.numbers import duration, number
from engine.runs.run import Run
from engine.training.early_stopping import why_ended
from engine.words import _, ngettext

ENDED = {
    "completed": _("Finished"),
    "early": _("Stopped early"),
    "stopped": _("Stopped"),
    "diverged": _("Diverged"),
    "failed": _("Failed"),
}


def progress_of(run: Run, training: bool) -> tuple[str, float]:
    """In words, and as a share of the whole: epoch, speed, time gone and left."""
    history, epochs, progress = run.history, run.config.epochs, run.control.progress()
    done = max(0, history.count - 1)
    if progress is None:
        return _("Preparing the images…") if training else ENDED[run.outcome], 0.0
    within = len(progress.batch_losses) / progress.batches if progress.epoch == done + 1 else 0.0
    share = (done + within) / epochs
    if not training:
        words = _ended_after(run.outcome, epochs)
        if run.ended_early:
            why = why_ended(run.config, history)
            return words.format(done=done, why=why, duration=duration(progress.seconds)), share
        return words.format(done=done, epochs=epochs, duration=duration(progress.seconds)), share
    words = [_("epoch {epoch}/{epochs}").format(epoch=min(done + 1, epochs), epochs=epochs)]
    if done:
        each = float(history.seconds[1 : done + 1].mean())
        words += [_("{seconds} s each").format(seconds=number(each, 2))]
        words += [_("{duration} gone").format(duration=duration(progress.seconds))]
        if not run.control.paused:
            words += [_("{duration} left").format(duration=duration(each * (epochs - done - within)))]
    if run.control.paused:
        words += [_("paused")]
    return " · ".join(words), share


def _ended_after(outcome: str, epochs: int) -> str:
    """With places for ``done``, ``epochs`` and ``duration``; of an early end for ``why`` in place of ``epochs``."""
    return {
        "completed": ngettext(
            "Finished after {done} of {epochs} epoch · {duration}",
            "Finished after {done} of {epochs} epochs · {duration}",
            epochs,
        ),
        "stopped": ngettext(
            "Stopped after {done} of {epochs} epoch · {duration}",
            "Stopped after {done} of {epochs} epochs · {duration}",
            epochs,
        ),
        "early": _("Stopped after epoch {done}: {why} · {duration}"),
        "diverged": ngettext(
            "Diverged after {done} of {epochs} epoch · {duration}",
            "Diverged after {done} of {epochs} epochs · {duration}",
            epochs,
        ),
        "failed": ngettext(
            "Failed after {done} of {epochs} epoch · {duration}",
            "Failed after {done} of {epochs} epochs · {duration}",
            epochs,
        ),
    }[outcome]
