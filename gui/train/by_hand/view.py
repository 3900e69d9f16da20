"""One batch by hand: the diagram with what runs along it, and beside it the four parts of the step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from engine.code.loop_lines import loop_lines
from engine.code.program import Program
from engine.inspection.flow import Flow, flow
from engine.networks.network import FeedForward
from engine.numbers import whole
from engine.training.by_hand import BACKWARD, FORWARD, PHASES, UPDATE
from engine.words import _
from gui.look.sizes import px, sized
from gui.model.sums import Sums, sums_of
from gui.train.by_hand.card import PhaseCard
from gui.train.by_hand.controller import ByHand
from gui.train.by_hand.norms_table import NormsTable
from gui.train.by_hand.words import AHEAD, NAMES, NEXT, TIPS, batch_words, phase_words
from gui.train.code_view import CodeView
from gui.train.diagram.flow_view import FlowView
from gui.widgets.buttons import push_button
from gui.widgets.labels import label

RUN = 900  # milliseconds that something takes along the diagram
FRAME = 33  # milliseconds between two pictures of it
BESIDE = 330  # pixels of the four parts at least; a quarter of a wide page
WIDE = 1300  # pixels, from which on the words of the parts are large, too
CODE_LINES = 9
BEGIN = _("Press Next: a batch of images goes through the network, and what comes of it goes back.")


class ByHandView(QWidget):
    """``make_program()``: that of the form, None while something in it is wrong. Does nothing while not seen."""

    softmax_wanted = Signal()

    def __init__(
        self, by_hand: ByHand, make_program: Callable[[], Program | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("byHandView")
        self._by_hand, self._make_program = by_hand, make_program
        self._image = 0  # its place in the batch
        self._flow: Flow | None = None
        self._asked: tuple[FeedForward, int] | None = None  # what it is of
        self._ran: tuple[object, str] | None = None  # the batch and phase that the last run along the diagram was for
        self._timer = QTimer(self, interval=FRAME)
        self._timer.timeout.connect(self._on_frame)
        self._clock = QElapsedTimer()
        self.next = push_button(NEXT[FORWARD], "byHandNextButton", _("The next of the four parts"), by_hand.press_next)
        self.next.setDefault(True)
        sized(self.next.setMinimumWidth, 36, words=list(NEXT.values()))
        self.about = label("plain", objectName="byHandAbout", wordWrap=True)
        self.back = push_button("‹", "byHandBackButton", _("The image before this one"), partial(self._leaf, -1))
        self.on = push_button("›", "byHandOnButton", _("The next image of the batch"), partial(self._leaf, 1))
        self.place = label("plain", objectName="byHandPlace")
        for arrow, words in ((self.back, _("Previous image")), (self.on, _("Next image"))):
            arrow.setAccessibleName(words)
            sized(arrow.setFixedWidth, 36)
        self._make_parts()
        self._lay_out()
        by_hand.changed.connect(self.refresh)

    def _make_parts(self) -> None:
        self.view = FlowView(large=True)
        self.view.setObjectName("byHandFlow")
        self.view.set_empty_words(_("Here you will see what each unit gives out, and what comes back to it."))
        self.view.pointed_at.connect(self._show_words)
        self.view.softmax_wanted.connect(self.softmax_wanted)
        self.words = label("spoken", objectName="byHandWords", wordWrap=True)
        sized(self.words.setMinimumHeight, 12, lines=2)  # of larger letters than are known yet
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.cards = {
            phase: PhaseCard(phase.capitalize(), f"{place} {NAMES[phase]}", TIPS[phase], partial(self._press, phase))
            for place, phase in enumerate(PHASES, 1)
        }
        self.table = NormsTable()
        self.table.setObjectName("byHandTable")
        self.code = CodeView()
        self.code.setObjectName("byHandCode")
        self.code.hide()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.next)
        top.addWidget(self.about, 1)
        for widget in (self.back, self.place, self.on):
            top.addWidget(widget)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        for card in self.cards.values():
            column.addWidget(card)
        column.addWidget(self.table)
        column.addStretch(1)
        self.scroll = QScrollArea(widgetResizable=True, frameShape=QScrollArea.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setWidget(inner)
        left = QVBoxLayout()
        left.addWidget(self.view, 1)
        left.addWidget(self.words)
        left.addWidget(self.code)
        middle = QHBoxLayout()
        middle.addLayout(left, 1)
        middle.addWidget(self.scroll)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addLayout(middle, 1)

    # What the person does

    def _press(self, phase: str) -> None:
        self._ran = None  # also one that is looked at again runs again
        self._by_hand.press(phase)

    def _leaf(self, by: int) -> None:
        batch = self._by_hand.batch
        if batch is not None:
            self._image = (self._image + by) % len(batch.losses)
            self.refresh()

    def show_code(self, shown: bool) -> None:
        """The program, with the lines of the part that was pressed lit."""
        self.code.setVisible(shown)
        sized(self.code.setFixedHeight, 8, lines=CODE_LINES)
        self.refresh()

    def sums(self) -> Sums | None:
        """Of the image that the diagram shows."""
        found, batch = self._flow, self._by_hand.batch
        if found is None or batch is None:
            return None
        return sums_of(found, found.network.spec.names, int(batch.begun.labels[self._image]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scroll.setFixedWidth(max(px(BESIDE), self.width() // 4))
        self.refresh()

    # What is shown

    def refresh(self) -> None:
        if not self.isVisible():
            return
        by_hand, batch = self._by_hand, self._by_hand.batch
        self._image = 0 if batch is None else min(self._image, len(batch.losses) - 1)
        self._show_flow()
        self._show_code()
        for phase, card in self.cards.items():
            reached = batch is not None and PHASES.index(phase) < by_hand.reached
            card.show_state(
                phase_words(phase, batch, self._image) if reached else AHEAD[phase],
                reached,
                phase == by_hand.phase,
                self.width() >= px(WIDE),
            )
        self._show_numbers()
        self.next.setText(NEXT[by_hand.next_phase()])
        self._run_along()

    def _show_numbers(self) -> None:
        by_hand, batch = self._by_hand, self._by_hand.batch
        self.table.setVisible(batch is not None)
        for widget in (self.back, self.on, self.place):
            widget.setVisible(batch is not None)
        if batch is None:
            waits = _("The training comes to hold…") if by_hand.waiting else BEGIN
            self.about.setText(by_hand.error or waits)
            return
        step = by_hand.reached > PHASES.index(UPDATE)
        self.table.show_norms(batch.layers, batch.whole, by_hand.reached > PHASES.index(BACKWARD), step)
        self.about.setText(batch_words(batch, by_hand.of_run))
        words = _("image {place} of {count}")
        self.place.setText(words.format(place=whole(self._image + 1), count=whole(len(batch.losses))))

    def _network(self) -> FeedForward | None:
        batch = self._by_hand.batch
        if batch is None:
            return None
        return batch.after if self._by_hand.phase == UPDATE else batch.begun.network

    def _show_flow(self) -> None:
        batch, network = self._by_hand.batch, self._network()
        if batch is None or network is None:
            self._asked = self._flow = None
            self.view.show_flow(None)
        else:
            asked = network, self._image
            if asked != self._asked:
                self._asked, self._flow = asked, flow(network, batch.begun.images[self._image])
            self.view.show_flow(self._flow, network.spec.names, int(batch.begun.labels[self._image]))
        self._show_words()

    def _show_words(self) -> None:
        self.words.setText(self.view.pointed_text())

    def _show_code(self) -> None:
        program = self._make_program()
        if program is None:
            return
        lines = loop_lines(program)
        for phase, card in self.cards.items():
            card.show_code([program.lines[number].text.strip() for number in lines[phase]])
        if not self.code.isHidden():
            texts = [line.text for line in program.lines]
            if self.code.toPlainText() != "\n".join(texts):
                self.code.show_lines(texts, [""] * len(texts))
            lit = lines.get(self._by_hand.phase, [])
            self.code.light(lit)
            self.code.reveal(lit or lines[FORWARD])

    # What runs along the diagram

    def _run_along(self) -> None:
        by_hand = self._by_hand
        now = by_hand.batch, by_hand.phase
        if by_hand.batch is None or now == self._ran:
            return
        self._ran = now
        self.scroll.ensureWidgetVisible(self.cards[by_hand.phase])
        if by_hand.phase in (FORWARD, BACKWARD):
            self._clock.start()
            self._timer.start()
        else:
            self._stop()

    def _on_frame(self) -> None:
        share = self._clock.elapsed() / RUN
        if share >= 1 or self._by_hand.batch is None:
            self._stop()
        else:
            self.view.show_course(self._by_hand.phase == FORWARD, share)

    def _stop(self) -> None:
        self._timer.stop()
        self.view.show_course(True, None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stop()
