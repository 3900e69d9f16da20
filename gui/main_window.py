"""The window: the rail of pages, the menus, the progress and the status bar. Wiring, and nothing else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.errors import UserError
from engine.runs import save_network
from gui import theme
from gui.about import show_about
from gui.pages.coming_page import ComingPage
from gui.pages.draw_page import DrawPage
from gui.pages.train_page import TrainPage
from gui.session import Session
from gui.settings import settings, text
from gui.training_thread import TrainingRun
from gui.widgets.notice import Notice
from gui.widgets.progress_strip import ProgressStrip
from gui.words import duration

ENDED = {"completed": "Finished", "stopped": "Stopped", "diverged": "Diverged", "failed": "Failed"}
SMALLEST = QSize(900, 600)
FIRST = QSize(1180, 760)


class MainWindow(QMainWindow):
    """Inkling's window. It needs a QApplication and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        theme.apply(QApplication.instance())
        self.setWindowTitle("Inkling")
        self.setMinimumSize(SMALLEST)
        self.session = Session(self)
        self._make_pages()
        self._make_rail()
        self._make_frame()
        self._make_menus()
        self._make_status_bar()
        self.session.failed.connect(self.notice.tell)
        self.session.run_changed.connect(self._on_run_changed)
        self.session.ticked.connect(self._show_progress)
        self.session.digits_changed.connect(self._show_status)
        self.session.networks_changed.connect(self._show_status)
        self._restore()
        QTimer.singleShot(0, self.session.load)  # the window shows first

    # Parts

    def _make_pages(self) -> None:
        self.train_page, self.draw_page = TrainPage(self.session), DrawPage(self.session)
        self.pages = QStackedWidget(objectName="pages")
        for page in (
            ComingPage(
                "Data",
                "See the digits as people see them, and as the network does.",
                "Samples of the digits, how alike they are, and their pixel values will be here.",
                "dataPage",
            ),
            self.train_page,
            ComingPage(
                "Inspect",
                "Find out what the network gets wrong, and why.",
                "The evidence for every test image, the errors, and what each unit has learned will be here.",
                "inspectPage",
            ),
            ComingPage(
                "Compare",
                "Race variants of the network against each other.",
                "Networks that differ in one thing will be trained side by side here.",
                "comparePage",
            ),
            self.draw_page,
        ):
            self.pages.addWidget(page)

    def _make_rail(self) -> None:
        self.rail = QFrame(objectName="rail")
        column = QVBoxLayout(self.rail)
        column.setContentsMargins(6, 10, 6, 10)
        column.setSpacing(4)
        self._rail_buttons = QButtonGroup(self)
        for index, name in enumerate(("Data", "Train", "Inspect", "Compare", "Draw")):
            button = QToolButton(text=name, checkable=True, objectName=f"{name.lower()}Button")
            button.setToolTip(f"{name} (Ctrl+{index + 1})")
            button.setFixedSize(70, 44)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._rail_buttons.addButton(button, index)
            column.addWidget(button)
        column.addStretch(1)
        self._rail_buttons.idClicked.connect(self.pages.setCurrentIndex)
        self.pages.currentChanged.connect(self._on_page_changed)

    def _make_frame(self) -> None:
        self.notice, self.progress = Notice(), ProgressStrip()
        self.progress.hide()
        body = QVBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        notice_row = QHBoxLayout()
        notice_row.setContentsMargins(14, 8, 14, 0)
        notice_row.addWidget(self.notice)
        body.addLayout(notice_row)
        body.addWidget(self.pages, 1)
        body.addWidget(self.progress)
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(body, 1)
        self.setCentralWidget(central)

    def _make_menus(self) -> None:
        def action(menu, text: str, slot, shortcut=None) -> QAction:
            made = menu.addAction(text, slot)
            if shortcut:
                made.setShortcut(shortcut)
            return made

        file = self.menuBar().addMenu("&File")
        self._save = action(file, "&Save network…", self._on_save, QKeySequence.StandardKey.Save)
        file.addSeparator()
        action(file, "&Quit", self.close, "Ctrl+Q")
        train, page = self.menuBar().addMenu("&Train"), self.train_page
        for text_, button, key in (
            ("&Start", page.start, "F5"),
            ("&Pause or resume", page.pause, "F6"),
            ("&One epoch", page.step, "F7"),
            ("S&top", page.stop, "F8"),
            ("&Check one batch", page.check, "F9"),
        ):
            action(train, text_, button.click, key)
        train.addSeparator()
        action(train, "&Lesson's values", page.reset.click)
        view = self.menuBar().addMenu("&View")
        for button in self._rail_buttons.buttons():
            action(view, f"&{button.text()}", button.click, f"Ctrl+{self._rail_buttons.id(button) + 1}")
        view.addSeparator()
        self._make_scheme_menu(view.addMenu("&Appearance"))
        about = self.menuBar().addMenu("&Help")
        action(about, "&About Inkling", lambda: show_about(self))

    def _make_scheme_menu(self, menu) -> None:
        self._schemes = QActionGroup(self)
        for scheme, words in (("system", "As the &system"), ("light", "&Light"), ("dark", "&Dark")):
            made = menu.addAction(words)
            made.setCheckable(True)
            made.setData(scheme)
            self._schemes.addAction(made)
        self._schemes.triggered.connect(self._on_scheme_chosen)

    def _make_status_bar(self) -> None:
        self._digits_words, self._network_words = QLabel("Loading the digits…"), QLabel()
        self._digits_words.setObjectName("digitsStatus")
        self._network_words.setObjectName("networkStatus")
        bar = self.statusBar()
        bar.setContentsMargins(10, 0, 6, 0)
        bar.addWidget(self._digits_words)
        bar.addWidget(self._network_words)
        bar.addPermanentWidget(QLabel("CPU"))
        self.train_page.form.changed.connect(self._show_status)

    # Status and progress

    def _show_status(self) -> None:
        digits, setup = self.session.digits, self.train_page.form.setup()
        if digits is None:
            self._digits_words.setText("No digits")
        elif setup is None:
            self._digits_words.setText(f"{digits.name}")
        else:
            test = round(len(digits) * setup.test_fraction)
            self._digits_words.setText(f"{digits.name} · {len(digits) - test:,} train, {test:,} test")
        if setup is not None:
            self._network_words.setText(f"  {setup.spec}, {setup.spec.parameters:,} parameters")
        self._save.setEnabled(self.session.network() is not None)

    def _on_run_changed(self) -> None:
        self.progress.setVisible(self.session.run is not None)
        self._show_progress()

    def _show_progress(self) -> None:
        run = self.session.run
        if run is not None:
            self.progress.show_progress(*_progress(run, self.session.training))

    # What the person does

    def _on_page_changed(self, index: int) -> None:
        self._rail_buttons.button(index).setChecked(True)

    def _on_scheme_chosen(self, chosen: QAction) -> None:
        theme.set_scheme(QApplication.instance(), chosen.data())

    def _on_save(self) -> None:
        network = self.session.network()
        if network is None:
            return
        path, _ = QFileDialog.getSaveFileName(
            self, "Save the network", f"inkling-{network.spec}.safetensors", "Networks (*.safetensors)"
        )
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> None:
        """Write the chosen network to ``path``; says so, or why not."""
        try:
            save_network(path, self.session.network())
        except UserError as error:
            self.notice.tell(str(error))
        else:
            self.statusBar().showMessage(f"Saved {path.name}", 4000)

    # What is remembered

    def _restore(self) -> None:
        stored = settings()
        geometry = stored.value("window/geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.resize(FIRST)
        stored.beginGroup("form")
        values = {key: str(stored.value(key)) for key in stored.childKeys()}
        stored.endGroup()
        page = self.train_page
        page.form.set_values(values)
        if page.form.setup() is None:
            page.form.reset()
        page.yardsticks.setChecked(text("view/yardsticks") == "true")
        page.watching.setChecked(text("view/watch") == "true")
        kind = text("view/evidence", "probability")
        self.draw_page.set_kind(kind if kind in ("probability", "log_probability") else "probability")
        scheme = text("view/scheme", "system")
        for made in self._schemes.actions():
            if made.data() == (scheme if scheme in theme.SCHEMES else "system"):
                made.trigger()
        name = text("window/page", "trainPage")
        page_widget = self.pages.findChild(QWidget, name, Qt.FindChildOption.FindDirectChildrenOnly)
        self.pages.setCurrentWidget(page_widget or self.train_page)
        self._on_page_changed(self.pages.currentIndex())

    def _remember(self) -> None:
        stored, page = settings(), self.train_page
        stored.setValue("window/geometry", self.saveGeometry())
        stored.setValue("window/page", self.pages.currentWidget().objectName())
        stored.setValue("view/yardsticks", "true" if page.yardsticks.isChecked() else "false")
        stored.setValue("view/watch", "true" if page.watching.isChecked() else "false")
        stored.setValue("view/evidence", self.draw_page.bars.kind())
        stored.setValue("view/scheme", theme.scheme(QApplication.instance()))
        for name, value in page.form.values().items():
            stored.setValue(f"form/{name}", value)

    def closeEvent(self, event: QCloseEvent) -> None:
        """No question: the network in training is kept and is there at the next start."""
        self._remember()
        self.hide()
        self.session.close()
        super().closeEvent(event)


def _progress(run: TrainingRun, training: bool) -> tuple[str, float]:
    """In words, and as a share of the whole: epoch, speed, time gone and left."""
    history, epochs, progress = run.history, run.config.epochs, run.control.progress()
    done = max(0, history.count - 1)
    if progress is None:
        return "Preparing the images…" if training else ENDED[run.outcome], 0.0
    within = len(progress.batch_losses) / progress.batches if progress.epoch == done + 1 else 0.0
    share = (done + within) / epochs
    if not training:
        return f"{ENDED[run.outcome]} after {done} of {epochs} epochs · {duration(progress.seconds)}", share
    words = [f"epoch {min(done + 1, epochs)}/{epochs}"]
    if done:
        each = float(history.seconds[1 : done + 1].mean())
        words += [f"{each:.2f} s each", f"{duration(progress.seconds)} gone"]
        words += [] if run.control.paused else [f"{duration(each * (epochs - done - within))} left"]
    words += ["paused"] if run.control.paused else []
    return " · ".join(words), share
