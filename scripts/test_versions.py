"""Runs the tests on the oldest and the newest allowed packages, and on torch's newest: python scripts/test_versions.py

  python scripts/test_versions.py
  python scripts/test_versions.py --only oldest --only newest tests/engine/digits tests/commands

Each has an environment of its own in build/versions, which is made anew if what pyproject.toml allows has changed. What
follows are pytest's arguments, all tests without any. What fails is told as it is known; at the end there is a table,
and the status 1 if anything has. TORCH_INDEX is where pip gets torch's CPU build, as for make; without it the newest
torch on Linux is the CUDA build, of 6 GB. "newest" is what pip would install today; it stays as it is once made, so
that build/versions is to be removed for newer ones.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "versions"
VARIED = "numpy", "scikit-learn", "PySide6-Essentials", "pyqtgraph"
"""Whose oldest and newest are tried."""
SHOWN = "torch", *VARIED
TRIED = "oldest", "newest", "torch"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=TRIED, help="one of the environments; may be given again")
    parser.add_argument("tests", nargs="*", help="for pytest")
    arguments = parser.parse_args()
    done = [tried(name, arguments.tests) for name in arguments.only or TRIED]
    rows = [row for row, _failed in done]
    heads = "environment", *SHOWN, "tests", "seconds"
    widths = [max(len(line[column]) for line in (heads, *rows)) for column in range(len(heads))]
    for line in (heads, *rows):
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    return any(failed for _row, failed in done)


def tried(name: str, tests: list[str]) -> tuple[tuple[str, ...], bool]:
    """What came of an environment, as a line of the table, and whether anything failed."""
    python = environment(name, requirements(name))
    versions = json.loads(ran(python, "-c", VERSIONS, *SHOWN).stdout)
    began = time.monotonic()
    ended = ran(python, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", *tests)
    said = ended.stdout.strip().splitlines() or ["nothing was said"]
    for line in said:
        if line.startswith(("FAILED", "ERROR")):
            print(f"{name}: {line}", flush=True)
    summary = said[-1].split(" in ")[0].strip("= ")
    return (name, *versions, summary, f"{time.monotonic() - began:.0f}"), ended.returncode != 0


VERSIONS = "import json, sys; from importlib.metadata import version; print(json.dumps([*map(version, sys.argv[1:])]))"


def requirements(name: str) -> list[str]:
    """What pip is asked for: torch first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["cluster"], *(one for one in extras["dev"] if "[" not in one)]
    torch = next(one for one in wanted if one.startswith("torch=="))
    others = [oldest(one) if name == "oldest" else one for one in wanted if one != torch]
    return ["torch" if name == "torch" else torch, *others]


def oldest(requirement: str) -> str:
    """ "numpy>=2,<3" as "numpy==2", if it is of those that are varied."""
    found = re.fullmatch(r"([\w.-]+)>=([\d.]+)(?:,.*)?", requirement)
    return f"{found[1]}=={found[2]}" if found and found[1] in VARIED else requirement


def environment(name: str, wanted: list[str]) -> Path:
    """Its Python, with all that is wanted, and this source tree."""
    folder = FOLDER / name
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    made = folder / "wanted.json"
    if not made.exists() or json.loads(made.read_text("utf-8")) != wanted:
        print(f"{name}: {', '.join(wanted)}", flush=True)
        venv.create(folder, clear=True, with_pip=True)
        index = os.environ.get("TORCH_INDEX")
        pip(python, *(("--index-url", index) if index else ()), wanted[0])
        pip(python, "--upgrade", "--upgrade-strategy", "eager" if name == "newest" else "only-if-needed", *wanted[1:])
        pip(python, "--no-deps", "--editable", str(ROOT))
        made.write_text(json.dumps(wanted), "utf-8")
    return python


def pip(python: Path, *words: str) -> None:
    subprocess.run([python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *words], check=True)


def ran(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """With what it says; it may fail."""
    quiet = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, cwd=ROOT, env=quiet, stdout=subprocess.PIPE, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main())
