"""The packaged program as someone gets it: python installer/smoke.py dist/inkling

Copies the folder to a fresh place, read-only, and runs its self-test with an empty home, nothing of Python on the PATH,
and no network: on Linux where that is allowed in a network of its own, which has none; elsewhere with proxies that
lead nowhere. Nothing may be left behind, and nothing in the folder be changed. Needs Python's own library only.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

PATIENCE = 300  # seconds
NOWHERE = "http://127.0.0.1:9"
ALONE = ["unshare", "--net", "--map-root-user"]  # as nobody else, without rights over the system
EXPECTED = {
    "packaged": True, "resumed": True, "judged": 1, "saved_and_loaded": True, "raced": 2, "exported": ["png", "svg"],
    "measured": 5, "mapped": 200, "schemes": ["light", "dark"],
}  # fmt: skip


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="inkling-smoke-") as place:
        problems = smoke(Path(sys.argv[1]), Path(place))
    for problem in problems:
        print(f"smoke test: {problem}", file=sys.stderr)
    return 1 if problems else 0


def smoke(source: Path, place: Path) -> list[str]:
    """What is wrong with the program in ``source``, tried in ``place``: nothing, if all is well."""
    folder, home, temporary = place / "program", place / "home", place / "temporary"
    shutil.copytree(source, folder, symlinks=True)
    home.mkdir()
    temporary.mkdir()
    protect(folder)
    before = listing(folder)
    command = [*without_network(), str(folder / program_name()), "--self-test"]
    try:
        done = subprocess.run(
            command, cwd=home, env=environment(home, temporary), capture_output=True, text=True, timeout=PATIENCE,
            check=False,
        )  # fmt: skip
        print(done.stdout, end="")
        return [
            *wrong_result(done),
            *changed(before, listing(folder)),
            *(f"left behind: {path}" for path in [*home.rglob("*"), *temporary.rglob("*")]),
        ]
    finally:
        protect(folder, writable=True)


def program_name() -> str:
    return "inkling.exe" if os.name == "nt" else "inkling"


def environment(home: Path, temporary: Path) -> dict[str, str]:
    """Little more than nothing: no display, no Python, and no way into a network."""
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), NOWHERE)
    system = {key: os.environ[key] for key in ("SYSTEMROOT",) if key in os.environ}  # Windows starts nothing without
    return {
        **system, **proxies, "HOME": str(home), "USERPROFILE": str(home), "TMPDIR": str(temporary),
        "TEMP": str(temporary), "LANG": "C.UTF-8", "PATH": str(home / "nothing"),
    }  # fmt: skip


def without_network() -> list[str]:
    """What to put before a command so that it has no network, where the system allows that."""
    if shutil.which("unshare"):
        command = [shutil.which("unshare"), *ALONE[1:]]
        if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:
            print("no network: in a network of its own")
            return command
    print("no network: proxies that lead nowhere")
    return []


def protect(folder: Path, writable: bool = False) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | stat.S_IWUSR if writable else mode & ~0o222)


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of every file: root may write what is read-only."""
    return {
        str(path.relative_to(folder)): (path.lstat().st_size, path.lstat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
    }


def changed(before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]) -> list[str]:
    names = sorted(set(before.items()) ^ set(after.items()))
    return [f"changed in the program's folder: {name}" for name in sorted({name for name, _ in names})]


def wrong_result(done: subprocess.CompletedProcess) -> list[str]:
    if done.returncode:
        return [f"the self-test ended with {done.returncode}", *done.stderr.splitlines()]
    try:
        facts = json.loads(done.stdout.splitlines()[-1])
    except (ValueError, IndexError):
        return ["the self-test printed no JSON object"]
    wrong = [f"{key} is {facts.get(key)}, not {value}" for key, value in EXPECTED.items() if facts.get(key) != value]
    return wrong + [f"said on stderr: {line}" for line in done.stderr.splitlines()]


if __name__ == "__main__":
    sys.exit(main())
