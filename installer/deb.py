"""Makes the Debian package of the folder that PyInstaller made: python installer/deb.py dist/inkling

The folder goes to /opt as it is; beside it come the command, the entry in the menu with its icons, the kinds of files
that open with it, a manual page and the licences. Who may be written to is taken from DEBFULLNAME and DEBEMAIL, as by
Debian's own tools; how it is packed from DEB_PACK ("xz" or, quicker and larger, "gzip"). Needs dpkg-deb.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from commands.frame import WORDS
from engine.version import VERSION

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "installer" / "linux"
SIZES = 16, 24, 32, 48, 64, 128, 256, 512
NOT_FOR_DEBIAN = "menu.sh", "inkling.desktop"  # of the archive: the menu is the system's here
TYPES = "application/x-safetensors", "application/x-inkling-experiment", "application/x-inkling-lesson"
MAINTAINER = f"{os.environ.get('DEBFULLNAME', 'Inkling')} <{os.environ.get('DEBEMAIL', 'inkling@localhost')}>"


def main() -> None:
    print(package(Path(sys.argv[1])))


def package(folder: Path) -> Path:
    """Make the package of ``folder``, beside it, and return it."""
    tree = ROOT / "build" / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    lay_out(folder, tree)
    write(tree / "DEBIAN" / "control", control(tree))
    write(tree / "DEBIAN" / "md5sums", checksums(tree))
    packed = folder.with_name(f"inkling_{VERSION}_{architecture()}.deb")
    how = os.environ.get("DEB_PACK", "xz")
    subprocess.run(["dpkg-deb", "--root-owner-group", f"-Z{how}", "--build", tree, packed], check=True)
    return packed


def lay_out(folder: Path, tree: Path) -> None:
    """Everything that gets installed."""
    share, program = tree / "usr" / "share", tree / "opt" / "inkling"
    shutil.copytree(folder, program, symlinks=True, ignore=shutil.ignore_patterns(*NOT_FOR_DEBIAN))
    set_rights(program)
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / "inkling").symlink_to("/opt/inkling/inkling")
    write(share / "applications" / "inkling.desktop", desktop_entry())
    write(share / "mime" / "packages" / "inkling.xml", (LINUX / "inkling-mime.xml").read_text("utf-8"))
    icons = share / "icons" / "hicolor"
    for size in SIZES:
        copy(ROOT / "resources" / "icons" / f"inkling-{size}.png", icons / f"{size}x{size}" / "apps" / "inkling.png")
    copy(ROOT / "resources" / "icons" / "inkling.svg", icons / "scalable" / "apps" / "inkling.svg")
    document = share / "doc" / "inkling"
    write(document / "copyright", copyright_text())
    write_packed(document / "changelog.gz", changelog())
    write_packed(share / "man" / "man1" / "inkling.1.gz", manual())
    write(share / "lintian" / "overrides" / "inkling", (LINUX / "lintian-overrides").read_text("utf-8"))


def set_rights(folder: Path) -> None:
    """Readable for all, and to be started only where it is a program."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or (path.parent == folder and path.name == "inkling") else 0o644)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(0o644)


def write_packed(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    path.chmod(0o644)


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o644)


def architecture() -> str:
    return subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout.strip()


def libraries() -> list[str]:
    """The packages that the README names for the packaged program, by whatever name a release of Debian has them."""
    readme = (ROOT / "README.md").read_text("utf-8")
    named = re.search(r"^## The packaged program.*?^apt-get install (.*?)$", readme, re.DOTALL | re.MULTILINE)
    assert named is not None
    return [f"{name} | {name}t64" if name == "libglib2.0-0" else name for name in named[1].split()]


def control(tree: Path) -> str:
    size = sum(path.lstat().st_size for path in tree.rglob("*") if not path.is_dir()) // 1024
    libc = ".".join(platform.libc_ver()[1].split(".")[:2])
    return f"""Package: inkling
Version: {VERSION}
Architecture: {architecture()}
Maintainer: {MAINTAINER}
Installed-Size: {size}
Depends: libc6 (>= {libc}), {", ".join(libraries())}
Recommends: fonts-dejavu-core
Suggests: fonts-noto-cjk
Section: education
Priority: optional
Description: train a small neural network on handwritten digits and watch it
 Inkling is a program in which one explores the handwritten digits of MNIST,
 trains a small feed-forward network on them while watching it learn, finds out
 what it gets wrong and why, races candidates against each other, and draws
 digits by hand to see the network's evidence for each of the ten.
 .
 It needs no graphics processor and no network. It is made for students of deep
 learning, their teachers in front of a class, and whoever teaches themselves.
"""


def checksums(tree: Path) -> str:
    files = sorted(p for top in ("opt", "usr") for p in (tree / top).rglob("*") if p.is_file() and not p.is_symlink())
    return "".join(f"{hashlib.md5(p.read_bytes()).hexdigest()}  {p.relative_to(tree).as_posix()}\n" for p in files)


def desktop_entry() -> str:
    """That of the archive, which also opens files here."""
    entry = (LINUX / "inkling.desktop").read_text("utf-8")
    return entry.replace("Exec=inkling\n", f"Exec=inkling %f\nMimeType={';'.join(TYPES)};\n")


def copyright_text() -> str:
    licence = (ROOT / "LICENSE").read_text("utf-8")
    return f"""Inkling, under the MIT licence:

{licence}
The digits in /opt/inkling/_internal/resources/mnist.npz are MNIST, by Yann LeCun and Corinna Cortes, under the licence
Creative Commons Attribution-ShareAlike 3.0: https://creativecommons.org/licenses/by-sa/3.0/

Python, PyTorch, NumPy, SciPy, scikit-learn, Qt and what else is inside have licences of their own, whose texts are in
/opt/inkling/_internal/licences. Qt and PySide6 are used under the GNU Lesser General Public License, version 3, as
separate libraries, which may be replaced; on Debian its text is in /usr/share/common-licenses/LGPL-3.
"""


def changelog() -> str:
    """As Debian has it; what is new stands in Inkling's own."""
    when = time.strftime(
        "%a, %d %b %Y %H:%M:%S +0000", time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())))
    )
    return f"""inkling ({VERSION}) unstable; urgency=medium

  * Inkling {VERSION}: its CHANGELOG.md says what is new.

 -- {MAINTAINER}  {when}
"""


def manual() -> str:
    words = "\n".join(f".TP\n.B {word}\n{says[0].upper()}{says[1:]}." for word, says in WORDS.items())
    return f""".TH INKLING 1 "" "Inkling {VERSION}" "User commands"
.SH NAME
inkling \\- train a small neural network on handwritten digits and watch it
.SH SYNOPSIS
.B inkling
.RI [ FILE ]
.br
.B inkling
.I WORD
.RI [ OPTIONS ]
.SH DESCRIPTION
Without a word the window opens, with the file that is named, if one is: a network, an experiment with its results, or
a set of images. With a word, what it says is done without a window.
.B inkling
.I WORD
.B \\-\\-help
says more about one.
.SH WORDS
{words}
.SH OPTIONS
.TP
.B \\-\\-version
Say which version this is.
.TP
.B \\-\\-self\\-test
Try everything once without a screen, and report.
.SH FILES
.I ~/.local/share/Inkling
holds runs, settings and the log.
"""


if __name__ == "__main__":
    main()
