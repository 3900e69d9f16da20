"""A tooltip points at what is below it; what is painted once is forgotten with the size and the looks."""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication

from gui.train.diagram.pointed_picture import PointedPicture


class Picture(PointedPicture):
    def __init__(self):
        self.told = []
        super().__init__()

    def pointed_text(self):
        return "a unit"

    def _point_to(self, position):
        self.told.append(position.toTuple())

    def _forget(self):
        self.told.append("forgotten")


def test_it_is_pointed_at_and_painted_anew(show):
    picture = show(Picture(), 200, 100)
    picture.told.clear()
    place = QPoint(30, 40)
    QApplication.sendEvent(picture, QHelpEvent(QEvent.Type.ToolTip, place, picture.mapToGlobal(place)))
    picture.resize(300, 100)
    picture.setStyleSheet("color: red")
    assert picture.told[0] == (30, 40)
    assert set(picture.told[1:]) == {"forgotten"}
    assert len(picture.told) > 2
