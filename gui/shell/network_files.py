"""Networks to files and back, by the File menu."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from engine.inspection.facts import facts_of
from engine.networks.files import save_network
from engine.words import _
from gui.model.networks import CUT, Known, Networks
from gui.widgets.export import with_ending
from gui.widgets.file_choice import ask_open, ask_save
from gui.work.messages import Messages
from gui.work.tasks import Tasks

if TYPE_CHECKING:
    from engine.networks.foreign import Foreign


class NetworkFiles(QObject):
    def __init__(self, networks: Networks, tasks: Tasks, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._networks, self._tasks, self._messages, self._window = networks, tasks, messages, window
        networks.unknown.connect(self._on_unknown)

    def ask_open(self) -> None:
        """Let the person choose a saved network."""
        kinds = _("Networks (*.safetensors *.pt *.pth *.py);;All files (*)")
        path = ask_open(self._window, _("Open a network"), "networks", kinds)
        if path:
            self._networks.open(path)

    def _on_unknown(self, foreign: Foreign) -> None:
        from gui.shell.foreign_dialog import ForeignDialog

        dialog = ForeignDialog(foreign, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.made.connect(partial(self._networks.take, name=Path(foreign.name).stem))
        dialog.open()

    def ask_save(self) -> None:
        """Let the person choose where the chosen network is saved."""
        self._ask_save(None, "inkling-{network}")

    def ask_save_cut(self) -> None:
        """Let the person choose where the network with units cut is saved."""
        self._ask_save(CUT, "inkling-{network}-cut")

    def _ask_save(self, which: str | None, called: str) -> None:
        known, network = self._networks.known(which), self._networks.network(which)
        if network is None:
            return
        title, name = _("Save the network"), called.format(network=network.spec)
        if known.epoch is not None:  # it is replayed, and not what its run has come to
            title = _("Save the network as it was after epoch {epoch}").format(epoch=known.epoch)
            name = f"{name}-epoch-{known.epoch}"
        kinds = _("Networks (*.safetensors)")
        path, _kind = ask_save(self._window, title, "networks", f"{name}.safetensors", kinds)
        if path:
            self._save(with_ending(path, "safetensors"), known)  # whatever has been replayed meanwhile

    def save(self, path: Path, which: str | None = None) -> None:
        """Write the chosen network, or the one named, to ``path``; says so, or why not."""
        self._save(path, self._networks.known(which))

    def _save(self, path: Path, known: Known) -> None:
        network, facts = known.latest(), facts_of(known.trained_on, known.doubt, known.facts)
        said = _("Saved {file}").format(file=path.name)
        if known.epoch is not None:
            words = _("Saved {file}: the network as it was after epoch {epoch}")
            said = words.format(file=path.name, epoch=known.epoch)
        self._tasks.queue(
            "saving a network",
            lambda: save_network(path, network, facts),
            lambda _saved: self._messages.told.emit(said),
        )
