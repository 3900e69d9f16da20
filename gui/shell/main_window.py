"""The window: the rail of pages, what stands around them, and what goes from one to another. Wiring, nothing else."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from engine.words import _
from gui.data.applied_strip import AppliedStrip
from gui.data.opener import Opener
from gui.data.reading_strip import ReadingStrip
from gui.draw.page import DrawPage
from gui.lesson.beside import Beside
from gui.lesson.first_offer import FirstOffer
from gui.look import theme
from gui.look.sizes import sized
from gui.model.session import Session
from gui.model.sums import Sums
from gui.runs.controller import RunsController
from gui.runs.unfinished_offer import UnfinishedOffer
from gui.shell.fitting_strip import FittingStrip
from gui.shell.late_pages import compare_parts, inspect_parts, make_compare_page, make_data_page, make_inspect_page
from gui.shell.menus import Menus
from gui.shell.network_files import NetworkFiles
from gui.shell.notice import Notices
from gui.shell.opening import local_files, open_file
from gui.shell.page_focus import PageFocus
from gui.shell.pages import Pages, ScrolledPages, ScrolledRail
from gui.shell.pixel_ratio import PixelRatio
from gui.shell.presenting import Presenting
from gui.shell.progress import ProgressStrip
from gui.shell.rail_button import RailButton
from gui.shell.replaying import Replaying
from gui.shell.status_bar import StatusBar
from gui.shell.ways import Ways
from gui.shell.window_state import remember, restore
from gui.shell.windows_beside import WindowsBeside
from gui.shell.yardstick_files import YardstickFiles
from gui.train.page import TrainPage
from gui.widgets.focus import focus_in, go_on
from gui.widgets.folds import close_innermost
from gui.widgets.late_page import LatePage
from gui.widgets.page import Page
from gui.widgets.stage import Stage, clear_stages

if TYPE_CHECKING:
    from gui.compare.page import ComparePage
    from gui.data.page import DataPage
    from gui.inspect.page import InspectPage
    from gui.lesson.controller import LessonController
    from gui.lesson.lesson_files import LessonFiles
    from gui.lesson.lesson_room import LessonRoom

SMALLEST = QSize(640, 400)


class MainWindow(QMainWindow):
    """Inkling's window. It needs a QApplication and nothing else."""

    closed = Signal()
    """All is written, and nothing is under way any more that could not be left."""

    def __init__(self) -> None:
        super().__init__()
        theme.begin(QApplication.instance())
        self.setWindowTitle("Inkling")
        self.setMinimumSize(SMALLEST)
        self.setAcceptDrops(True)
        self.session = session = Session(self)
        self.runs = RunsController(session.training, session.data, session.tasks, session.messages, self)
        self.network_files = NetworkFiles(session.networks, session.tasks, session.messages, self)
        self.yardstick_files = YardstickFiles(session.yardsticks, session.tasks, session.messages, self)
        self.windows = WindowsBeside(self)
        self._make_pages()
        self._make_rail()
        self._make_frame()
        self.setStatusBar(StatusBar(session.data, self.train_page.form, session.messages))
        self.session.replay.changed.connect(self._on_replayed)
        self.menus = Menus(self)
        self._connect()
        self.ways = Ways(self, self._compare)
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
        self._inspect = LatePage("inspectPage", _("Inspect"), partial(make_inspect_page, self), inspect_parts)
        self._compare = LatePage("comparePage", _("Compare"), partial(make_compare_page, self), compare_parts)
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
        self.made_lesson: LessonRoom | None = None
        self.first.taken.connect(self._on_lesson_taken)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads."""
        return go_on(self.centralWidget(), forward)

    @property
    def lesson_room(self) -> LessonRoom:
        """The lesson, and what belongs to it: made when it is first asked for."""
        if self.made_lesson is None:
            from gui.lesson.lesson_room import make_lesson

            self.made_lesson = made = make_lesson(self, self._beside, self.session, self.train_page.form)
            made.controller.word_wanted.connect(self.show_words)
            made.controller.changed.connect(self.first.settle)
        return self.made_lesson

    def _is_in_lesson(self, widget: QWidget) -> bool:
        return self.made_lesson is not None and self.made_lesson.controller.strip.isAncestorOf(widget)

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
        self.rail_buttons.idClicked.connect(self.pages.come_to)
        self.pages.currentChanged.connect(self._on_page_changed)
        self.train_page.runs_wanted.connect(self.show_runs)
        self.train_page.softmax_wanted.connect(self.show_softmax)

    # From page to page

    def show_page(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page.page() if isinstance(page, LatePage) else page)
        self._on_page_changed(self.pages.currentIndex())

    def come_to(self, index: int) -> None:
        """To the page at this place of the rail; one that is still to be made comes a little later."""
        page = self.all_pages()[index]
        if isinstance(page, LatePage):
            self.pages.come_to(index)
        else:
            self.show_page(page)

    def _on_page_changed(self, index: int) -> None:
        self.rail_buttons.button(index).setChecked(True)
        self.menus.show_page(self.pages.widget(index))
        self.statusBar().show_page(self.pages.widget(index))
        self.replaying.show_page(self.pages.widget(index))
        self.page_focus.go_to(self.pages.widget(index))

    def show_train(self) -> None:
        self.pages.setCurrentWidget(self.train_page)

    def _on_replayed(self) -> None:
        self.statusBar().show_replay(self.session.replay.epoch)

    # Windows beside it

    def windows_beside(self) -> list[QWidget]:
        """Those that have been opened."""
        return self.windows.opened()

    def show_runs(self) -> None:
        """The window that lists the runs."""
        self.windows.show_runs()

    def show_softmax(self, sums: Sums | None = None) -> None:
        """The window in which softmax is done by hand, with these sums; None: with those that it has."""
        self.windows.show_softmax(sums)

    def show_words(self, word: str = "") -> None:
        """The window with the words of the field: at this one, or at the first that is under the pointer."""
        self.windows.show_words(word)

    def show_keys(self) -> None:
        """The window that lists all keys."""
        self.windows.show_keys()

    # What is dropped onto the window, or what it is started with

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := local_files(event.mimeData()):
            event.acceptProposedAction()
            self.open_file(paths[0])  # of an IDX pair, either finds the other

    def open_at_start(self, path: Path) -> None:
        """Open a file once there is what always is there."""
        self.session.at_start.ended.connect(partial(self.open_file, path), Qt.ConnectionType.SingleShotConnection)

    def open_file(self, path: Path) -> None:
        """Whatever it is: a network, a run, an experiment with its results, a lesson, a yardstick, or digits."""
        open_file(self, path)

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
