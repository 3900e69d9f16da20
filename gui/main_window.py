"""The window: the rail of pages, the menus, the progress and the status bar. Wiring, and nothing else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
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
from engine.run_folder import Entry
from engine.runs import save_network
from engine.transforms import Variants
from gui import theme
from gui.about import show_about
from gui.opener import Opener, RecentMenu
from gui.pages.compare_page import ComparePage
from gui.pages.data_page import DataPage
from gui.pages.draw_page import DrawPage
from gui.pages.inspect_page import InspectPage
from gui.pages.train_page import TrainPage
from gui.run_list import RunList
from gui.runs_window import RunsWindow
from gui.session import Session
from gui.settings import settings, text
from gui.training_thread import TrainingRun
from gui.widgets.notice import Notice
from gui.widgets.offer_strip import OfferStrip
from gui.widgets.progress_strip import ProgressStrip
from gui.widgets.rail_button import RailButton
from gui.widgets.range_field import words_of
from gui.widgets.reading_strip import ReadingStrip
from gui.widgets.training_form import form_values
from gui.widgets.variants_strip import VariantsStrip
from gui.words import duration

PROGRESS_TICKS = 4  # new words lay the window out anew, and nobody reads them 20 times a second
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
        self._ticks = 0
        self._make_pages()
        self._make_rail()
        self._make_frame()
        self._make_menus()
        self._make_status_bar()
        self.runs = RunList(self.session, self)
        self.runs.opened.connect(self._on_kept_run_opened)
        self.runs.told.connect(self._on_told)
        self._runs_window: RunsWindow | None = None
        self.session.failed.connect(self.notice.tell)
        self.session.unfinished_found.connect(self._on_unfinished_found)
        self.session.runs_removed.connect(self._on_runs_removed)
        self.session.run_changed.connect(self._on_run_changed)
        self.session.ticked.connect(self._on_ticked)
        self.session.digits_changed.connect(self._show_status)
        self.session.networks_changed.connect(self._show_status)
        QApplication.instance().aboutToQuit.connect(self.session.close)  # also where no window is closed first
        self._restore()
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
        for page in (
            self.data_page,
            self.train_page,
            self.inspect_page,
            self.compare_page,
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
            button = RailButton(name)
            button.setToolTip(f"{name} (Ctrl+{index + 1})")
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
        body.addLayout(self._make_data_strips())
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

    def _make_data_strips(self) -> QVBoxLayout:
        """What is applied to the digits, and how far a file is read: on top of every page."""
        self.applied, self.reading = VariantsStrip(), ReadingStrip()
        self.unfinished = OfferStrip("unfinished")
        self.unfinished.taken.connect(self._on_going_on)
        self.unfinished.declined.connect(self._on_left)
        self.opener = Opener(self.session, self, self.reading)
        self.data_page.open_wanted.connect(self.opener.ask)
        self.data_page.folder_wanted.connect(self.opener.ask_folder)
        self.data_page.bundled_wanted.connect(self.opener.open_bundled)
        self.opener.opened.connect(self._on_opened)
        self.applied.removed.connect(self._on_variant_removed)
        self.applied.all_removed.connect(self._on_variants_removed)
        self.session.variants_changed.connect(self._show_applied)
        self.setAcceptDrops(True)
        strips = QVBoxLayout()
        strips.setContentsMargins(14, 0, 14, 0)
        strips.addWidget(self.unfinished)
        strips.addWidget(self.applied)
        strips.addWidget(self.reading)
        return strips

    def _make_menus(self) -> None:
        def action(menu, text: str, slot, shortcut=None) -> QAction:
            made = menu.addAction(text, slot)
            if shortcut:
                made.setShortcut(shortcut)
            return made

        file = self.menuBar().addMenu("&File")
        action(file, "&Open digits…", self.opener.ask, QKeySequence.StandardKey.Open)
        action(file, "Open a &folder of images…", self.opener.ask_folder)
        file.addMenu(RecentMenu(self.opener, self))
        file.addSeparator()
        self._save = action(file, "&Save network…", self._on_save, QKeySequence.StandardKey.Save)
        action(file, "&Runs…", self.show_runs, "Ctrl+R")
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
        action(about, "&About Inkling", lambda: show_about(self, self.session))

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
            applied = " · with what is applied above" if self.session.variants else ""
            self._digits_words.setText(f"{digits.name} · {train:,} train, {test:,} test{applied}")
        if setup is not None:
            self._network_words.setText(f"  {setup.spec}, {setup.spec.parameters:,} parameters")
        self._save.setEnabled(self.session.network() is not None)

    def _on_run_changed(self) -> None:
        if self.session.training:
            self.unfinished.hide()
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
            self.progress.show_progress(*_progress(run, training), ended=not training)

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
            self.session.set_variants(plan.variants)
            self.session.set_input_range(*plan.spec.input_range)
        self.pages.setCurrentWidget(self.pages.findChild(QWidget, page, Qt.FindChildOption.FindDirectChildrenOnly))

    def _on_page_changed(self, index: int) -> None:
        self._rail_buttons.button(index).setChecked(True)

    def _on_scheme_chosen(self, chosen: QAction) -> None:
        theme.set_scheme(QApplication.instance(), chosen.data())

    def _on_told(self, sentence: str) -> None:
        self.statusBar().showMessage(sentence, 4000)

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
            self.opener.open(paths[0])  # of an IDX pair, either finds the other

    def _on_opened(self) -> None:
        self.pages.setCurrentWidget(self.data_page)
        later = " The training under way keeps the digits it has." if self.session.training else ""
        self.statusBar().showMessage(f"Opened {self.session.digits.name}.{later}", 6000)

    def _show_applied(self) -> None:
        session = self.session
        applied = [(variant.kind, str(variant)) for variant in session.variants.ordered()]
        if session.input_range != (0.0, 1.0):
            applied.append(("range", f"fed as {words_of(*session.input_range)}"))
        self.applied.show_applied(applied)
        self._show_status()

    def _on_variant_removed(self, name: str) -> None:
        if name == "range":
            self.session.set_input_range(0.0, 1.0)
        else:
            self.session.set_variants(self.session.variants.without(name))

    def _on_variants_removed(self) -> None:
        self.session.set_input_range(0.0, 1.0)
        self.session.set_variants(Variants())

    # Runs

    def show_runs(self) -> None:
        """The window that lists the runs."""
        if self._runs_window is None:
            self._runs_window = RunsWindow(self.runs, self)
        self._runs_window.show()
        self._runs_window.raise_()
        self._runs_window.activateWindow()

    def _on_kept_run_opened(self, page: str, run: TrainingRun) -> None:
        self._on_run_opened(page, Plan(run.spec, run.config, run.test_fraction, run.variants))

    def _on_unfinished_found(self, entry: Entry) -> None:
        run, self._unfinished = entry.summary, entry.folder
        words = f"The run “{entry.title}” stopped after {run.epoch} of {run.config.epochs} epochs, "
        words += f"with {run.accuracy:.1f} % of the test images right."
        self.unfinished.offer(words, "Go on", "Not now")

    def _on_going_on(self) -> None:
        self.pages.setCurrentWidget(self.train_page)
        self.session.go_on()

    def _on_left(self) -> None:
        self.runs.leave(self._unfinished)

    def _on_runs_removed(self, titles: list[str]) -> None:
        what = f"the run “{titles[0]}” was" if len(titles) == 1 else f"{len(titles)} old runs were"
        self.notice.tell(f"To make room, {what} removed. File > Runs has a star for what shall stay, and the limit.")

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
        self.opener.cancel()
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
