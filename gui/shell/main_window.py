"""The window: the rail of pages, what stands around them, and what goes from one to another. Wiring, nothing else."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QCursor, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from engine.experiments.factors import Plan
from engine.runs.run import Run
from engine.words import _
from gui.data.applied_strip import AppliedStrip
from gui.data.opener import Opener
from gui.data.reading_strip import ReadingStrip
from gui.draw.page import DrawPage
from gui.lesson.beside import Beside
from gui.lesson.first_offer import FirstOffer
from gui.look import theme
from gui.look.sizes import sized
from gui.model.networks import OPENED
from gui.model.session import Session
from gui.model.setup import form_values
from gui.model.sums import Sums
from gui.runs.controller import RunsController
from gui.runs.unfinished_offer import UnfinishedOffer
from gui.shell.ahead import import_ahead
from gui.shell.fitting_strip import FittingStrip
from gui.shell.late_pages import make_compare_page, make_data_page, make_inspect_page
from gui.shell.menus import Menus
from gui.shell.network_files import NetworkFiles
from gui.shell.notice import Notices
from gui.shell.page_focus import PageFocus
from gui.shell.pages import Pages, ScrolledPages, ScrolledRail
from gui.shell.pixel_ratio import PixelRatio
from gui.shell.presenting import Presenting
from gui.shell.progress import ProgressStrip
from gui.shell.rail_button import RailButton
from gui.shell.replaying import Replaying
from gui.shell.status_bar import StatusBar
from gui.shell.window_state import arrange_window, remember, restore
from gui.shell.yardstick_files import YardstickFiles
from gui.train.page import TrainPage
from gui.widgets.focus import focus_in, go_on
from gui.widgets.folds import close_innermost
from gui.widgets.late_page import LatePage
from gui.widgets.page import Page
from gui.widgets.stage import Stage, clear_stages
from gui.work.tasks import Job

if TYPE_CHECKING:
    from gui.compare.page import ComparePage
    from gui.data.page import DataPage
    from gui.inspect.page import InspectPage
    from gui.lesson.controller import LessonController
    from gui.lesson.lesson_files import LessonFiles
    from gui.lesson.lesson_room import LessonRoom
    from gui.lesson.words_window import WordsWindow
    from gui.runs.window import RunsWindow
    from gui.softmax.window import SoftmaxWindow

SMALLEST = QSize(640, 400)


class MainWindow(QMainWindow):
    """Inkling's window. It needs a QApplication and nothing else."""

    closed = Signal()
    """All is written, and nothing is under way any more that could not be left."""

    def __init__(self) -> None:
        super().__init__()
        theme.apply(QApplication.instance())
        self.setWindowTitle("Inkling")
        self.setMinimumSize(SMALLEST)
        self.setAcceptDrops(True)
        self.session = session = Session(self)
        self.runs = RunsController(session.training, session.data, session.tasks, session.messages, self)
        self.network_files = NetworkFiles(session.networks, session.tasks, session.messages, self)
        self.yardstick_files = YardstickFiles(session.yardsticks, session.tasks, session.messages, self)
        self._runs_window: RunsWindow | None = None
        self._softmax: SoftmaxWindow | None = None
        self._make_pages()
        self._make_rail()
        self._make_frame()
        self.setStatusBar(StatusBar(session.data, self.train_page.form, session.messages))
        self.session.replay.changed.connect(self._on_replayed)
        self.menus = Menus(self)
        self._connect()
        PixelRatio(self)
        restore(self)
        QTimer.singleShot(0, session.at_start.load)  # the window shows first

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody else wanted."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not clear_stages(self):
            close_innermost(focus_in(self) or self)

    # Parts

    def _make_pages(self) -> None:
        s = self.session
        self._data = LatePage("dataPage", _("Data"), partial(make_data_page, self))
        self.train_page = TrainPage(s.data, s.training, s.measured, s.drawing, s.judge, s.networks, s.tasks, s.messages)
        self._inspect = LatePage("inspectPage", _("Inspect"), partial(make_inspect_page, self))
        self._compare = LatePage("comparePage", _("Compare"), partial(make_compare_page, self))
        self.draw_page = DrawPage(
            s.drawing, s.judge, s.networks, s.my_digits, s.data, s.tasks, s.messages, s.yardsticks
        )

    @property
    def data_page(self) -> DataPage:
        """Made when it is first asked for."""
        return cast("DataPage", self._data.page())

    @property
    def inspect_page(self) -> InspectPage:
        """Made when it is first asked for."""
        return cast("InspectPage", self._inspect.page())

    @property
    def compare_page(self) -> ComparePage:
        """Made when it is first asked for."""
        return cast("ComparePage", self._compare.page())

    def all_pages(self) -> list[Page]:
        """From the top of the rail to the bottom; the place of a page that nobody has asked for yet."""
        places = self._data, self.train_page, self._inspect, self._compare, self.draw_page
        return [(one.made or one) if isinstance(one, LatePage) else one for one in places]

    def made_pages(self) -> list[Page]:
        """All pages, and those are made that nobody has asked for yet."""
        return [page.page() if isinstance(page, LatePage) else page for page in self.all_pages()]

    def _make_rail(self) -> None:
        self.rail = QFrame(objectName="rail")
        column = QVBoxLayout(self.rail)
        sized(column.setContentsMargins, 6, 10, 6, 10)
        sized(column.setSpacing, 4)
        self.rail_buttons = QButtonGroup(self)
        for index, page in enumerate(self.all_pages()):
            button = RailButton(page.objectName().removesuffix("Page"), page.title)
            button.setToolTip(_("{page} (Ctrl+{number})").format(page=page.title, number=index + 1))
            self.rail_buttons.addButton(button, index)
            column.addWidget(button)
        column.addStretch(1)

    def _make_frame(self) -> None:
        """The pages come in last: what is put into something else has its looks made anew, with all that is in it."""
        self.progress = ProgressStrip(self.session.training)
        self.pages = Pages()
        right = QWidget()
        body = QVBoxLayout(right)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addLayout(self._make_strips())
        body.addWidget(ScrolledPages(self.pages), 1)
        self.replaying = Replaying(self.session, self.train_page, self)
        self.replaying.add_page(self.draw_page)
        body.addWidget(self.replaying.place)
        body.addWidget(self.progress)
        pages = QWidget()
        row = QHBoxLayout(pages)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(ScrolledRail(self.rail))
        row.addWidget(right, 1)
        self._beside = central = Beside(pages)
        self.stage = Stage(central)
        self.presenting = Presenting(self, self.stage, pages, self.session.messages)
        self.notice = Notices(right)
        self.setCentralWidget(central)
        with QSignalBlocker(self.pages):  # none of them is in sight yet
            for page in self.all_pages():
                self.pages.addWidget(page)
        self.page_focus = PageFocus(self._is_in_lesson, self)
        central.setFocus()  # else the first button of the rail has it, and looks chosen
        self._lesson: LessonRoom | None = None
        self._words: WordsWindow | None = None
        self.first.taken.connect(self._on_lesson_taken)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads."""
        return go_on(self.centralWidget(), forward)

    @property
    def lesson_room(self) -> LessonRoom:
        """The lesson, and what belongs to it: made when it is first asked for."""
        if self._lesson is None:
            from gui.lesson.lesson_room import make_lesson

            self._lesson = made = make_lesson(self, self._beside, self.session, self.train_page.form)
            made.controller.word_wanted.connect(self.show_words)
            made.controller.changed.connect(self.first.settle)
        return self._lesson

    def _is_in_lesson(self, widget: QWidget) -> bool:
        return self._lesson is not None and self._lesson.controller.strip.isAncestorOf(widget)

    @property
    def lesson(self) -> LessonController:
        return self.lesson_room.controller

    @property
    def lesson_files(self) -> LessonFiles:
        return self.lesson_room.files

    def _on_lesson_taken(self) -> None:
        self.lesson.begin()

    def _make_strips(self) -> QVBoxLayout:
        """What is offered, what is applied to the digits, how far a file is read: on every page."""
        s = self.session
        self.applied, self.reading, self.fitting = AppliedStrip(s.data), ReadingStrip(), FittingStrip(s.yardsticks)
        self.first = FirstOffer()
        self.unfinished = UnfinishedOffer(s.at_start, s.training, self.runs)
        self.opener = Opener(s.data, s.tasks, s.messages, s.networks, self, self.reading)
        strips = QVBoxLayout()
        sized(strips.setContentsMargins, 14, 8, 14, 0)
        sized(strips.setSpacing, 6)
        for strip in (self.first, self.unfinished, self.applied, self.reading, self.fitting):
            strips.addWidget(strip)
        return strips

    def _connect(self) -> None:
        messages = self.session.messages
        messages.failed.connect(self.notice.tell)
        messages.failed_on.connect(self.notice.fail_on)
        messages.advised.connect(self.notice.advise)
        messages.noted.connect(self.notice.note)
        messages.settled.connect(self.notice.settle)
        self.session.closing.connect(self.opener.cancel)
        self.session.closing.connect(self.runs.close)
        QApplication.instance().aboutToQuit.connect(self.session.close)  # also where no window is closed first
        self.rail_buttons.idClicked.connect(self.pages.setCurrentIndex)
        self.pages.currentChanged.connect(self._on_page_changed)
        self.train_page.runs_wanted.connect(self.show_runs)
        self.train_page.milestones_wanted.connect(self._on_milestones_wanted)
        self.train_page.softmax_wanted.connect(self.show_softmax)
        self.train_page.form.changed.connect(self._on_form_changed)
        self.opener.opened.connect(self._on_opened)
        self.runs.opened.connect(self._on_kept_run_opened)
        self.unfinished.taken.connect(self._on_going_on)
        self.session.networks.opened.connect(self._on_network_opened)
        self.session.yardsticks.begun.connect(self._on_yardstick_begun)
        self.session.yardsticks.opened.connect(self._on_yardstick_opened)
        self.draw_page.yardstick_wanted.connect(self._on_yardstick_wanted)
        self.session.training.changed.connect(self._on_training_changed)
        self.session.at_start.ended.connect(self._on_all_read)

    # From page to page

    def show_page(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page.page() if isinstance(page, LatePage) else page)
        self._on_page_changed(self.pages.currentIndex())

    def _on_page_changed(self, index: int) -> None:
        self.rail_buttons.button(index).setChecked(True)
        self.menus.show_page(self.pages.widget(index))
        self.statusBar().show_page(self.pages.widget(index))
        self.replaying.show_page(self.pages.widget(index))
        self.page_focus.go_to(self.pages.widget(index))

    def show_train(self) -> None:
        self.pages.setCurrentWidget(self.train_page)

    def _on_all_read(self) -> None:
        job = Job()
        self.session.tasks.start("ahead", lambda: import_ahead(job), job=job)

    def _on_milestones_wanted(self) -> None:
        self.compare_page.milestones.show()

    def _on_yardstick_wanted(self) -> None:
        self.inspect_page.yardsticks.ask()

    def _on_training_changed(self) -> None:
        """How quick the machine is: the Compare page says how long an experiment takes, and sees to that once it is
        there."""
        training = self.session.training
        if self._compare.made is None and training.run is not None and not training.under_way:
            from gui.compare.pace import keep_pace

            if problem := keep_pace(training.run):
                self.session.messages.failed_on.emit("settings", problem)

    def _on_form_changed(self) -> None:
        setup = self.train_page.form.setup()
        if self._compare.made is not None:
            self.compare_page.set_setup(setup)
        if setup is not None:
            self.session.yardsticks.set_split(setup.test_fraction, setup.config.seed)

    def on_run_opened(self, page: str, plan: Plan) -> None:
        if page == "trainPage":  # what stands beside its curves is what made them
            values = form_values(plan.spec, plan.config, plan.test_fraction)
            self.train_page.form.fill(_("the run's values"), values)
            data = self.session.data
            data.set_changes(data.fitting(plan.changes, plan.spec.names, data.digits))
            data.set_input_range(*plan.spec.input_range)
        self.pages.setCurrentWidget(self.pages.findChild(QWidget, page))

    def _on_kept_run_opened(self, page: str, run: Run) -> None:
        self.on_run_opened(page, Plan(run.spec, run.config, run.test_fraction, run.changes))

    def _on_replayed(self) -> None:
        self.statusBar().show_replay(self.session.replay.epoch)

    def _on_going_on(self) -> None:
        self.pages.setCurrentWidget(self.train_page)
        self.train_page.pause.setFocus()

    def _on_network_opened(self) -> None:
        if self.pages.currentWidget() not in (self.inspect_page, self.draw_page):
            self.pages.setCurrentWidget(self.draw_page)
        self.inspect_page.inspector.choose_network(OPENED)
        self.session.messages.told.emit(_("The network is here: draw for it, or inspect it"))

    def _on_yardstick_begun(self) -> None:
        if self.pages.currentWidget() not in (self.inspect_page, self.draw_page):
            self.pages.setCurrentWidget(self.inspect_page)

    def _on_yardstick_opened(self, which: str) -> None:
        self.inspect_page.inspector.choose_network(which)
        self.session.messages.told.emit(_("The yardstick is here: inspect it, or draw for it"))

    def _on_opened(self) -> None:
        self.pages.setCurrentWidget(self.data_page)
        training = self.session.training
        if not training.under_way:
            words = _("Opened {digits}.")
        elif training.run.spec.are_digits:
            words = _("Opened {digits}. The training under way keeps the digits it has.")
        else:
            words = _("Opened {digits}. The training under way keeps the images it has.")
        self.statusBar().showMessage(words.format(digits=self.session.data.digits.name), 6000)

    def show_keys(self) -> None:
        """The window that lists all keys."""
        from gui.shell.keys_window import KeysWindow, all_keys

        KeysWindow(all_keys(self.menuBar(), self.made_pages()), self).show()

    def show_words(self, word: str = "") -> None:
        """The window with the words of the field: at this one, or at the first that is under the pointer."""
        from gui.lesson.words_window import WordsWindow, word_under

        if self._words is None:
            self._words = WordsWindow(self)
            arrange_window(self._words)
        self._words.show_word(word or word_under(QCursor.pos()))
        self._words.show()
        self._words.raise_()
        self._words.activateWindow()

    # What the lesson hears of

    def on_image_inspected(self, index: int) -> None:
        found = self.inspect_page.inspector.found
        if self._lesson is not None and found is not None and index >= 0:
            self._lesson.signs.see_image(index, bool(found.evaluation.right[index]))

    def _on_softmax_changed(self, changed: bool) -> None:
        if changed and self._lesson is not None:
            self._lesson.signs.see_softmax()

    def on_race_ended(self) -> None:
        from engine.experiments.states import FINISHED

        race = self.compare_page.controller.race
        if self._lesson is not None and any(run.state == FINISHED for run in race.runs):
            for factor in race.experiment.factors:
                self._lesson.signs.see_race(factor.name)

    # Windows beside it

    def windows_beside(self) -> list[QWidget]:
        """Those that have been opened."""
        return [one for one in (self._runs_window, self._softmax, self._words) if one is not None]

    def show_runs(self) -> None:
        """The window that lists the runs."""
        from gui.runs.window import RunsWindow

        if self._runs_window is None:
            self._runs_window = RunsWindow(self.runs, self)
            arrange_window(self._runs_window)
        self._runs_window.show()
        self._runs_window.raise_()
        self._runs_window.activateWindow()

    def show_softmax(self, sums: Sums | None = None) -> None:
        """The window in which softmax is done by hand, with these sums; None: with those that it has."""
        from gui.softmax.window import SoftmaxWindow

        if self._softmax is None:
            self._softmax = SoftmaxWindow(self)
            arrange_window(self._softmax)
            self._softmax.stack.canUndoChanged.connect(self._on_softmax_changed)
        if sums is not None:
            self._softmax.show_sums(sums)
        self._softmax.show()
        self._softmax.raise_()
        self._softmax.activateWindow()

    # What is dropped onto the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.open_file(paths[0])  # of an IDX pair, either finds the other

    def open_at_start(self, path: Path) -> None:
        """Open a file once there is what always is there."""
        self.session.at_start.ended.connect(partial(self.open_file, path), Qt.ConnectionType.SingleShotConnection)

    def open_file(self, path: Path) -> None:
        """Whatever it is: a network, a run, an experiment with its results, or digits."""
        from engine.experiments.results import ENDING as RESULTS_ENDING
        from engine.experiments.yardsticks.keeping import is_yardstick
        from engine.lesson.reading import ENDING
        from engine.runs.archive import is_run

        if path.suffix == f".{RESULTS_ENDING}":
            self.show_page(self.compare_page)
            self.compare_page.files.open_file(path)
        elif path.suffix.lower() in (".safetensors", ".pt", ".pth"):
            self.session.networks.open(path)
        elif path.suffix.lower() == ENDING:
            self.lesson.open_file(path)
        elif is_yardstick(path):
            self.session.yardsticks.read(path)
        elif is_run(path):
            self.show_runs()
            self.runs.take_in(path)
        else:
            self.opener.open(path)

    # The end

    def closeEvent(self, event: QCloseEvent) -> None:
        """No question: the network in training is kept and is there at the next start."""
        clear_stages(self)
        remember(self)
        for each in (*self.windows_beside(), self):
            each.hide()
        self.session.close()
        super().closeEvent(event)
        self.closed.emit()
