"""Where every long work shows how far it is: what it does, its speed, the time gone and left."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from gui.look import theme
from gui.widgets.steady_place import SteadyPlace

STEPS = 1000


class ProgressStrip(QWidget):
    """A sentence and, as long as the work goes on, a bar. ``share`` runs from 0 to 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel()
        self._words.setFont(theme.digits_font(self._words.font()))
        self._words.setObjectName("progressWords")
        self._bar = QProgressBar(objectName="progressBar", maximum=STEPS, textVisible=False)
        self._bar.setAccessibleName("Progress of the training")
        self._bar.setFixedHeight(12)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 14, 4)
        row.addWidget(SteadyPlace(self._words, self._words.fontMetrics().height() + 2), 1)
        row.addWidget(self._bar, 1)

    def show_progress(self, words: str, share: float, ended: bool = False) -> None:
        if words != self._words.text():
            self._words.setText(words)
        self._bar.setValue(round(STEPS * share))
        self._bar.setVisible(not ended)

    def words(self) -> str:
        return self._words.text()
