"""Collects the licences of what PyInstaller put into the folder, and refuses what has no business there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from engine.files import RESOURCES
from engine.version import VERSION
from gui.shell.licences import Licence, of_package, ship

ROOT = RESOURCES.parent
DOCUMENTS = Path("/usr/share/doc")


def collect_licences(modules: Iterable[str], sources: Iterable[str], folder: Path) -> list[Path]:
    """Write the licences into ``folder``, and return its files.

    ``modules``: modules and files in the program, as "numpy.linalg" or "torch/lib/libc10.so". ``sources``: where its
    libraries were found. Ends the program if there is anything in it that Inkling does not require.
    """
    inside = packages_of(modules) - {"inkling"}
    if strays := inside - required("inkling"):
        sys.exit(f"These packages got in, and Inkling does not require them: {', '.join(sorted(strays))}")
    shutil.rmtree(folder, ignore_errors=True)
    ship([*own(), *map(of_package, sorted(inside)), *of_the_system(sources)], folder)
    return sorted(folder.iterdir())


def packages_of(modules: Iterable[str]) -> set[str]:
    """The installed packages that modules and files belong to."""
    owners = metadata.packages_distributions()
    tops = {re.split(r"[./]", name)[0] for name in modules}
    return {_normal(owner) for top in tops for owner in owners.get(top, ())}


def required(package: str) -> set[str]:
    """A package and all that it requires, directly or not, without its extras."""
    found, open_ = set(), [package]
    while open_:
        name = _normal(open_.pop())
        if name not in found and _is_installed(name):
            found.add(name)
            open_ += [
                re.match(r"[\w.-]+", line)[0]
                for line in metadata.requires(name) or ()
                if not re.search("extra *==", line)
            ]
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _is_installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False  # for another system
    return True


def own() -> list[Licence]:
    """Inkling, its digits, Python and what starts the program."""
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    return [
        Licence("Inkling", VERSION, "MIT", (ROOT / "LICENSE",)),
        Licence("MNIST", "", "CC BY-SA 3.0, Yann LeCun and Corinna Cortes", (RESOURCES / "README.md",)),
        Licence("Python", sys.version.split()[0], "PSF-2.0", (python,) if python.exists() else ()),
        of_package("pyinstaller"),
    ]


def of_the_system(sources: Iterable[str]) -> list[Licence]:
    """Of the libraries that came from Debian's packages; elsewhere none do."""
    if not shutil.which("dpkg-query"):
        return []
    system = [path for path in map(Path, sources) if not path.is_relative_to(sys.prefix)]
    return [_of_debian(owner) for owner in sorted(set(map(_debian_owner, system)) - {""})]


def _debian_owner(path: Path) -> str:
    """The package of a file, or nothing. It may be known without /usr in front."""
    for name in (path.resolve(), Path("/") / path.resolve().relative_to("/").as_posix().removeprefix("usr/")):
        found = subprocess.run(["dpkg-query", "-S", name], capture_output=True, text=True, check=False)
        if found.returncode == 0:
            return found.stdout.split(":")[0]
    return ""


def _of_debian(package: str) -> Licence:
    version = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Version}\n", package], capture_output=True, text=True, check=True
    ).stdout.splitlines()[0]
    text = DOCUMENTS / package / "copyright"
    return Licence(package, version, "a library of Debian: see its text", (text,) if text.exists() else ())
