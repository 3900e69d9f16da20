"""What follows elsewhere in the window from what happens on one of its pages, or to what they share."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from engine.experiments.factors import Plan
from engine.runs.run import Run
from engine.words import _
from gui.model.networks import OPENED
from gui.model.setup import form_values
from gui.shell.ahead import ImportsAhead
from gui.widgets.late_page import LatePage


class Ways(QObject):
    """``window``: the main window, with all that it has; ``compare``: where its Compare page is, or will be."""

    def __init__(self, window, compare: LatePage) -> None:
        super().__init__(window)
        self._window, self._compare, self._session = window, compare, window.session
        session, train = window.session, window.train_page
        train.milestones_wanted.connect(self._on_milestones_wanted)
        train.form.changed.connect(self._on_form_changed)
        window.opener.opened.connect(self._on_opened)
        window.runs.opened.connect(self._on_kept_run_opened)
        window.unfinished.taken.connect(self._on_going_on)
        session.networks.opened.connect(self._on_network_opened)
        session.yardsticks.begun.connect(self._on_yardstick_begun)
        session.yardsticks.opened.connect(self._on_yardstick_opened)
        window.draw_page.yardstick_wanted.connect(self._on_yardstick_wanted)
        session.training.changed.connect(self._on_training_changed)
        ahead = ImportsAhead(self)
        session.at_start.ended.connect(ahead.start)
        session.drawing.changed.connect(ahead.hold)
        session.closing.connect(ahead.stop)

    def _on_milestones_wanted(self) -> None:
        self._window.compare_page.milestones.show()

    def _on_yardstick_wanted(self) -> None:
        self._window.inspect_page.yardsticks.ask()

    def _on_training_changed(self) -> None:
        """How quick the machine is: the Compare page says how long an experiment takes, and sees to that once it is
        there."""
        training = self._session.training
        if self._compare.made is None and training.run is not None and not training.under_way:
            from gui.compare.pace import keep_pace

            if problem := keep_pace(training.run):
                self._session.messages.failed_on.emit("settings", problem)

    def _on_form_changed(self) -> None:
        setup = self._window.train_page.form.setup()
        if self._compare.made is not None:
            self._window.compare_page.set_setup(setup)
        if setup is not None:
            self._session.yardsticks.set_split(setup.test_fraction, setup.config.seed)

    def on_run_opened(self, page: str, plan: Plan) -> None:
        if page == "trainPage":  # what stands beside its curves is what made them
            values = form_values(plan.spec, plan.config, plan.test_fraction)
            self._window.train_page.form.fill(_("the run's values"), values)
            data = self._session.data
            data.set_changes(data.fitting(plan.changes, plan.spec.names, data.digits))
            data.set_input_range(*plan.spec.input_range)
        pages = self._window.pages
        pages.setCurrentWidget(pages.findChild(QWidget, page))

    def _on_kept_run_opened(self, page: str, run: Run) -> None:
        self.on_run_opened(page, Plan(run.spec, run.config, run.test_fraction, run.changes))

    def _on_going_on(self) -> None:
        self._window.show_train()
        self._window.train_page.pause.setFocus()

    def _on_network_opened(self) -> None:
        if not self._shows_what_judges():
            self._window.pages.setCurrentWidget(self._window.draw_page)
        self._window.inspect_page.inspector.choose_network(OPENED)
        self._session.messages.told.emit(_("The network is here: draw for it, or inspect it"))

    def _on_yardstick_begun(self) -> None:
        if not self._shows_what_judges():
            self._window.pages.setCurrentWidget(self._window.inspect_page)

    def _on_yardstick_opened(self, which: str) -> None:
        self._window.inspect_page.inspector.choose_network(which)
        self._session.messages.told.emit(_("The yardstick is here: inspect it, or draw for it"))

    def _shows_what_judges(self) -> bool:
        return self._window.pages.currentWidget() in (self._window.inspect_page, self._window.draw_page)

    def _on_opened(self) -> None:
        self._window.pages.setCurrentWidget(self._window.data_page)
        training = self._session.training
        if not training.under_way:
            words = _("Opened {digits}.")
        elif training.run.spec.are_digits:
            words = _("Opened {digits}. The training under way keeps the digits it has.")
        else:
            words = _("Opened {digits}. The training under way keeps the images it has.")
        self._window.statusBar().showMessage(words.format(digits=self._session.data.digits.name), 6000)

    # What the lesson hears of

    def on_image_inspected(self, index: int) -> None:
        found, lesson = self._window.inspect_page.inspector.found, self._window.made_lesson
        if lesson is not None and found is not None and index >= 0:
            lesson.signs.see_image(index, bool(found.evaluation.right[index]))

    def on_softmax_changed(self, changed: bool) -> None:
        if changed and self._window.made_lesson is not None:
            self._window.made_lesson.signs.see_softmax()

    def on_race_ended(self) -> None:
        from engine.experiments.states import FINISHED

        race, lesson = self._window.compare_page.controller.race, self._window.made_lesson
        if lesson is not None and any(run.state == FINISHED for run in race.runs):
            for factor in race.experiment.factors:
                lesson.signs.see_race(factor.name)
