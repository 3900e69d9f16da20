"""What the tests of the Draw page's parts do by hand."""

import numpy as np
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage

VERTICAL = [(0.5, y) for y in np.linspace(0.2, 0.8, 12)]


def picture_of(image, scale=8):
    """A QImage of a (28, 28) digit, dark on light."""
    pixels = np.ascontiguousarray(255 - image.repeat(scale, 0).repeat(scale, 1))
    side = pixels.shape[0]
    return QImage(pixels.tobytes(), side, side, side, QImage.Format.Format_Grayscale8).copy()


def dropped(page, path):
    """Drop a file onto the page; whether the page wants it itself."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at, left, none = QPointF(50, 50), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPoint(), Qt.DropAction.CopyAction, data, left, none)
    page.dragEnterEvent(enter)
    if enter.isAccepted():
        page.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, data, left, none))
    return enter.isAccepted()
