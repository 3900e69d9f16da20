"""How long an epoch takes: this engine beside the lesson's own loop, scikit-learn, JAX, and the least it can take.

    python tests/bench/training.py [--quick]

Each contestant trains in a process of its own, so that it has its own threads and its own peak of memory. They take
turns, an epoch each, so that whatever else the machine does hits all alike. Compared are medians and undisturbed
tenths, first as the machine is, and of the lesson's network also beside busy processes, two for each core. At the right
is the processor's time of all threads. The test accuracy at the end is a proof of work. JAX and numba take part if they
are installed: pip install .[bench]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from tests.bench import report
from tests.bench.contestants import CONTESTANTS, SETUPS

WARM_UP = 3  # epochs that are not counted: JAX compiles in the first, and memory grows


# A process per contestant: it trains an epoch for every line that it is sent.


def work(name: str, setup: str, threads: int | None) -> None:
    epoch, accuracy = CONTESTANTS[name](SETUPS[setup], threads)
    for _ in range(WARM_UP):
        epoch()
    torch = sys.modules.get("torch")
    print(json.dumps(torch and torch.get_num_threads()), flush=True)
    for _ in sys.stdin:
        start, processor = time.perf_counter(), time.process_time()
        epoch()
        print(json.dumps([time.perf_counter() - start, time.process_time() - processor]), flush=True)
    print(json.dumps([accuracy and accuracy(), peak_memory()]), flush=True)


def peak_memory() -> float | None:
    """Megabytes, or None where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return None
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


class Worker:
    def __init__(self, name: str, setup: str, threads: int | None):
        self.name = name
        self.times: list[float] = []
        self.processor_times: list[float] = []
        command = [sys.executable, __file__, "--work", name, "--setup", setup]
        environment = dict(os.environ)
        if threads:
            command += ["--threads", str(threads)]
            environment |= {"OMP_NUM_THREADS": str(threads), "NPROC": str(threads)}
            if threads == 1:
                environment["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True, bufsize=1
        )
        self.threads = self._answer()

    def _answer(self):
        line = self._process.stdout.readline()
        if not line:
            sys.exit(f"“{self.name}” failed: see above.")
        return json.loads(line)

    def epoch(self) -> None:
        self._process.stdin.write("go\n")
        seconds, processor = self._answer()
        self.times.append(seconds)
        self.processor_times.append(processor)

    def finish(self) -> None:
        self._process.stdin.close()
        self.accuracy, self.memory = self._answer()
        self._process.wait()

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def processor(self) -> float:
        return statistics.median(self.processor_times)


def take_turns(workers: list[Worker], rounds: int) -> None:
    for turn in range(rounds):
        for at in range(len(workers)):
            workers[(turn + at) % len(workers)].epoch()
    for worker in workers:
        worker.finish()


# The tables.


OPTIONAL = {"JAX": "jax", "numba": "numba"}


def absent() -> list[str]:
    return [name for name, module in OPTIONAL.items() if importlib.util.find_spec(module) is None]


def compare(setup: str, rounds: int, how: str = "") -> dict[str, Worker]:
    first = Worker("this engine", setup, None)
    names = [name for name in CONTESTANTS if name != "this engine" and name not in absent()]
    workers = [first, *(Worker(name, setup, first.threads) for name in names)]
    take_turns(workers, rounds)
    print(f"\n{SETUPS[setup].title}{how}; {first.threads} thread(s); median of {rounds} epochs each")
    print(f"{'':22}{'epoch, s':>9}{'engine/it':>11}{'processor, s':>14}{'engine/it':>11}{'peak MB':>9}{'test %':>8}")
    for worker in workers:
        print(
            f"{worker.name:22}{worker.median:9.4f}{first.median / worker.median:11.3f}"
            f"{worker.processor:14.4f}{first.processor / worker.processor:11.3f}"
            f"{worker.memory or float('nan'):9.0f}" + ("" if worker.accuracy is None else f"{worker.accuracy:8.2f}")
        )
    for name in absent():
        print(f"{name:22}not installed: pip install .[bench]")
    return {worker.name: worker for worker in workers}


def judge(workers: dict[str, Worker]) -> None:
    print("\nThe bars, for the lesson's network:")
    bars = {"the lesson's loop": 0.20, "scikit-learn": 0.40, "floor: two products": 2.0, "JAX": 0.90, "numba": 1.0}
    for name, most in bars.items():
        if name in workers:
            report.ratios(f"an epoch, of {name}", workers["this engine"].times, workers[name].times, most)


BUSY = """
import os
parent = os.getppid()
while os.getppid() == parent:
    sum(range(1_000_000))
"""


@contextmanager
def busy():
    """Two processes for each core that do nothing but compute."""
    others = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(2 * (os.cpu_count() or 1))]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def compare_busy(rounds: int) -> None:
    with busy():
        workers = compare("lesson", rounds, " beside busy processes")
    others = [worker for name, worker in workers.items() if name != "this engine" and not name.startswith("floor")]
    best = min(others, key=lambda worker: worker.median)
    print(f"\nThe best of the others when it is busy is {best.name}:")
    report.ratios("when it is busy, of the best", workers["this engine"].times, best.times, 1.2)


def compare_threads(setup: str, rounds: int) -> None:
    names, counts = ("this engine", "floor: two products"), (1, 2)
    workers = {(name, count): Worker(name, setup, count) for name in names for count in counts}
    take_turns(list(workers.values()), rounds)
    print(f"\nTorch's threads: {SETUPS[setup].title}; median of {rounds} epochs each, seconds")
    print(f"{'':22}{'1 thread':>10}{'2 threads':>11}{'2/1':>7}{'processor':>12}{'2/1':>7}")
    for name in names:
        one, two = (workers[name, count] for count in counts)
        print(
            f"{name:22}{one.median:10.4f}{two.median:11.4f}{two.median / one.median:7.2f}"
            f"{two.processor:12.4f}{two.processor / one.processor:7.2f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a third of the epochs")
    parser.add_argument("--work", choices=CONTESTANTS, help=argparse.SUPPRESS)
    parser.add_argument("--setup", choices=SETUPS, help=argparse.SUPPRESS)
    parser.add_argument("--threads", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        return work(options.work, options.setup, options.threads)
    rounds = {name: setup.rounds // 3 if options.quick else setup.rounds for name, setup in SETUPS.items()}
    judge(compare("lesson", rounds["lesson"]))
    compare_busy(rounds["lesson"])
    for name in ("wide", "all"):
        compare(name, rounds[name])
    for name in ("lesson", "wide"):
        compare_threads(name, rounds[name])
    return None


if __name__ == "__main__":
    main()
