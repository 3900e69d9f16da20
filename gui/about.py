"""What Inkling is, which version, and under which licences."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from engine.version import VERSION

PACKAGES = ("torch", "numpy", "scikit-learn", "PySide6-Essentials", "pyqtgraph", "safetensors", "Pillow")

TEXT = f"""<h3>Inkling {VERSION}</h3>
<p>Train a small neural network on handwritten digits, watch it learn, and draw digits for it.</p>
<p>The code is under the MIT licence.</p>
<p>The digits are MNIST, by Yann LeCun and Corinna Cortes, under
<a href="https://creativecommons.org/licenses/by-sa/3.0/">CC BY-SA 3.0</a>.</p>
<p>Qt and PySide6 are used under the LGPL, version 3, as separate libraries; PyTorch, NumPy and scikit-learn under
BSD licences; pyqtgraph under the MIT licence; safetensors under Apache 2.0; Pillow under MIT-CMU.</p>
<p><small>{{facts}}</small></p>"""


def show_about(parent: QWidget) -> None:
    box = QMessageBox(parent)
    box.setWindowTitle("About Inkling")
    box.setTextFormat(Qt.TextFormat.RichText)
    box.setText(TEXT.format(facts="<br>".join(facts())))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def facts() -> list[str]:
    """Versions of what Inkling runs on, a line each."""
    lines = [f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"]
    for package in PACKAGES:
        try:
            lines.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            lines.append(f"{package}: version not recorded")
    return lines
