"""The strip beside the pages, or below them: one step of the lesson, and the way to the others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.lesson.about import about
from engine.lesson.progress import DONE, Progress
from engine.lesson.steps import Lesson
from engine.words import _
from gui.lesson.beside import STRIP
from gui.lesson.step_view import MARKS, OPEN, StepView
from gui.look.sizes import extent, px, sized
from gui.widgets.buttons import MenuButton, push_button
from gui.widgets.labels import narrow_label

HEIGHT = 250  # pixels below the pages


class LessonStrip(QFrame):
    closed = Signal()
    step_wanted = Signal(int)
    """The step of that number, from 0."""
    show_wanted = Signal()
    lit_wanted = Signal()
    """The keyboard is to go to what has the ring."""
    page_wanted = Signal()
    """The page that can be handed in is to be saved."""
    anew_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="lessonStrip")
        self.setAccessibleName(_("Lesson"))
        self._beside = True
        self._count = self._index = 0
        self._about = ""
        self.view: StepView | None = None
        self._kept = QWidget()  # of other steps; never in sight, and not in the window, where names are unique
        self._make_head()
        self._scroll = QScrollArea(widgetResizable=True, objectName="lessonScroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName(_("What the step says; the arrow keys scroll"))
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._make_foot()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self._scroll, 1)
        column.addLayout(self._foot)
        self.place_beside(True)
        for keys, slot in (
            ("Alt+Q", self._on_wanted), ("Alt+B", self.back.click), ("Alt+M", self.show_me.click),
            ("Alt+N", self.next.click), ("Alt+L", self.lit_wanted.emit),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _on_wanted(self) -> None:
        self._focus_on_wanted(Qt.FocusReason.ShortcutFocusReason)

    def _focus_on_wanted(self, reason: Qt.FocusReason) -> None:
        """By the keyboard: to the question, or else to what there is to do, or to what comes next."""
        wanted = None if self.view is None else self.view.first_wanted()
        (wanted or (self.next if self.next.isEnabled() else self.steps)).setFocus(reason)

    @contextmanager
    def keeping_focus(self) -> Iterator[None]:
        """What has the focus here may be closed, as an answered question is: it then goes to what is wanted now."""
        before = QApplication.focusWidget()
        held = self.isAncestorOf(before)
        yield
        if held and not (before.isVisible() and before.isEnabled()):
            self._focus_on_wanted(Qt.FocusReason.OtherFocusReason)

    def _make_head(self) -> None:
        self.title = narrow_label("muted", objectName="lessonTitle")
        self.steps = QComboBox(objectName="lessonSteps")
        self.steps.setToolTip(_("Go to any step; ✓ is done, ◐ was shown"))
        self.steps.setAccessibleName(_("Step"))
        self.steps.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.steps.activated.connect(self.step_wanted)
        self.share = QProgressBar(objectName="lessonShare", textVisible=False)
        self.share.setAccessibleName(_("Steps done"))
        sized(self.share.setFixedHeight, 5)
        close = QToolButton(text="✕", autoRaise=True, objectName="lessonCloseButton")
        close.setToolTip(_("Close the lesson; it goes on where you left it (F1)"))
        close.setAccessibleName(_("Close the lesson"))
        close.clicked.connect(self.closed)
        self._close = close
        self._menu = MenuButton("⋯", _("Hand in, begin anew, or see who wrote the lesson"), self._fill_menu)
        self._menu.setObjectName("lessonMenuButton")
        self._menu.setAccessibleName(self._menu.toolTip())
        self._head = QGridLayout()
        sized(self._head.setContentsMargins, 12, 8, 6, 2)
        sized(self._head.setSpacing, 4)

    def _fill_menu(self, menu) -> None:
        menu.addAction(_("&Hand in: save my answers as a page…"), self.page_wanted.emit)
        menu.addAction(_("Begin &anew: forget my answers"), self.anew_wanted.emit)
        menu.addAction(_("A&bout this lesson"), self._on_about)

    def _on_about(self) -> None:
        """Above the step in sight, or no longer."""
        if self.view is not None:
            self.view.show_about("" if self.view.about.text() else self._about)
            self._scroll.verticalScrollBar().setValue(0)

    def _make_foot(self) -> None:
        def go(steps: int) -> None:
            self.step_wanted.emit(self._index + steps)

        self.back = push_button(_("Back"), "lessonBackButton", _("The step before (Alt+B)"), lambda: go(-1))
        tip = _("Have it done for you; the step is marked as shown (Alt+M)")
        self.show_me = push_button(_("Show me"), "lessonShowButton", tip, self.show_wanted.emit)
        self.next = push_button(_("Next"), "lessonNextButton", _("The next step, done or not (Alt+N)"), lambda: go(1))
        self._foot = QHBoxLayout()
        sized(self._foot.setContentsMargins, 12, 6, 12, 8)

    def _place_parts(self, beside: bool) -> None:
        """Buttons below the step where there is height, and in one row above it where there is width."""
        ways = self.back, self.show_me, self.next
        across = [self.title, *(() if beside else (self.steps, *ways)), self._menu, self._close]
        for column, widget in enumerate(across):
            self._head.addWidget(widget, 0, column)
            self._head.setColumnStretch(column, int(widget is self.title) + int(widget is self.steps) * 2)
        self._head.addWidget(self.share, 2, 0, 1, len(across))
        if beside:
            self._head.addWidget(self.steps, 1, 0, 1, len(across))
            for button in ways:
                self._foot.addWidget(button)

    # Where it is

    def place_beside(self, beside: bool) -> None:
        """At the right of the pages, as wide as it needs; or below them, as high as it needs."""
        self._beside = beside
        self._place_parts(beside)
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if beside else free, free if beside else fixed)
        self.setProperty("beside", beside)
        if self.view is not None:
            self.view.place_beside(beside)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(STRIP), px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return extent(STRIP, 0) if self._beside else extent(0, HEIGHT)

    # What it shows

    def show_lesson(self, lesson: Lesson) -> None:
        self.title.setText(lesson.title)
        self._about = about(lesson).strip()
        self._count = len(lesson.steps)
        self.share.setMaximum(self._count)

    def show_step(self, index: int, view: StepView) -> None:
        held_focus = self.view is not None and self.view.isAncestorOf(QApplication.focusWidget())
        self._index, self.view = index, view
        view.place_beside(self._beside)
        if self._scroll.widget() is not view:
            left = self._scroll.takeWidget()
            if left is not None:
                left.setParent(self._kept)
            self._scroll.setWidget(view)
        if index == 0:
            view.show_about(self._about)
        view.setAutoFillBackground(False)  # the strip's own shows through
        self._scroll.verticalScrollBar().setValue(0)
        self.back.setEnabled(index > 0)
        self.next.setEnabled(index + 1 < self._count)
        self.show_me.setVisible(bool(view.step.show))
        if held_focus:
            self._focus_on_way()

    def _focus_on_way(self) -> None:
        """Where the focus is, if what had it is gone."""
        (self.next if self.next.isEnabled() else self.steps).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_marks(self, lesson: Lesson, progress: Progress) -> None:
        """The steps' titles, each with its mark; how many are done."""
        states = ["" if (taken := progress.taken(step.name)) is None else taken.state for step in lesson.steps]
        titles = [
            f"{MARKS.get(state, OPEN)} {number} · {step.title}"
            for number, (step, state) in enumerate(zip(lesson.steps, states, strict=True), start=1)
        ]
        if [self.steps.itemText(row) for row in range(self.steps.count())] != titles:
            self.steps.clear()
            self.steps.addItems(titles)
        self.steps.setCurrentIndex(self._index)
        self.share.setValue(states.count(DONE))

    def reveal_end(self) -> None:
        """Bring what has just been explained in sight."""
        if self.view is not None:
            self._scroll.ensureWidgetVisible(self.view.explanation)
