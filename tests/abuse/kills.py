"""Trainings that are killed (kill -9) at random moments: the next start finds them, and draws the rest of their curves.

python tests/abuse/kills.py [kills, 200] [seed, 0] [epochs of each training, 60] [seconds until a kill, 2.5]

Each training is a process of its own that does what the window's training thread does. It is killed, found again as at
a start of the program, goes on, is killed again, and so on, until it has reached its end; then its curve is compared
with that of the same training without a break. Only where processes can be forked and killed: not on Windows.
"""

import gc
import os
import select
import signal
import struct
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import numpy as np
import torch

from engine.digits.bundle import bundled
from engine.digits.splitting import split
from engine.networks.network import NetworkSpec
from engine.runs.finding import newest
from engine.runs.library import ABOUT, HISTORY, LOCK, RUN, in_use, tidy
from engine.runs.replay_file import REPLAY
from engine.runs.run import Run
from engine.runs.run_file import read_run
from engine.training.config import TrainingConfig

SPEC, IMAGES = NetworkSpec(), 8_000
CONFIGS = (
    {}, {"optimizer": "adam", "learning_rate": 1e-3}, {"dropout": 0.2, "momentum": 0.9}, {"schedule": "cosine"},
    {"optimizer": "rmsprop", "learning_rate": 1e-3},
)  # fmt: skip
MOST_LOST = 1.0  # seconds, or one epoch
"""Of the processor, as the training's process has had them: alone on a machine that is the time on the clock, beside
others it is still the work that is lost."""
NEWS = struct.Struct("<id")  # what a training tells at the end of each epoch: which one, and its processor time by then
BYSTANDERS = 2  # other runs, which nothing may happen to


class ToldRun(Run):
    """Tells of each epoch's end through a pipe, as soon as it is offered to be kept."""

    pipe = None

    def _keep(self):
        at = time.process_time()
        super()._keep()
        os.write(self.pipe, NEWS.pack(self.history.count - 1, at))


def training(digits, config, found):
    """What the program trains: anew, or from what was found at its start."""
    if found is None:
        return ToldRun(SPEC, config, digits, 0.1)
    assert found.config == config
    found.__class__ = ToldRun
    return found.going_on(config)


def forked(work):
    """Do ``work`` in a process of its own; returns its id and the end of a pipe that it tells of its epochs through."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        ToldRun.pipe = write
        try:
            work()
        finally:
            os._exit(0)
    os.close(write)
    return child, read


def news(pipe):
    """All that a training has told before it ended: {epoch: when it ended, seconds}."""
    with os.fdopen(pipe, "rb") as file:
        data = file.read()
    whole = len(data) - len(data) % NEWS.size
    return dict(reversed(list(NEWS.iter_unpack(data[:whole]))))  # the last epoch is told twice: the first counts


def at_start(runs, digits):
    """What the program finds when it starts; None if there is no run. Checks that all is in order."""
    found = newest(runs, digits)
    known = {RUN, HISTORY, ABOUT, LOCK, REPLAY}
    for folder in runs.iterdir() if runs.exists() else ():
        names = {path.name for path in folder.iterdir()}
        if RUN not in names:
            _check_that_it_goes(folder, names)
            continue
        assert names <= known, f"left behind: {names - known}"
        assert not in_use(folder), f"{folder} is still locked"
        rows = (folder / HISTORY).read_text().splitlines()
        assert len(rows) == read_run(folder / RUN).checkpoint.epoch + 2, "history.csv is not that of the run"
    return None if found is None else found.run


def _check_that_it_goes(folder, names):
    """The training was killed before its first write: what it made is empty, and is thrown away when it is old."""
    assert names <= {LOCK}, f"{folder} holds no run, but {names}"
    os.utime(folder, (0, 0))
    tidy(folder.parent)
    assert not folder.exists(), f"{folder} holds no run, and stays"


class Chain:
    """One training from its start to its end, with kills in between."""

    def __init__(self, number, digits, random, folder, epochs, longest):
        self.longest = longest  # seconds from a training's first news to its kill
        self.digits, self.random, self.runs = digits, random, folder / "runs"
        self.config = TrainingConfig(epochs=epochs, seed=number, **CONFIGS[number % len(CONFIGS)])
        self.whole = self._uninterrupted(folder / "whole")
        self.bystanders = _bystanders(digits, self.runs)
        self.lost, self.parts = [], 0

    def _uninterrupted(self, runs):
        child, pipe = forked(lambda: training(self.digits, self.config, None).carry_out(runs))
        os.waitpid(child, 0)
        assert max(news(pipe)) == self.config.epochs
        return at_start(runs, self.digits)

    def kill_until_the_end(self, kills):
        while len(self.lost) < kills and self._kill():
            pass

    def _kill(self):
        """Go on with the training and kill it at a random moment; False if it has ended by then."""
        found = self._found()
        child, pipe = forked(lambda: training(self.digits, self.config, found).carry_out(self.runs))
        if self.random.random() < 0.9:  # else also while it gets ready
            select.select([pipe], [], [])
        time.sleep(self.random.uniform(0, self.longest))
        os.kill(child, signal.SIGKILL)
        _, status, usage = os.wait4(child, 0)
        if not os.WIFSIGNALED(status):  # it had ended
            news(pipe)
            return False
        self.parts += len(list(self.runs.glob("*/.*.part")))
        told, before = news(pipe), found.history.count - 1 if found else -1
        after = self._found()
        done = after.history.count - 1 if after else -1
        self._compare(after)
        self._count_lost({before: 0.0, **told}, done, usage.ru_utime + usage.ru_stime)
        return True

    def _found(self):
        found = at_start(self.runs, self.digits)
        return None if found is None or found.folder in self.bystanders else found

    def _count_lost(self, ended, done, killed):
        """``ended``: when each epoch ended. The seconds from the first lost epoch's end to the kill are lost."""
        last = max(ended)
        assert done >= min(ended), "less than before"
        assert done <= last + 1, "more than was done"  # + 1: killed before it could tell
        lost = killed - ended[done + 1] if done + 1 in ended else 0.0
        self.lost.append((last - done, lost))
        assert last - done <= 1 or lost <= MOST_LOST, f"{last - done} epochs and {lost:.3f} s are lost"

    def _compare(self, found):
        """What is on disk is the beginning of the uninterrupted curve."""
        if found is None:
            return
        count = found.history.count
        for name in ("loss", "train_accuracy", "test_accuracy"):
            ours, theirs = getattr(found.history, name), getattr(self.whole.history, name)
            assert np.array_equal(ours[:count], theirs[:count]), f"another {name}"
        for ours, theirs in zip(found.history.batch_losses, self.whole.history.batch_losses, strict=False):
            assert np.array_equal(ours, theirs), "other losses of the batches"
        for epoch in found.epochs.kept.keys() & self.whole.epochs.kept.keys():
            ours, theirs = found.epochs.kept[epoch], self.whole.epochs.kept[epoch]
            assert torch.equal(ours, theirs), f"another network after epoch {epoch}"

    def finish(self):
        """To the end, without another kill, and compare the whole."""
        found = self._found()
        if found is None or found.history.count - 1 < self.config.epochs:
            child, pipe = forked(lambda: training(self.digits, self.config, found).carry_out(self.runs))
            os.waitpid(child, 0)
            news(pipe)
            found = self._found()
        self._compare(found)
        ours, theirs = found.control.checkpoint(), self.whole.control.checkpoint()
        assert found.history.count == self.config.epochs + 1
        assert torch.equal(ours.last, theirs.last), "another network"
        assert torch.equal(ours.best, theirs.best), "another best network"
        for folder, data in self.bystanders.items():
            assert (folder / RUN).read_bytes() == data, f"{folder} is another"


