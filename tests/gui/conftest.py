"""The real window over a temporary folder, and a check that nothing of it outlives the test."""

import functools
import gc
import sys
import threading
from inspect import signature

import numpy as np
import pyqtgraph as pg
import pytest
import torch
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.digits.dataset import Digits
from engine.experiments.yardsticks.at_hand import AtHand, Facts
from engine.experiments.yardsticks.fitting import Answers
from engine.experiments.yardsticks.recipes import kind_of
from engine.inspection.evaluation import Evaluation
from engine.networks.files import pretrained
from gui.lesson.first_offer import KEY
from gui.look import theme
from gui.model import at_start, networks, yardsticks
from gui.model.networks import shipped
from gui.model.session import Session
from gui.shell.main_window import MainWindow
from gui.widgets.parts import Parts
from gui.work.settings import remember, use_folder
from tests.gui.room import Room
from tests.gui.undressing import undress

QT = ("gui.", "PySide6", "pyqtgraph")
"""How the names begin of what makes classes of Qt's."""
TIMEOUT = 60_000  # milliseconds; nothing takes that long unless it hangs


@pytest.fixture(scope="session", autouse=True)
def _libraries_are_no_garbage():
    gc.freeze()  # makes each collection below quick


_imported_beside: list[str] = []


def _on_audit(event, arguments):
    if event == "import" and arguments[0].startswith(QT) and threading.current_thread() is not threading.main_thread():
        _imported_beside.append(f"{arguments[0]} in {threading.current_thread().name}")


sys.addaudithook(_on_audit)


@pytest.fixture(autouse=True)
def _what_has_classes_of_qts_is_imported_by_the_gui_thread():
    """In another one it crashes, once in fifteen starts; gui/shell/ahead.py says why."""
    yield
    assert _imported_beside == []


@pytest.fixture(autouse=True)
def _no_collection_inside_events():
    """As in the program (gui.shell.garbage): garbage is collected between tests, not in the middle of an event."""
    gc.disable()
    yield
    gc.enable()


def pytest_runtest_logfinish():
    """When pytest has let go of the test's widgets: the next window freezes what there is, and they would stay, and be
    given each new look, for ever."""
    if QApplication.instance() is not None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, MainWindow):  # one more, that a test has opened and closed; it may have frozen itself
                widget.deleteLater()
                gc.unfreeze()
        widget = None
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _the_network_that_ships_is_read_once():
    """By all windows: 0.07 s each. Read anew at the end, it is still the same."""
    read = functools.cache(lambda path: shipped())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(at_start, "shipped", lambda: read(networks.PRETRAINED))
        yield
    assert torch.equal(read(networks.PRETRAINED).latest().flat, pretrained().flat), "a test has written into it"


@pytest.fixture(scope="session", autouse=True)
def _no_process_is_begun_ahead():
    """A Compare page that is in sight for a second would load torch twice."""
    from gui.compare import workers_ahead

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers_ahead, "SETTLED", 24 * 3_600_000)
        yield


@pytest.fixture
def folder(tmp_path):
    """The user's folder, empty and of this test alone."""
    use_folder(tmp_path)
    return tmp_path


@pytest.fixture
def few_ship(monkeypatch, some_digits):
    """For windows whose every page is looked at, where nothing depends on how many images there are: what is computed
    of 2,000 takes a tenth. To be named by ``usefixtures``, so that it is there before the window."""
    monkeypatch.setattr(at_start, "bundled", lambda: some_digits)


@pytest.fixture
def window(qtbot, qapp, folder):
    """Inkling's window with the digits loaded; closed afterwards, with every thread ended."""
    undress(qapp)
    remember({KEY: "1"})  # nobody is offered the lesson
    made = MainWindow()
    made.resize(1100, 700)
    made.show()
    qtbot.waitUntil(lambda: made.session.data.digits is not None, timeout=TIMEOUT)
    yield made
    made.close()
    for thread in threading.enumerate():
        if thread.name.startswith("inkling"):  # left behind on a busy machine, and to end all the same
            thread.join(TIMEOUT / 1000)
            assert not thread.is_alive(), thread.name
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # else it lives on until some later event loop
    theme.set_scheme(qapp, "system")  # when there is no window any more that would be given another look
    theme.set_text_size(qapp, 1.0)
    qapp.setStyleSheet("")
    qapp.setProperty("dressed", False)  # as at a start: a window is made in half the time before there is a style sheet


@pytest.fixture
def qtbot(qtbot):
    """With as much time as ``wait``: pytest-qt gives a window one second to be seen, and a signal five."""
    for name in ("waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitActive"):
        setattr(qtbot, name, functools.partial(getattr(qtbot, name), timeout=TIMEOUT))
    return qtbot


@pytest.fixture
def wait(qtbot):
    """``wait(condition)``: handle events until it is true."""
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=TIMEOUT)


@pytest.fixture
def click():
    """``click(button)``, as a person does."""
    return lambda button: QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def drop():
    """``drop(window, path)``: a file from the system's file manager."""

    def dropped(window, path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        facts = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPoint(300, 300), *facts)
        QApplication.sendEvent(window, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), *facts))

    return dropped


@pytest.fixture
def draw():
    """``draw(canvas, points)``: one stroke of the mouse through points given as shares of the canvas, 0 to 1."""

    def stroke(canvas, points) -> None:
        side = min(canvas.width(), canvas.height())
        pixels = [QPoint(*map(int, point)) for point in np.asarray(points) * side]
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=pixels[0])
        for pixel in pixels[1:]:
            QTest.mouseMove(canvas, pixel)
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=pixels[-1])

    return stroke


