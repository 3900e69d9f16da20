"""Goes back through the epochs of the run in hand: a slider, and what plays them, below the page."""

from __future__ import annotations

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QWidget

from engine.words import _
from gui.look import theme
from gui.look.plain import plain_tip
from gui.look.sizes import px, sized
from gui.model.replay import Replay
from gui.model.run_under_way import RunUnderWay
from gui.train.epoch_slider import EpochSlider
from gui.train.replay_words import kept_words, now_words, shown_words
from gui.widgets.actions import ActionButton, add_action
from gui.widgets.explain import RowExplain
from gui.widgets.labels import narrow_label
from gui.widgets.steady_place import SteadyPlace

WORDS = (_("Replay"), _("Hold"))  # what the button says
TOO_LARGE = _("This network is too large for its epochs to be kept: there is no replay of it.")
NARROW = 580  # pixels
SLIDER_TIP = _("Drag through the epochs: drawings, images, errors and weights are shown as the network was then.")


class ReplayStrip(QFrame):
    """There as soon as there is a run; framed while the network that is shown is not that of now."""

    def __init__(self, replay: Replay, training: RunUnderWay, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="replayStrip")
        self._replay, self._training = replay, training
        self._is_framed = False
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the page above it does not move when a run begins
        self.setSizePolicy(policy)
        self._make_actions()
        self.slider = EpochSlider()
        self.slider.setObjectName("replaySlider")
        self.slider.setAccessibleName(_("Epoch that is shown"))
        self.words = narrow_label("", objectName="replayWords")
        self.words.setFont(theme.digits_font(self.words.font()))
        self._lay_out()
        self.slider.wanted.connect(self._on_wanted)
        self.slider.stepped.connect(self._on_stepped)
        self.slider.sliderPressed.connect(self._on_pressed)
        replay.changed.connect(self.refresh)
        training.changed.connect(self.refresh)
        self.refresh()

    def _make_actions(self) -> None:
        tip = _("Show how the network learned, epoch by epoch, or hold there")
        self.playing = add_action(self, "replay", WORDS[0], self._on_play, "F12", tip)
        tip = _("Show the network as it was an epoch before")
        self._stepping_back = add_action(self, "epochBefore", _("Epoch &before"), self._replay.before, "Alt+Left", tip)
        tip = _("Show the network as it was an epoch later")
        self._stepping = add_action(self, "epochAfter", _("Epoch af&ter"), self._replay.after, "Alt+Right", tip)
        tip = _("Back to the network as it is now")
        self.ending = add_action(self, "backToNow", _("&Now"), self._replay.end, "Shift+F12", tip)

    def page_actions(self) -> list[QAction]:
        """For the menus of the pages that it goes with."""
        line = QAction(self)
        line.setSeparator(True)
        return [line, self.playing, self._stepping_back, self._stepping, self.ending]

    def _lay_out(self) -> None:
        self.play = ActionButton(self.playing, "replayButton")
        sized(self.play.setMinimumWidth, 32, words=WORDS)
        self.now = ActionButton(self.ending, "replayNowButton")
        row = QHBoxLayout()
        row.addWidget(self.play)
        row.addWidget(self.slider, 1)
        row.addWidget(RowExplain(self.slider))
        row.addWidget(self.now)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        sized(self._layout.setContentsMargins, 8, 2, 8, 2)
        for layout in (row, self._layout):
            sized(layout.setSpacing, 10)
        self._layout.addLayout(row, 1)
        self._layout.addWidget(SteadyPlace(self.words, 18), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words stand below where they would be cut."""
        super().resizeEvent(event)
        kind = QBoxLayout.Direction
        self._layout.setDirection(kind.TopToBottom if self.width() < px(NARROW) else kind.LeftToRight)

    # What the person does

    def _on_play(self) -> None:
        if self._replay.playing:
            self._replay.hold()
        else:
            self._replay.play()

    def _on_pressed(self) -> None:
        if self._replay.playing:
            self._replay.hold()

    def _on_wanted(self, place: int) -> None:
        self._replay.show(place)
        self.refresh()  # the handle stays at what is kept

    def _on_stepped(self, direction: int) -> None:
        if direction > 0:
            self._replay.after()
        else:
            self._replay.before()

    # What is shown

    def refresh(self) -> None:
        replay, run = self._replay, self._training.run
        value = replay.now if replay.epoch is None else replay.epoch
        self.slider.show_epochs(replay.epochs, replay.now, value)
        self._show_words()
        for action in (self.playing, self._stepping_back):
            action.setEnabled(replay.is_possible)
        for action in (self._stepping, self.ending):
            action.setEnabled(replay.epoch is not None)
        self.playing.setText(WORDS[replay.playing])
        self.slider.setEnabled(replay.is_possible)
        self._frame(replay.epoch is not None)
        self.setVisible(run is not None and (replay.is_possible or not run.epochs.is_possible))

    def _show_words(self) -> None:
        replay, run = self._replay, self._training.run
        if replay.epoch is not None and replay.run is not None:
            words = shown_words(replay.epoch, replay.run.history)
        elif run is not None and not run.epochs.is_possible:
            words = TOO_LARGE
        else:
            words = now_words(self._training.under_way)
        if words != self.words.text():
            self.words.setText(words)
        tip = f"{SLIDER_TIP}\n{kept_words(replay.epochs)}" if replay.epochs else TOO_LARGE
        if tip != self.slider.toolTip():
            self.slider.setToolTip(plain_tip(tip))

    def _frame(self, is_framed: bool) -> None:
        if is_framed != self._is_framed:
            self._is_framed = is_framed
            self.setProperty("role", "replay" if is_framed else "")
            self.style().unpolish(self)
            self.style().polish(self)
