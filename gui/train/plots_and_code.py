"""The middle of the Train page: the plots, and the code beside them or, where there is no room for both, instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.look.sizes import px, scale
from gui.train.code_choices import CODE_KEY
from gui.widgets.persons_splitter import PersonsSplitter

if TYPE_CHECKING:
    from gui.train.code_panel import CodePanel

WIDTH_KEY = "view/codeWidth"  # in the settings
LEAST_PLOTS = 360  # pixels across: less is no plot to look at


class PlotsAndCode(PersonsSplitter):
    """The code is made when it is asked for first."""

    def __init__(self, plots: QWidget, make_code: Callable[[], CodePanel], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, "codeSplit", parent)
        self._plots, self._make_code = plots, make_code
        self._beside = False
        self.code: CodePanel | None = None
        self._state: dict[str, str] = {}  # of the code, until it is made
        self._width = 0  # that a person gave the code beside the plots; pixels beside the usual letters
        self.addWidget(plots)
        self.setStretchFactor(0, 1)  # what room there is more goes to the plots

    def show_code(self, shown: bool) -> None:
        if shown and self.code is None:
            self.code = self._make_code()
            self.code.choices.restore(self._state)
            self.addWidget(self.code)
        if self.code is not None:
            self.code.setVisible(shown)
            self._share()

    def code_width(self) -> int:
        """That the code needs at least while it is shown, in the place of the plots."""
        code = self.code
        return 0 if code is None or code.isHidden() else code.minimumSizeHint().width() + 2 * self.handleWidth()

    def state(self) -> dict[str, str]:
        """How the code was written last, and how wide a person made it."""
        written = self._state if self.code is None else self.code.choices.state()
        return {**written, WIDTH_KEY: str(self._chosen_width() or "")}

    def restore(self, state: Mapping[str, str]) -> None:
        self._state = {key: value for key, value in state.items() if key.startswith(CODE_KEY)}
        width = state.get(WIDTH_KEY, "")
        self._width = int(width) if width.isdecimal() and len(width) < 5 else 0

    def _chosen_width(self) -> int:
        if self.by_person and self._beside:
            return round(self.sizes()[-1] / scale())
        return self._width

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Both, if then each line of the code is whole; else one of them. Where the person has put the handle between
        both it stays."""
        if self.code is None:
            return
        shown, room = not self.code.isHidden(), self.width() - self.handleWidth()
        code = self.code.view.whole_width()
        beside = shown and room >= code + px(LEAST_PLOTS)
        self._plots.setVisible(not shown or beside)
        if beside and not self._beside:
            code = min(px(self._width) or code, room - px(LEAST_PLOTS))
            self.setSizes([room - code, code])
        self._beside = beside
