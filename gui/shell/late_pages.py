"""The pages that are made when they are first wanted, and what goes from them to the rest of the window.

What they are made of is imported with them: a start that never sees them pays for none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui.widgets.parts import Parts

if TYPE_CHECKING:
    from gui.compare.page import ComparePage
    from gui.data.page import DataPage
    from gui.inspect.page import InspectPage


def make_data_page(window, place: QWidget, _parts: Parts) -> DataPage:
    """``window``: the main window, which has its menus by now; ``place``: where the page will stand. No part of
    it is made before."""
    from gui.data.page import DataPage

    page = DataPage(window.session.data, window.session.tasks, parent=place)
    page.open_wanted.connect(window.opener.ask)
    page.folder_wanted.connect(window.opener.ask_folder)
    page.bundled_wanted.connect(window.opener.open_bundled)
    window.menus.steps.addStack(page.undo_stack())
    window.menus.follow(page)
    return page


def inspect_parts() -> tuple[type[QWidget], ...]:
    """What takes the longest to make of the Inspect page."""
    from gui.inspect.page import PARTS

    return PARTS


def make_inspect_page(window, place: QWidget, parts: Parts) -> InspectPage:
    """As above."""
    from gui.inspect.page import InspectPage

    s = window.session
    page = InspectPage(
        s.data,
        s.networks,
        s.training,
        s.my_digits,
        s.tasks,
        s.messages,
        s.drawing,
        s.yardsticks,
        parts,
        place,
    )
    page.softmax_wanted.connect(window.show_softmax)
    page.train_wanted.connect(window.show_train)
    page.save_wanted.connect(window.network_files.ask_save_cut)
    page.evidence.current_changed.connect(window.ways.on_image_inspected)
    window.menus.steps.addStack(page.undo_stack())
    window.menus.follow(page)
    window.replaying.add_page(page)
    return page


def compare_parts() -> tuple[type[QWidget], ...]:
    """As above."""
    from gui.compare.page import PARTS

    return PARTS


def make_compare_page(window, place: QWidget, parts: Parts) -> ComparePage:
    """As above."""
    from gui.compare.page import ComparePage

    s = window.session
    page = ComparePage(
        s.data, s.training, s.measured, s.tasks, s.messages, window.train_page.form.setup(), parts, place
    )
    page.opened.connect(window.ways.on_run_opened)
    page.progressed.connect(window.progress.show_experiment)
    page.yardstick_wanted.connect(s.yardsticks.open)
    page.controller.ended.connect(window.ways.on_race_ended)
    s.closing.connect(page.controller.close)
    s.closing.connect(page.yardsticks.controller.close)
    window.menus.follow(page)
    return page
