"""The licences of what Inkling is made of: where it is packaged, as collected with it; else of what is installed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from engine.files import RESOURCES

PACKAGES = (
    "torch", "numpy", "PySide6-Essentials", "shiboken6", "pyqtgraph", "safetensors", "pillow", "filelock", "psutil",
    "scikit-learn", "threadpoolctl",
)  # fmt: skip
"""What Inkling imports itself."""

SHIPPED = RESOURCES.parent / "licences"
"""Where they are in the packaged program."""

INDEX = "index.json"
_GNU = (RESOURCES / "licences" / "LGPL-3.txt", RESOURCES / "licences" / "GPL-3.txt")
_TEXTS = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)


@dataclass(frozen=True)
class Licence:
    """``terms``: in a few words. ``files``: the texts, where there are any."""

    name: str
    version: str
    terms: str
    files: tuple[Path, ...] = ()

    def text(self) -> str:
        return "\n\n".join(file.read_text("utf-8", errors="replace").strip() for file in self.files)


def licences() -> list[Licence]:
    """Of everything inside, by name."""
    return shipped(SHIPPED) if SHIPPED.exists() else sorted(map(of_package, PACKAGES), key=_name)


def _name(licence: Licence) -> str:
    return licence.name.lower()


def of_package(name: str) -> Licence:
    """As the package itself tells. Raises importlib.metadata.PackageNotFoundError."""
    package = metadata.distribution(name)
    facts = package.metadata
    files = [Path(str(file.locate())) for file in package.files or () if _is_text(str(file))]
    terms = facts.get("License-Expression") or facts.get("License") or _classified(facts.get_all("Classifier", []))
    if "LGPL-3" in terms and not files:
        files = list(_GNU)  # Qt's packages come without the text
    return Licence(facts["Name"], package.version, terms.splitlines()[0], tuple(files))


def _is_text(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return ".dist-info" in folder and bool(_TEXTS.search(name))


def _classified(classifiers: Iterable[str]) -> str:
    found = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License ::")]
    return ", ".join(found) or "see its text"


# In the packaged program


def ship(all_: Iterable[Licence], folder: Path) -> None:
    """Write them into ``folder``: an index, and a text for each."""
    all_ = sorted(all_, key=_name)
    folder.mkdir(parents=True, exist_ok=True)
    for licence in all_:
        (folder / f"{licence.name}.txt").write_text(licence.text() + "\n", "utf-8")
    index = [{key: value for key, value in asdict(licence).items() if key != "files"} for licence in all_]
    (folder / INDEX).write_text(json.dumps(index, indent=1) + "\n", "utf-8")


def shipped(folder: Path) -> list[Licence]:
    """What ``ship`` wrote."""
    index = json.loads((folder / INDEX).read_text("utf-8"))
    return [Licence(**entry, files=(folder / f"{entry['name']}.txt",)) for entry in index]
