"""The plain PyTorch program that does what the form says: each knows the other's lines and fields."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.code.lines import Line
from engine.code.program import Program, changed_lines, program
from engine.code.recipe import BESIDE, COLAB, FILE, Source, beside, colab, own_file
from engine.digits.readers import Loaded
from engine.errors import UserError
from engine.experiments.factors import Plan
from engine.words import _
from gui.look.sizes import sized
from gui.model.digits_in_hand import DigitsInHand
from gui.train.code_choices import CodeChoices
from gui.train.code_view import CodeView
from gui.train.diagram.diagram_panel import DiagramPanel
from gui.train.field_lights import FieldLights
from gui.train.training_fields import FIELDS
from gui.train.training_form import TrainingForm
from gui.widgets.buttons import push_button
from gui.widgets.code_files import KINDS, write_program
from gui.widgets.explain import RowExplain
from gui.widgets.export import with_ending
from gui.widgets.file_choice import ask_save
from gui.widgets.labels import label
from gui.widgets.present_button import PresentButton
from gui.work.messages import Messages
from gui.work.tasks import Tasks

STALE = _("This is the program from before: in the form something is wrong. {error}")
TABLES = (".csv", ".tsv", ".txt")  # endings of files that a short program can read
LAYER = re.compile(r"self\.layer(\d+)\b")
CHOSEN_WITH = {
    **{field.name: field.label for field in FIELDS},
    "digits": _("the digits, on the Data page"),
    "changes": _("what is done to the images, on the Data page"),
    "input_range": _("the range of the pixels, on the Data page"),
}
"""By field of a line: what a person calls it."""

PRESENTED = _("The plain PyTorch program that does what the form says.")
"""For the back row."""


class CodePanel(QWidget):
    """Does nothing while it cannot be seen."""

    def __init__(
        self, form: TrainingForm, diagram: DiagramPanel, data: DigitsInHand, tasks: Tasks, messages: Messages,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._form, self._diagram, self._data = form, diagram, data
        self._tasks, self._messages = tasks, messages
        self.program: Program | None = None
        self._file: Source | None = None  # what is known of the person's own CSV file
        self.choices = CodeChoices()
        self.words = label("error", wordWrap=True, objectName="codeWords")
        self.view = CodeView()
        self.view.setObjectName("codeView")
        self.lights = FieldLights(form)
        self._make_buttons()
        self._lay_out()
        self.choices.changed.connect(self._on_chosen)
        self.lights.pointed.connect(self._on_field_pointed)
        self.view.pointed.connect(self._on_line_pointed)
        form.changed.connect(self.refresh)
        data.changed.connect(self._on_digits_changed)
        data.preparation_changed.connect(self.refresh)
        self._on_digits_changed()

    def _make_buttons(self) -> None:
        self.copy = push_button(_("Copy"), "copyCodeButton", _("Copy the whole program"), self._on_copy)
        tip = _("Save the program as a Python file, with what it needs beside it")
        self.save_python = push_button(_("Save as .py…"), "saveCodeButton", tip, partial(self._on_save, "py"))
        tip = _("Save it for Jupyter or Colab, with the lesson's words between its parts")
        self.save_notebook = push_button(
            _("Save as notebook…"), "saveNotebookButton", tip, partial(self._on_save, "ipynb")
        )

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        sized(buttons.setSpacing, 6)
        buttons.addWidget(self.choices.source, 1)
        buttons.addWidget(RowExplain(self.choices.source))
        buttons.addStretch(1)
        buttons.addWidget(PresentButton(_("The program"), [self.view], explanation=lambda: PRESENTED))
        for button in (self.copy, self.save_python, self.save_notebook):
            buttons.addWidget(button)
        self.words.hide()
        sized(self.view.setMinimumWidth, 400)
        sized(self.view.setMinimumHeight, 200)
        layout = QVBoxLayout(self)
        sized(layout.setContentsMargins, 4, 0, 0, 0)
        sized(layout.setSpacing, 6)
        layout.addWidget(self.choices)
        layout.addWidget(self.words)
        layout.addWidget(self.view, 1)
        layout.addLayout(buttons)

    # What is shown

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.lights.watch(True)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.lights.watch(False)
        self._on_line_pointed(-1)

    def refresh(self) -> None:
        """The program is that of the form; or, while something in it is wrong, as it was."""
        if not self.isVisible():
            return
        setup, error = self._form.setup(), self._form.error()
        self.words.setText(STALE.format(error=error) if error else "")
        self.words.setVisible(bool(error))
        if setup is not None:
            spec = self._data.fed(setup.spec)
            self.choices.show_output(spec.output)
            plan = Plan(spec, setup.config, setup.test_fraction, self._data.changes)
            self._show(program(plan, self._source(), self.choices.style_for(spec.output)))

    def _show(self, now: Program) -> None:
        before, self.program = self.program, now
        if before is not None and before.lines == now.lines:
            return
        self.view.show_lines([line.text for line in now.lines], [_tip(line) for line in now.lines])
        changed = [] if before is None else [line for line in changed_lines(before, now) if now.lines[line].text]
        self.view.mark_changed(changed)
        self.view.light(now.lines_of_field(self.lights.field))
        self.view.reveal(changed)
        self._update_buttons()

    def _update_buttons(self) -> None:
        shown = self.program
        can_be_saved = shown is not None and (shown.source.kind != BESIDE or self._data.digits is not None)
        self.copy.setEnabled(shown is not None)
        self.save_python.setEnabled(can_be_saved)
        self.save_notebook.setEnabled(can_be_saved)

    # Where its images come from

    def _images(self) -> Loaded | None:
        data = self._data
        return None if data.digits is None else Loaded(data.digits, data.test_digits)

    def _source(self) -> Source:
        kind, images = self.choices.source.currentData(), self._images()
        if kind == COLAB:
            return colab()
        if kind == FILE and self._file is not None:
            return self._file
        return Source() if images is None else beside(images)

    def _on_digits_changed(self) -> None:
        digits = self._data.digits
        self._file = None
        self.choices.offer_file(digits is not None and Path(digits.origin).suffix.lower() in TABLES)
        self._on_chosen()
        self._update_buttons()

    def _on_chosen(self) -> None:
        if self.choices.source.currentData() == FILE and self._file is None and self._data.digits is not None:
            look = partial(own_file, Path(self._data.digits.origin), self._data.digits)
            self._tasks.start("CSV file of the program", look, self._on_file_known, self._on_file_refused)
        self.refresh()

    def _on_file_known(self, source: Source) -> None:
        self._file = source
        self.refresh()

    def _on_file_refused(self, error: UserError) -> None:
        self.choices.source.setCurrentIndex(0)
        self._on_failed(error)

    # Pointing

    def _on_field_pointed(self, name: str) -> None:
        if self.program is not None:
            lines = self.program.lines_of_field(name)
            self.view.light(lines)
            self.view.reveal(lines)

    def _on_line_pointed(self, number: int) -> None:
        line = self.program.lines[number] if self.program is not None and number >= 0 else Line("")
        layer = LAYER.search(line.text)
        self.lights.light(line.fields)
        self._diagram.point_out(int(layer[1]) if layer else None)

    # Taking it home

    def _on_copy(self) -> None:
        if self.program is not None:
            QGuiApplication.clipboard().setText(self.program.text)
            self._messages.told.emit(_("Copied the program"))

    def _on_save(self, ending: str) -> None:
        title, name = _("Save the program"), f"lesson.{ending}"
        path, _kind = ask_save(self.window(), title, "programs", name, KINDS[ending])
        if path and self.program is not None:
            work = partial(write_program, with_ending(path, ending), self.program, self._images())
            self._tasks.queue("programs", work, self._messages.told.emit, self._on_failed)

    def _on_failed(self, error: UserError) -> None:
        self._messages.failed.emit(str(error))


def _tip(line: Line) -> str:
    """What a line comes from."""
    names = ", ".join(CHOSEN_WITH[name] for name in line.fields if name in CHOSEN_WITH)
    return _("Chosen with: {fields}").format(fields=names) if names else ""
