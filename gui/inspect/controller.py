"""Judges the chosen network, or yardstick, by the chosen images, off the GUI thread, and remembers what it found."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from engine.apart import Cancelled
from engine.errors import UserError
from engine.experiments.yardsticks.at_hand import AtHand
from engine.experiments.yardsticks.inspected import YardstickInspection, inspect_yardstick
from engine.inspection.image_sets import ImageSets, Inspection, Judged, Opened, choices, inspect
from engine.networks.network import FeedForward
from engine.runs.provenance import TrainedOn
from gui.model.digits_in_hand import DigitsInHand
from gui.model.my_digits import MyDigits
from gui.model.networks import TRAINED, Known, Networks
from gui.model.run_under_way import RunUnderWay
from gui.model.yardsticks import Yardsticks
from gui.work.messages import Messages
from gui.work.tasks import Job, Tasks

PACE = 0.3  # seconds between two looks at a network in training
REMEMBERED = 4


class Inspector(QObject):
    """What the Inspect page shows. It works only while it is ``awake``: while somebody looks at it."""

    changed = Signal()
    """``judged``, and so ``found``, is another inspection, or None."""
    choices_changed = Signal()
    """Other networks or sets can be chosen, or are."""
    busy_changed = Signal()

    def __init__(
        self, data: DigitsInHand, networks: Networks, training: RunUnderWay, mine: MyDigits, tasks: Tasks,
        messages: Messages, yardsticks: Yardsticks, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._yardsticks = yardsticks
        self._data, self._networks, self._training, self._mine = data, networks, training, mine
        self._tasks, self._messages = tasks, messages
        self._sets = ImageSets()
        self._memory: dict[tuple[int, str, Opened], Judged] = {}
        self._which: str | None = None
        self._images: str | None = None
        self._asked: tuple[Known | AtHand, str, Opened, int | None] | None = None
        self.job: Job | None = None
        """How far the judge is with the images, while it is asked."""
        self._began = 0.0
        self._following, self.awake, self._refused = False, False, False
        self._replayed: int | None = None  # the epoch that the network was replayed from when it was looked at last
        self.judged: Judged | None = None
        """What is shown, be it of a network or of a yardstick."""
        self._among = Opened()  # what was open when it was found
        self.epoch: int | None = None
        """The epoch in which the network was taken from its training; None if it is no snapshot."""
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self.look)
        for changed in (networks.changed, data.changed, mine.changed, yardsticks.changed):
            changed.connect(self._on_networks_changed)
        training.ticked.connect(self._on_ticked)

    # What is chosen

    @property
    def found(self) -> Inspection | None:
        """``judged``, if that is of a network."""
        return self.judged if isinstance(self.judged, Inspection) else None

    def networks(self) -> dict[str, str]:
        """The networks and the yardsticks that can be chosen, and what they are called."""
        return {**self._networks.names(), **self._yardsticks.names()}

    def judge(self, which: str | None) -> FeedForward | AtHand | None:
        """One of those, as it is now."""
        return self._yardsticks.get(which) or (None if which is None else self._networks.network(which))

    def trained_on(self, which: str | None) -> TrainedOn | None:
        yardstick = self._yardsticks.get(which)
        return self._networks.trained_on(which) if yardstick is None else yardstick.kept.fitted_to

    def which(self) -> str | None:
        """The chosen network; until somebody chooses, the one that was trained here, or else the one that ships."""
        available = self.networks()
        if self._which in available:
            return self._which
        return TRAINED if TRAINED in available else next(iter(available), None)

    def sets(self) -> dict[str, str]:
        """The sets by which it can be judged, and what they are called."""
        which = self.which()
        if which is None or self.judge(which) is None:
            return {}
        return choices(self.trained_on(which), self.opened(), self.class_names())

    def class_names(self) -> tuple[str, ...]:
        """What the classes of the chosen network are called."""
        yardstick = self._yardsticks.get(self.which())
        if yardstick is not None:
            return yardstick.names
        return self._networks.class_names(self._data.digits, self.which())

    def opened(self) -> Opened:
        """The sets at hand that do not ship."""
        return Opened(self._data.digits, self._data.offered_test, self._mine.digits(self.class_names()))

    def images(self) -> str | None:
        available = self.sets()
        return self._images if self._images in available else next(iter(available), None)

    def choose_network(self, which: str) -> None:
        self._which, self._images = which, None
        if self.job is not None:
            self.job.cancel()
        self._yardsticks.look_at(which)
        self._on_networks_changed()

    def show(self, which: str) -> None:
        """The same network changed by hand, or as it was: judged by the same images, where it can be."""
        self._images, self._which = self.images(), which
        self._on_networks_changed()

    def remember(self, found: Judged, opened: Opened) -> None:
        """Somebody else has judged a network already: nobody has to do it again. ``opened``: what was open then."""
        self._memory[id(judge_of(found)), found.images, opened] = found  # keeps the judge: no other has its id
        while len(self._memory) > REMEMBERED:
            del self._memory[next(iter(self._memory))]

    def choose_images(self, images: str) -> None:
        self._images = images
        if self.job is not None:
            self.job.cancel()
        self._on_networks_changed()

    def follow(self, following: bool) -> None:
        """Look again and again at a network in training."""
        self._following = following
        self._on_ticked()

    @property
    def in_training(self) -> bool:
        """Whether the chosen network is changing."""
        which = self.which()
        return self._training.under_way and self._networks.of_training(which) and self._networks.epoch(which) is None

    @property
    def busy(self) -> bool:
        return self._asked is not None

    @property
    def asks_yardstick(self) -> bool:
        """Whether a yardstick is asked, which takes its time; a network most often takes a moment."""
        return self._asked is not None and isinstance(self._asked[0], AtHand)

    @property
    def stale(self) -> bool:
        """Whether the network has changed since it was looked at, or another is chosen."""
        which = self.which()
        if which is None or self.judged is None:
            return which is not None or self.judged is not None
        found = (judge_of(self.judged), self.judged.images, self._among)
        return found != (self.judge(which), self.images(), self.opened())

    # Looking

    def wake(self, awake: bool) -> None:
        self.awake = awake
        if awake:
            self._mine.load()
            self.choices_changed.emit()
            if self.stale:
                self.look()

    def _on_networks_changed(self) -> None:
        self._refused = False
        self.choices_changed.emit()
        known = self.in_training and self._same_training() and self._replayed is None
        if self.awake and (self.stale or self._ended) and not known:
            self.look()

    @property
    def _ended(self) -> bool:
        """Whether what was found as a snapshot of a training is now the network at its end."""
        return self.epoch is not None and self._epoch_now() is None

    def _same_training(self) -> bool:
        """A network that trains is looked at once, and then on demand."""
        if self.found is None or self.epoch is None or self.found.images != self.images():
            return False
        return self.found.trained_on is self._networks.trained_on(self.which())

    @property
    def _first_of_training(self) -> bool:
        return self.judged is None or (self.in_training and not self._same_training())

    def _on_ticked(self) -> None:
        if self._following and self.awake and not self.busy and not self._later.isActive() and self.stale:
            if self.in_training:
                self._later.start(max(0, round(1000 * (self._began + PACE - monotonic()))))
        elif self.awake and not self.busy and not self._refused and self._first_of_training:
            self._on_networks_changed()

    def look(self) -> None:
        """Judge the chosen network as it is now, unless that is under way or was done before."""
        which, images, opened = self.which(), self.images(), self.opened()
        if which is None or images is None:
            self._show(None, None, opened)
            return
        judge = self.judge(which)
        remembered = self._memory.get((id(judge), images, opened))
        if remembered is not None:
            self._replayed = self._networks.epoch(which)
            self._show(remembered, self._epoch_now(), opened)
        elif not self.busy:
            self._asked = (self._chosen(which), images, opened, self._epoch_now())
            self._began, self._replayed = monotonic(), self._networks.epoch(which)
            sets, trained_on, job = self._sets, self.trained_on(which), Job()
            self.job, asked = job, (images, opened, job.cancelled, job.report)
            if isinstance(judge, AtHand):
                work = lambda: inspect_yardstick(sets, judge, *asked)  # noqa: E731
            else:
                work = lambda: inspect(sets, judge, trained_on, *asked)  # noqa: E731
            self._tasks.start("inspection", work, self._on_found, self._on_failed)
            self.busy_changed.emit()

    def _epoch_now(self) -> int | None:
        if not self.in_training:
            return self._networks.epoch(self.which())
        return max(0, self._training.run.history.count - 1)

    def _on_found(self, found: Judged) -> None:
        chosen, images, opened, epoch = self._asked
        self._asked = self.job = None
        self.remember(found, opened)
        self.busy_changed.emit()
        self._show(found, epoch, opened)
        if self._outdated(chosen, images, opened) or self._ended:
            self.look()

    def _chosen(self, which: str) -> Known | AtHand | None:
        """What is known of a network, or a yardstick: another one if it is another judge."""
        return self._yardsticks.get(which) or self._networks.known(which)

    def _outdated(self, chosen: Known | AtHand, images: str, opened: Opened) -> bool:
        """Whether something else was chosen while the work was under way, or the training has ended."""
        if chosen is not self._chosen(self.which()) or images != self.images() or opened != self.opened():
            return True
        if not self.awake:
            return False
        return self._ended or (self.stale and (not self.in_training or self._replayed is not None))

    def _on_failed(self, error: UserError) -> None:
        self._asked = self.job = None
        self.busy_changed.emit()
        if isinstance(error, Cancelled):
            self._on_networks_changed()
            return
        self._refused = True  # not tried again before something else is chosen
        self._yardsticks.drop_dead()
        self._show(None, None, self.opened())
        self._messages.failed.emit(str(error))

    def _show(self, judged: Judged | None, epoch: int | None, among: Opened) -> None:
        self.judged, self.epoch, self._among = judged, epoch, among
        self.changed.emit()


def judge_of(judged: Judged) -> FeedForward | AtHand | None:
    """Whose answers these are."""
    return judged.yardstick if isinstance(judged, YardstickInspection) else judged.network
