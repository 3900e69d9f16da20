"""What the right and the wrong of each digit look like on average."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

LEFT = Qt.MouseButton.LeftButton


def show(page, panel):
    page.tabs.setCurrentWidget(panel)
    return panel


def found(page):
    return page.inspector.found.evaluation


def marked(panel_list):
    return panel_list.indices().tolist()


def test_clicking_a_mean_image_shows_what_it_is_the_mean_of(page):
    panel, evaluation = show(page, page.means), found(page)
    digit = int(evaluation.means[1][1].argmax())
    QTest.mouseClick(panel.means, LEFT, pos=panel.means.rect_of(1, digit).center().toPoint())
    wanted = np.flatnonzero((evaluation.digits.labels == digit) & ~evaluation.right)
    assert marked(panel.list) == wanted.tolist()
    QTest.keyClick(panel.means, Qt.Key.Key_Up)
    assert len(marked(panel.list)) == evaluation.means[1][0, digit]