@pytest.fixture
def show(qtbot):
    """``show(widget, width, height)``: the widget, on the screen and so large."""

    kept = []  # pytest-qt keeps weak references only

    def shown(widget, width, height):
        kept.append(widget)
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return shown


@pytest.fixture
def point():
    """``point(plot, x, y)``: the mouse is moved to a place of a plot, given in the plot's own coordinates."""
    limit = pg.getConfigOption("mouseRateLimit")
    pg.setConfigOption("mouseRateLimit", 0)  # else pyqtgraph ignores what comes too soon

    def to(plot, x, y) -> None:
        plot.grab()  # lays out what has changed
        place = plot.mapFromScene(plot.getPlotItem().getViewBox().mapViewToScene(QPointF(x, y)))
        none = Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        where = QPointF(place), QPointF(plot.viewport().mapToGlobal(place))
        QApplication.sendEvent(plot.viewport(), QMouseEvent(QEvent.Type.MouseMove, *where, *none))

    yield to
    pg.setConfigOption("mouseRateLimit", limit)


@pytest.fixture
def judged():
    """``judged(labels, guesses, sure)``: a set, of which image k is all of grey k, and what a network takes each for.

    ``sure``: the probability of each guess; what is left goes to the digit after it, less a crumb for all others.
    """

    def evaluation(labels, guesses, sure=None) -> Evaluation:
        labels, guesses = np.array(labels, np.int64), np.array(guesses, np.int64)
        sure = np.full(len(labels), 0.9) if sure is None else np.array(sure)
        evidence = np.full((len(labels), 10), 1e-6)
        evidence[np.arange(len(labels)), (guesses + 1) % 10] = 1 - sure - 8e-6
        evidence[np.arange(len(labels)), guesses] = sure
        images = np.repeat(np.arange(len(labels), dtype=np.uint8), 784).reshape(-1, 28, 28)
        return Evaluation(Digits(images, labels, "judged"), np.log(evidence).astype(np.float32))

    return evaluation


@pytest.fixture
def session(qapp, folder):
    """What the pages share, without a window; with no digits and no networks yet."""
    made = Session()
    yield made
    made.close()
    made.deleteLater()


NAMES = {"mine": "my_digits"}


def make_page(kind, session):
    """Handed the parts of ``session`` that it names."""
    given = {"parts": Parts(), "setup": None, "parent": None}
    shared = [name for name in signature(kind).parameters if name not in given]
    given = {name: value for name, value in given.items() if name in signature(kind).parameters}
    return kind(**given, **{name: getattr(session, NAMES.get(name, name)) for name in shared})


@pytest.fixture
def page_of(qtbot, qapp, session):
    """``page_of(DataPage)``: a page without its window, shown and handed the parts of ``session`` that it names."""
    undress(qapp)

    def made(kind):
        page = make_page(kind, session)
        qtbot.addWidget(page)
        page.show()
        return page

    return made


@pytest.fixture
def room_of(qtbot, qapp, session, wait):
    """``room_of(DrawPage)``: a page with what tells beside it, the digits and the network that ship, and nothing else
    of the window."""
    undress(qapp)
    kept = []  # pytest-qt keeps weak references only

    def made(kind):
        room = Room(session, make_page(kind, session))
        kept.append(room)
        qtbot.addWidget(room)
        room.resize(1000, 660)
        session.at_start.load()
        room.show()
        wait(lambda: session.data.digits is not None)
        return room

    return made


class Pretended(AtHand):
    """A yardstick without a process: it takes an image for the class that its first pixel names, with three votes of
    four if it is of a kind that votes. Digits that it is to judge are made by ``named``."""

    def __init__(self, kept, digits) -> None:
        super().__init__(kept, Facts(digits.names, 1, True), None, threading.Event())
        self.asked = 0

    def _ask(self, images) -> Answers:
        self.asked += len(images)
        guesses, count = images[:, 0, 0].astype(np.int64) % len(self.names), len(self.names)
        if not kind_of(self.kept.recipe).has_evidence:
            return Answers(guesses, None)
        shares = np.zeros((len(images), count), np.float32)
        shares[np.arange(len(images)), (guesses + 1) % count] = 0.25
        shares[np.arange(len(images)), guesses] = 0.75
        with np.errstate(divide="ignore"):
            return Answers(guesses, np.log(shares))

    @property
    def alive(self) -> bool:
        return not self._ended

    def kill(self) -> None:
        self._ended = True

    def end(self) -> None:
        self._ended = True


@pytest.fixture
def pretended(monkeypatch):
    """Yardsticks are fitted at once, and are such."""
    monkeypatch.setattr(yardsticks, "fit_at_hand", lambda kept, digits, cancelled: Pretended(kept, digits))


@pytest.fixture(scope="session")
def named() -> Digits:
    """Thirty images of noise. The first pixel names the class of each but every fifth, where it names the next."""
    images, labels = np.random.default_rng(0).integers(0, 256, (30, 28, 28), np.uint8), np.arange(30) % 10
    images[:, 0, 0] = np.where(np.arange(30) % 5, labels, (labels + 1) % 10)
    return Digits(images, labels, "named")


@pytest.fixture
def spoken(monkeypatch):
    """What a screen reader is told, as the events; one is listening meanwhile."""
    found = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", found.append)
    QAccessible.setActive(True)
    yield found
    QAccessible.setActive(False)
