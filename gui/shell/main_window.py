"""The window: the rail of pages, the menus, the progress and the status bar. Wiring, and nothing else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.errors import UserError
from engine.experiments.factors import Plan
from engine.networks.files import save_network
from gui.compare.page import ComparePage
from gui.data.applied_strip import Applied
from gui.data.opener import Opener
from gui.data.page import DataPage
from gui.data.reading_strip import ReadingStrip
from gui.draw.page import DrawPage
from gui.inspect.page import InspectPage
from gui.look import theme
from gui.model.progress_words import progress_of
from gui.model.session import OPENED, Session
from gui.model.setup import form_values
from gui.model.training_run import TrainingRun
from gui.runs.run_list import RunList
from gui.runs.unfinished_offer import UnfinishedOffer
from gui.runs.window import RunsWindow
from gui.shell.menus import Menus
from gui.shell.notice import Notice
from gui.shell.progress_strip import ProgressStrip
from gui.shell.rail_button import RailButton
from gui.shell.window_state import remember, restore
from gui.train.page import TrainPage

PROGRESS_TICKS = 4  # new words lay the window out anew, and nobody reads them 20 times a second
SMALLEST = QSize(900, 600)


class MainWindow(QMainWindow):
    """Inkling's window. It needs a QApplication and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        theme.apply(QApplication.instance())
        self.setWindowTitle("Inkling")
        self.setMinimumSize(SMALLEST)
        self.session = Session(self)
        self.runs = RunList(self.session, self)
        self._ticks = 0
        self._make_pages()
        self._make_rail()
        self._make_frame()
        self.menus = Menus(self)
        self._make_status_bar()
        self.runs.opened.connect(self._on_kept_run_opened)
        self.runs.told.connect(self._on_told)
        self.train_page.runs_wanted.connect(self.show_runs)
        self._runs_window: RunsWindow | None = None
        self.session.failed.connect(self.notice.tell)
        self.session.network_opened.connect(self._on_network_opened)
        self.session.runs_removed.connect(self._on_runs_removed)
        self.session.run_changed.connect(self._on_run_changed)
        self.session.ticked.connect(self._on_ticked)
        self.session.digits_changed.connect(self._show_status)
        self.session.networks_changed.connect(self._show_status)
        QApplication.instance().aboutToQuit.connect(self.session.close)  # also where no window is closed first
        restore(self)
        QTimer.singleShot(0, self.session.load)  # the window shows first

    # Parts

    def _make_pages(self) -> None:
        self.train_page, self.draw_page = TrainPage(self.session), DrawPage(self.session)
        self.data_page = DataPage(self.session)
        self.inspect_page = InspectPage(self.session)
        self.inspect_page.train_wanted.connect(lambda: self.pages.setCurrentWidget(self.train_page))
        self.compare_page = ComparePage(self.session)
        self.compare_page.opened.connect(self._on_run_opened)
        self.pages = QStackedWidget(objectName="pages")
        for page in (self.data_page, self.train_page, self.inspect_page, self.compare_page, self.draw_page):
            self.pages.addWidget(page)

    def _make_rail(self) -> None:
        self.rail = QFrame(objectName="rail")
        column = QVBoxLayout(self.rail)
        column.setContentsMargins(6, 10, 6, 10)
        column.setSpacing(4)
        self.rail_buttons = QButtonGroup(self)
        for index, name in enumerate(("Data", "Train", "Inspect", "Compare", "Draw")):
            button = RailButton(name)
            button.setToolTip(f"{name} (Ctrl+{index + 1})")
            self.rail_buttons.addButton(button, index)
            column.addWidget(button)
        column.addStretch(1)
        self.rail_buttons.idClicked.connect(self.pages.setCurrentIndex)
        self.pages.currentChanged.connect(self._on_page_changed)

    def _make_frame(self) -> None:
        self.progress = ProgressStrip()
        self.progress.hide()
        body = QVBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addLayout(self._make_strips())
        body.addWidget(self.pages, 1)
        body.addWidget(self.progress)
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(body, 1)
        self.setCentralWidget(central)
        central.setFocus()  # else the first button of the rail has it, and looks chosen

    def _make_strips(self) -> QVBoxLayout:
        """What went wrong, what is offered, what is applied to the digits, how far a file is read: on every page."""
        self.notice, self.applied, self.reading = Notice(), Applied(self.session), ReadingStrip()
        self.unfinished = UnfinishedOffer(self.session, self.runs)
        self.unfinished.taken.connect(self._on_going_on)
        self.opener = Opener(self.session, self, self.reading)
        self.data_page.open_wanted.connect(self.opener.ask)
        self.data_page.folder_wanted.connect(self.opener.ask_folder)
        self.data_page.bundled_wanted.connect(self.opener.open_bundled)
        self.opener.opened.connect(self._on_opened)
        self.session.preparation_changed.connect(self._show_status)
        self.setAcceptDrops(True)
        strips = QVBoxLayout()
        strips.setContentsMargins(14, 8, 14, 0)
        strips.setSpacing(6)
        for strip in (self.notice, self.unfinished, self.applied, self.reading):
            strips.addWidget(strip)
        return strips

    def _make_status_bar(self) -> None:
        self._digits_words, self._network_words = QLabel("Loading the digits…"), QLabel()
        self._digits_words.setObjectName("digitsStatus")
        self._network_words.setObjectName("networkStatus")
        bar = self.statusBar()
        bar.setContentsMargins(4, 0, 6, 0)  # so that all words begin where Qt puts those of a message
        bar.addWidget(self._digits_words)
        bar.addWidget(self._network_words)
        bar.addPermanentWidget(QLabel("CPU"))
        self.inspect_page.told.connect(self._on_told)
        self.draw_page.told.connect(self._on_told)
        self.compare_page.told.connect(self._on_told)
        self.compare_page.progressed.connect(self._on_experiment_progressed)
        self.train_page.form.changed.connect(self._show_status)
        self.train_page.form.changed.connect(self._on_form_changed)

    # Status and progress

    def _show_status(self) -> None:
        digits, setup = self.session.digits, self.train_page.form.setup()
        if digits is None:
            self._digits_words.setText("No digits")
        elif setup is None:
            self._digits_words.setText(f"{digits.name}")
        else:
            own = self.session.test_digits
            test = round(len(digits) * setup.test_fraction) if own is None else len(own)
            train = len(digits) - test if own is None else len(digits)
            applied = " · with what is applied above" if self.session.changes else ""
            self._digits_words.setText(f"{digits.name} · {train:,} train, {test:,} test{applied}")
        if setup is not None:
            self._network_words.setText(f"  {setup.spec}, {setup.spec.parameters:,} parameters")
        self.menus.save.setEnabled(self.session.network() is not None)

    def _on_run_changed(self) -> None:
        self.progress.setVisible(self.session.run is not None)
        self._show_progress()

    def _on_ticked(self) -> None:
        self._ticks += 1
        if self._ticks % PROGRESS_TICKS == 0:
            self._show_progress()

    def _show_progress(self) -> None:
        run = self.session.run
        if run is not None:
            training = self.session.training
            self.progress.show_progress(*progress_of(run, training), ended=not training)

    def _on_experiment_progressed(self, words: str, share: float, ended: bool) -> None:
        if not self.session.training:
            self.progress.show()
            self.progress.show_progress(words, share, ended)

    # What the person does

    def _on_form_changed(self) -> None:
        self.compare_page.set_setup(self.train_page.form.setup())

    def _on_run_opened(self, page: str, plan: Plan) -> None:
        if page == "trainPage":  # what stands beside its curves is what made them
            self.train_page.form.set_values(form_values(plan.spec, plan.config, plan.test_fraction))
            self.session.set_changes(plan.changes)
            self.session.set_input_range(*plan.spec.input_range)
        self.pages.setCurrentWidget(self.pages.findChild(QWidget, page, Qt.FindChildOption.FindDirectChildrenOnly))

    def show_page(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._on_page_changed(self.pages.currentIndex())

    def _on_page_changed(self, index: int) -> None:
        self.rail_buttons.button(index).setChecked(True)

    def _on_told(self, sentence: str) -> None:
        self.statusBar().showMessage(sentence, 4000)

    def open_network(self) -> None:
        """Let the person choose a saved network."""
        path, _ = QFileDialog.getOpenFileName(self, "Open a network", "", "Networks (*.safetensors);;All files (*)")
        if path:
            self.session.open_network(Path(path))

    def _on_network_opened(self) -> None:
        if self.pages.currentWidget() not in (self.inspect_page, self.draw_page):
            self.pages.setCurrentWidget(self.draw_page)
        self.inspect_page.inspector.choose_network(OPENED)
        self._on_told("The network is here: draw for it, or inspect it")

    def save_network(self) -> None:
        """Let the person choose where the chosen network is saved."""
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
            trained_on = self.session.trained_on(self.session.chosen)
            save_network(path, self.session.network(), trained_on.facts() if trained_on else None)
        except UserError as error:
            self.notice.tell(str(error))
        else:
            self.statusBar().showMessage(f"Saved {path.name}", 4000)

    # Opening, and what is applied

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self._open_dropped(paths[0])  # of an IDX pair, either finds the other

    def _open_dropped(self, path: Path) -> None:
        if path.suffix == ".safetensors":
            self.session.open_network(path)
        elif path.suffix == ".zip":
            self.show_runs()
            self.runs.take_in(path)
        else:
            self.opener.open(path)

    def _on_opened(self) -> None:
        self.pages.setCurrentWidget(self.data_page)
        later = " The training under way keeps the digits it has." if self.session.training else ""
        self.statusBar().showMessage(f"Opened {self.session.digits.name}.{later}", 6000)

    # Runs

    def show_runs(self) -> None:
        """The window that lists the runs."""
        if self._runs_window is None:
            self._runs_window = RunsWindow(self.runs, self)
        self._runs_window.show()
        self._runs_window.raise_()
        self._runs_window.activateWindow()

    def _on_kept_run_opened(self, page: str, run: TrainingRun) -> None:
        self._on_run_opened(page, Plan(run.spec, run.config, run.test_fraction, run.changes))

    def _on_going_on(self) -> None:
        self.pages.setCurrentWidget(self.train_page)
        self.train_page.pause.setFocus()

    def _on_runs_removed(self, titles: list[str]) -> None:
        what = f"the run “{titles[0]}” was" if len(titles) == 1 else f"{len(titles)} old runs were"
        self.notice.tell(f"To make room, {what} removed. File > Runs has a star for what shall stay, and the limit.")

    # The end

    def closeEvent(self, event: QCloseEvent) -> None:
        """No question: the network in training is kept and is there at the next start."""
        self.opener.cancel()
        remember(self)
        self.hide()
        self.session.close()
        super().closeEvent(event)
