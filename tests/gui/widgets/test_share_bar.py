"""A bar of progress is painted after its share is told, and not in the middle of that."""

from PySide6.QtGui import QPaintEvent

from gui.widgets.share_bar import STEPS, ShareBar


class Painted(ShareBar):
    paints = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.paints += 1


def test_it_shows_a_share_when_there_is_time(show, wait):
    bar = show(Painted("someBar", "Progress of something"), 200, 20)
    wait(lambda: bar.paints)
    before = bar.paints
    bar.show_share(0.25)
    assert (bar.value(), bar.paints) == (STEPS // 4, before)
    wait(lambda: bar.paints > before)
    assert (bar.objectName(), bar.accessibleName()) == ("someBar", "Progress of something")
