"""A language that nobody knows: what is not in it has been forgotten."""

import gettext
import re
from string import Formatter

import pyqtgraph as pg
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QTableWidget, QTabWidget, QWidget

ACCENTS = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
NAMES = re.compile(
    r"Inkling|MNIST( official test)?|Inter|Adam|RMSprop|SGD|(leaky )?ReLU|identity|PyTorch|Ctrl|Shift|Left|Right|Del|Esc|CPU|F\d+|(https?|tcp)://\S+|img|src|span|style|color|"
    r"html|body|nbsp|log|softmax|NLL|float32|LGPL|BSD|Qt|Python|torch|numpy|PySide6|pyqtgraph|tanh|sigmoid|lr|min|max|"
    r"<[^>]*>|&\w+;|\w+\.(npz|csv|json|txt|safetensors|pt|zip|md)"
)


class Pseudo(gettext.NullTranslations):
    """Each sentence between ⟦ and ⟧, with accents, and half as long again."""

    def gettext(self, message):
        return _pseudo(message)

    def ngettext(self, one, several, count):
        return _pseudo(one if count == 1 else several)


def _pseudo(sentence: str) -> str:
    parts = []
    for text, field, spec, conversion in Formatter().parse(sentence):
        parts.append(text.translate(ACCENTS).replace("{", "{{").replace("}", "}}"))
        if field is not None:
            parts.append("{" + field + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "") + "}")
    return f"⟦{''.join(parts)}{'~' * (len(sentence) // 2)}⟧"


def still_english(app) -> list[str]:
    """What stands anywhere in the program's windows outside of ⟦ and ⟧, and is a word."""
    ours = [widget for widget in app.allWidgets() if type(widget.window()).__module__.startswith("gui.")]
    return sorted({text for widget in ours for text in texts(widget) if is_english(text)})


def is_english(text: str) -> bool:
    before = None
    while before != text:  # a sentence may stand in another
        before, text = text, re.sub(r"⟦[^⟦⟧]*⟧", " ", text)
    return bool(re.search(r"[A-Za-z]{3}", NAMES.sub(" ", text)))


def texts(widget: QWidget):
    yield widget.toolTip()
    if type(widget).__module__.startswith("gui."):  # Qt names its own
        yield from (widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QLabel | QAbstractButton) and not widget.objectName().endswith("Code"):  # that is Python's
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(index) for index in range(widget.count()))
    if isinstance(widget, QTabWidget):
        yield from (widget.tabText(index) for index in range(widget.count()))
        yield from (widget.tabToolTip(index) for index in range(widget.count()))
    if isinstance(widget, QTableWidget):
        heads = [widget.horizontalHeaderItem(column) for column in range(widget.columnCount())]
        cells = [widget.item(row, column) for row in range(widget.rowCount()) for column in range(widget.columnCount())]
        yield from (text for item in filter(None, [*heads, *cells]) for text in (item.text(), item.toolTip()))
    if isinstance(widget, pg.PlotWidget):
        yield from (widget.getAxis(side).labelText for side in ("left", "bottom"))
    for action in widget.actions():
        yield from (action.text(), action.toolTip())
