"""What flows through the diagram: nothing, the drawing, or an image of the set; and through which network."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from time import monotonic

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine.inspection.flow import Flow, flow
from engine.networks.network import FeedForward, NetworkSpec
from engine.numbers import whole
from engine.words import _
from gui.model.digits_in_hand import DigitsInHand
from gui.model.drawing import Drawing
from gui.model.judge import Judge
from gui.model.networks import TRAINED, Networks
from gui.model.run_under_way import RunUnderWay
from gui.train.training_form import TrainingForm
from gui.work.tasks import Tasks

NOTHING, DRAWING, IMAGE = KINDS = "nothing", "drawing", "image"
NO_NETWORK = {
    False: _("In the form something is wrong, so there is no network yet."),
    True: _("The network is being made."),
}
"""By whether the form says one."""
PACE = 0.08  # seconds between two looks at a network in training: the eye wants no more, and the training goes on
FLOW_KEY = "view/flows"  # in the settings
AT_ONCE = 2_000_000  # parameters: a larger network takes more than a few milliseconds, and is asked beside the window


class FlowSource(QObject):
    """``kind``: of KINDS. ``index``: of the image of the set. Nothing is computed unless ``flow`` is asked for, and
    then once for each image and network."""

    changed = Signal()
    """``flow()`` is, or may be, another."""

    def __init__(
        self, form: TrainingForm, data: DigitsInHand, drawing: Drawing, judge: Judge, networks: Networks,
        training: RunUnderWay, tasks: Tasks,
    ) -> None:  # fmt: skip
        super().__init__(form)
        self._form, self._data, self._drawing, self._networks = form, data, drawing, networks
        self._training, self._tasks = training, tasks
        self._random = np.random.default_rng()
        self.kind, self.index = NOTHING, 0
        self._image: np.ndarray | None = None  # of the set
        self._untrained: FeedForward | None = None
        self._made_for: tuple[NetworkSpec, int] | None = None
        self._found: Flow | None = None
        self._told = 0.0  # when the network in training was last another
        self._asked: tuple[FeedForward, np.ndarray] | None = None
        judge.changed.connect(self._on_judge_changed)
        data.changed.connect(self._on_digits_changed)
        data.preparation_changed.connect(self._on_digits_changed)
        form.changed.connect(self._on_form_changed)

    # What flows

    def choose(self, kind: str) -> None:
        if kind != self.kind:
            self.kind = kind
            self.changed.emit()

    def show_image(self, index: int) -> None:
        """This image of the set, counted from 0; beyond its ends it goes on at the other."""
        digits = self._data.digits
        if digits is not None and len(digits):
            self.index, self._image = index % len(digits), None
            self.kind = IMAGE
            self.changed.emit()

    def show_something(self) -> None:
        """The drawing, or an image of the set where nothing is drawn."""
        self.choose(DRAWING if self._drawing.image is not None or self._data.digits is None else IMAGE)

    def step(self, by: int) -> None:
        self.show_image(self.index + by)

    def show_any(self) -> None:
        digits = self._data.digits
        if digits is not None and len(digits):
            self.show_image(int(self._random.integers(len(digits))))

    def image(self) -> np.ndarray | None:
        """(28, 28) uint8, as the network gets it."""
        if self.kind == DRAWING:
            return self._drawing.image
        digits = self._data.digits
        if self.kind != IMAGE or digits is None or not len(digits):
            return None
        if self._image is None:
            one = digits.take(np.array([min(self.index, len(digits) - 1)]))
            self._image = self._data.changes.after_augmentation(one).images[0]
        return self._image

    def true(self) -> int | None:
        """The place of the class that the image is said to be."""
        digits = self._data.digits
        known = self.kind == IMAGE and digits is not None and self.index < len(digits)
        return int(digits.labels[self.index]) if known else None

    # Through what

    def network(self) -> FeedForward | None:
        """The one in training or trained last; before there is any, one as the form says, untrained."""
        trained = self._networks.network(TRAINED)
        if trained is not None:
            return trained
        self._make_untrained()
        return self._untrained

    def is_trained(self) -> bool:
        return self._networks.network(TRAINED) is not None

    def names(self) -> tuple[str, ...]:
        """Of the network's classes."""
        network = self.network()
        if self.is_trained() or network is None:
            return self._networks.class_names(self._data.digits, TRAINED)
        return network.spec.names

    def _make_untrained(self) -> None:
        setup = self._form.setup()
        if setup is None:
            return
        spec, seed = self._data.fed(setup.spec), setup.config.seed
        if self._made_for != (spec, seed):  # made, or being made: whoever asks again waits for it, too
            self._made_for = spec, seed
            self._tasks.start("untrained network", partial(FeedForward, spec, seed), self._on_made)

    def _on_made(self, network: FeedForward) -> None:
        self._untrained = network
        self.changed.emit()

    # What comes of it

    def flow(self) -> Flow | None:
        """None while there is no image or no network, or a large one is being asked for the first time."""
        image, network = self.image(), self.network() if self.kind != NOTHING else None
        if image is None or network is None:
            self._found = None
        elif self._found is None or self._found.image is not image or self._found.network is not network:
            if network.spec.parameters <= AT_ONCE:
                self._found = flow(network, image)
            else:
                self._ask(network, image)
        return self._found

    def _ask(self, network: FeedForward, image: np.ndarray) -> None:
        if self._asked is None or self._asked[0] is not network or self._asked[1] is not image:
            self._asked = network, image
            self._tasks.start("flow", partial(flow, network, image), self._on_found)

    def _on_found(self, found: Flow) -> None:
        self._found = found
        self.changed.emit()

    def words(self, brief: bool = False) -> str:
        """What goes through what; ``brief``: only that."""
        network = self.network()
        if network is None:
            return NO_NETWORK[self._form.setup() is not None]
        if not self.is_trained():
            through = (
                _("Not trained yet.") if brief else _("Network {network}, not trained yet: its weights are random.")
            )
        elif self._training.under_way:
            through = _("In training.") if brief else _("Network {network}, in training.")
        else:
            through = _("Trained.") if brief else _("Network {network}, trained.")
        words = through.format(network=network.spec)
        return f"{self._image_words()} {words}" if self.image() is not None else words

    def _image_words(self) -> str:
        true, digits = self.true(), self._data.digits
        if true is None or digits is None:
            return _("Your drawing.")
        return _("Image {place} of {count}: {name}.").format(
            place=whole(self.index), count=whole(len(digits)), name=digits.names[true]
        )

    def empty_words(self) -> str:
        """What to do, where nothing is shown."""
        if self.network() is None:
            return NO_NETWORK[self._form.setup() is not None]
        if self.kind == DRAWING:
            return _("Draw something: it goes through the network as the pen moves.")
        if self._data.digits is None:
            return _("The digits are being loaded.")
        return _("Choose what flows through the network: your drawing, or an image of the set.")

    # What the page remembers

    def state(self) -> dict[str, str]:
        return {FLOW_KEY: self.kind}

    def restore(self, state: Mapping[str, str]) -> None:
        kind = state.get(FLOW_KEY, NOTHING)
        self.choose(kind if kind in KINDS else NOTHING)

    # What happens elsewhere

    def _on_judge_changed(self) -> None:
        """The drawing, a network or the one in training may be another."""
        found = self._found
        if self.kind == NOTHING:
            return
        if found is None or found.image is not self.image():
            self.changed.emit()
        elif found.network is not self.network() and not (self._training.under_way and monotonic() - self._told < PACE):
            self._told = monotonic()
            self.changed.emit()

    def _on_digits_changed(self) -> None:
        digits, self._image = self._data.digits, None
        if digits is not None and self.index >= len(digits):
            self.index = 0
        self.changed.emit()

    def _on_form_changed(self) -> None:
        if not self.is_trained():
            self.changed.emit()
