"""How far a training is, in words and as a share of the whole."""

from __future__ import annotations

from engine.runs.run import Run
from gui.look.words import duration

ENDED = {"completed": "Finished", "stopped": "Stopped", "diverged": "Diverged", "failed": "Failed"}


def progress_of(run: Run, training: bool) -> tuple[str, float]:
    """In words, and as a share of the whole: epoch, speed, time gone and left."""
    history, epochs, progress = run.history, run.config.epochs, run.control.progress()
    done = max(0, history.count - 1)
    if progress is None:
        return "Preparing the images…" if training else ENDED[run.outcome], 0.0
    within = len(progress.batch_losses) / progress.batches if progress.epoch == done + 1 else 0.0
    share = (done + within) / epochs
    if not training:
        return f"{ENDED[run.outcome]} after {done} of {epochs} epochs · {duration(progress.seconds)}", share
    words = [f"epoch {min(done + 1, epochs)}/{epochs}"]
    if done:
        each = float(history.seconds[1 : done + 1].mean())
        words += [f"{each:.2f} s each", f"{duration(progress.seconds)} gone"]
        words += [] if run.control.paused else [f"{duration(each * (epochs - done - within))} left"]
    words += ["paused"] if run.control.paused else []
    return " · ".join(words), share
