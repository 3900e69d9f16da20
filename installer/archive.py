"""Packs the folder that PyInstaller made: python installer/archive.py dist/inkling

Its name holds the version and the platform. On Linux a tar.xz, by the system's tar and xz, which use all cores and keep
links; elsewhere a zip.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine.version import VERSION

# Machine code packs better when its jumps are written as places, which the filter does: 158 MB instead of 166. The
# longer reach finds what two copies of a library have in common.
FILTER = "--x86 " if platform.machine() == "x86_64" else ""
XZ = f"xz -T0 {FILTER}--lzma2=preset=6,dict=128MiB,nice=273"


def main() -> None:
    print(archive(Path(sys.argv[1])))


def archive(folder: Path) -> Path:
    """Pack ``folder`` into an archive beside it, and return that."""
    name = f"{folder.name}-{VERSION}-{platform.system()}-{platform.machine()}".lower()
    if sys.platform == "linux":
        packed = folder.with_name(f"{name}.tar.xz")
        owner = ("--owner=0", "--group=0", "--numeric-owner")  # not of whoever made it
        subprocess.run(["tar", f"-I{XZ}", *owner, "-cf", packed, "-C", folder.parent, folder.name], check=True)
        return packed
    return Path(shutil.make_archive(str(folder.with_name(name)), "zip", folder.parent, folder.name))  # untried


if __name__ == "__main__":
    main()
