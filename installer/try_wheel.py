"""What pip has installed, tried as a person has it: python installer/try_wheel.py ENVIRONMENT

ENVIRONMENT is a virtual environment into which the wheel was installed, and nothing of the source tree. The command is
started in an empty folder with an empty home: version, a training, a race, guesses and the self-test, which opens the
window. Trainings must give the very numbers of the source tree, which the Python that runs this has. Needs nothing but
Python's own library.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine.version import VERSION

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 600  # seconds for any of them
TRAIN = "train", "--epochs", "2", "--json"
RACE = "race", "Activation", "--epochs", "1", "--seeds", "1", "--json"
NUMBERS = "loss", "train_accuracy", "test_accuracy", "candidate", "seed", "state"


def main() -> int:
    environment = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="inkling-wheel-") as place:
        problems = [
            *licences(environment),
            *tried(environment / ("Scripts" if os.name == "nt" else "bin"), Path(place)),
        ]
    for problem in problems:
        print(f"wheel: {problem}", file=sys.stderr)
    return 1 if problems else 0


def licences(environment: Path) -> list[str]:
    wanted = f"inkling-{VERSION}.dist-info/licenses/LICENSE", "resources/README.md"
    return [f"{name} is not there" for name in wanted if not list(environment.rglob(f"site-packages/{name}"))]


def tried(programs: Path, place: Path) -> list[str]:
    """What is wrong with the installed command."""
    inkling = [str(programs / "inkling")]
    said = done(inkling, ["--version"], place)
    problems = [] if said.strip() == f"Inkling {VERSION}" else [f"--version says {said.strip()}"]
    for words in (TRAIN, RACE):
        ours = numbers(done([sys.executable, str(ROOT / "main.py")], words, place))
        problems += [] if numbers(done(inkling, words, place)) == ours else [f"{words[0]} has other numbers"]
    table = done(inkling, ["predict", "mnist-test"], place)
    problems += [] if table.count("\n") == 10_001 else ["predict has not judged the 10,000 test images"]
    facts = json.loads(done(inkling, ["--self-test"], place).splitlines()[-1])
    problems += [] if facts.get("raced") == 2 else [f"the self-test says {facts}"]
    return problems


def done(command: list[str], words: list[str] | tuple[str, ...], place: Path) -> str:
    """What a command says; its mistakes end all."""
    environment = {
        **os.environ, "HOME": str(place), "USERPROFILE": str(place), "LOCALAPPDATA": str(place),
        "XDG_DATA_HOME": str(place / "data"), "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip
    environment.pop("PYTHONPATH", None)
    ended = subprocess.run(
        [*command, *words], cwd=place, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    print(f"{' '.join(words)}: {ended.returncode}", flush=True)
    if ended.returncode:
        raise SystemExit(f"wheel: {' '.join(words)} ended with {ended.returncode}: {ended.stderr}")
    return ended.stdout


def numbers(said: str) -> list[dict[str, object]]:
    """What must be the same, to the last bit, of each record."""
    records = [{name: r[name] for name in NUMBERS if name in r} for r in map(json.loads, said.splitlines())]
    return sorted(records, key=str)


if __name__ == "__main__":
    sys.exit(main())