def _bystanders(digits, runs):
    """Other runs in the same folder, and what is in them."""
    for seed in range(BYSTANDERS):
        config = TrainingConfig(epochs=1, seed=seed)
        child, pipe = forked(lambda config=config: training(digits, config, None).carry_out(runs))
        os.waitpid(child, 0)
        news(pipe)
    return {folder: (folder / RUN).read_bytes() for folder in runs.iterdir()}


def abuse(kills, seed, epochs, longest):
    """Kill as often as that. Returns for each kill (lost epochs, lost seconds), how many kills came in the middle of a
    write, and how many trainings it took. Raises AssertionError at the first that is not as it should be."""
    digits, random = bundled().take(np.arange(IMAGES)), np.random.default_rng(seed)
    split(digits)  # imports what every training would import anew
    gc.freeze()  # what is forked does not look through the libraries, whose pages would be copied for it
    lost, parts, chains = [], 0, 0
    while len(lost) < kills:
        with tempfile.TemporaryDirectory() as folder:
            chain = Chain(chains, digits, random, Path(folder), epochs, longest)
            chain.kill_until_the_end(kills - len(lost))
            chain.finish()
        lost, parts, chains = lost + chain.lost, parts + chain.parts, chains + 1
    return lost, parts, chains


def main():
    given = (*sys.argv[1:], *("200", "0", "60", "2.5")[len(sys.argv) - 1 :])
    kills, seed, epochs = map(int, given[:3])
    torch.set_num_threads(1)
    began = time.monotonic()
    lost, parts, chains = abuse(kills, seed, epochs, float(given[3]))
    epochs, seconds = (np.array(column) for column in zip(*lost, strict=True))
    print(
        f"{len(lost)} kills of {chains} trainings in {time.monotonic() - began:.0f} s, {parts} of them within a write"
    )
    print(f"lost: whole epochs, median {np.median(epochs):.0f}, at most {epochs.max()}; ", end="")
    print(
        f"seconds, median {np.median(seconds):.2f}, 99 % {np.quantile(seconds, 0.99):.2f}, at most {seconds.max():.2f}"
    )
    print("Every next start worked, no half-written file stayed, and every curve is the uninterrupted one.")


if __name__ == "__main__":
    main()
