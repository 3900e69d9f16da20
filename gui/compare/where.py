"""Where an experiment runs: on this computer, or on a cluster, which can be tried first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from engine.errors import UserError
from engine.experiments.cluster import Cluster, Found, checked_address, try_cluster
from engine.experiments.place import Place
from engine.words import _
from gui.look.sizes import sized
from gui.widgets.buttons import push_button
from gui.widgets.explain import RowExplain, add_explained_row
from gui.widgets.labels import label
from gui.work.tasks import Tasks

WHERE_KEY, ADDRESS_KEY = "compare/where", "compare/cluster"  # in the settings
HERE, CLUSTER = "here", "cluster"
TASK = "cluster to try"
TIP = _(
    "This computer trains as many runs at once as it has cores. A cluster is a room of computers that share the runs: "
    "each runs “dask worker”, and one of them “dask scheduler”."
)
ADDRESS_TIP = _("What “dask scheduler” says when it starts: tcp://, the computer's name or number, and a port")
TEST_TIP = _("Ask the cluster how many workers it has, and whether they have the same versions as this computer")


class Where(QWidget):
    """``place()`` is what is chosen."""

    changed = Signal()
    """Another place is chosen, or one is known to take other runs at once."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.places: int | None = None
        self.where = QComboBox(objectName="whereField")
        for key, words in ((HERE, _("this computer")), (CLUSTER, _("a cluster…"))):
            self.where.addItem(words, key)
        self.where.setToolTip(TIP)
        self.address = QLineEdit(objectName="clusterField", placeholderText="tcp://192.168.0.10:8786")
        self.address.setToolTip(ADDRESS_TIP)
        self.address.setAccessibleName(_("Address of the cluster"))
        self.test = push_button(_("Test"), "testClusterButton", TEST_TIP, self._on_test)
        self.found = label("muted", wordWrap=True, objectName="clusterFound")
        self.found.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self.where.currentIndexChanged.connect(self._on_edited)
        self.address.textChanged.connect(self._on_edited)
        self.address.returnPressed.connect(self.test.click)
        self._on_edited()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        add_explained_row(form, _("Runs on"), self.where)
        row = QHBoxLayout()
        row.addWidget(self.address, 1)
        row.addWidget(self.test)
        row.addWidget(RowExplain(self.address, self.test))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        sized(column.setSpacing, 5)
        column.addLayout(form)
        column.addLayout(row)
        column.addWidget(self.found)

    # What is chosen

    @property
    def is_cluster(self) -> bool:
        return self.where.currentData() == CLUSTER

    def place(self) -> Place | None:
        """A new one for a race; None is this computer. Raises UserError if the address is none."""
        return Cluster(self.address.text()) if self.is_cluster else None

    def state(self) -> dict[str, str]:
        return {WHERE_KEY: self.where.currentData(), ADDRESS_KEY: self.address.text()}

    def restore(self, state: Mapping[str, str]) -> None:
        self.address.setText(state.get(ADDRESS_KEY, ""))
        self.where.setCurrentIndex(max(0, self.where.findData(state.get(WHERE_KEY, HERE))))

    # Trying it

    def _on_edited(self) -> None:
        self._tasks.cancel(TASK)
        self.places = None
        for part in (self.address, self.test, self.found):
            part.setVisible(self.is_cluster)
        self.test.setEnabled(bool(self.address.text().strip()))
        self._say("" if self.address.text().strip() else _("Write the address of the cluster, and test it."))
        self.changed.emit()

    def _on_test(self) -> None:
        try:
            address = checked_address(self.address.text())
        except UserError as error:
            self._on_failed(error)
            return
        self.test.setEnabled(False)
        self._say(_("Looking for {address}…").format(address=address))
        self._tasks.start(TASK, partial(try_cluster, address), self._on_found, self._on_failed)

    def _on_found(self, found: Found) -> None:
        self.test.setEnabled(True)
        self.places = found.places
        self._say(" ".join(filter(None, (str(found), found.note))))
        self.changed.emit()

    def _on_failed(self, error: UserError) -> None:
        self.test.setEnabled(True)
        self._say(str(error), "error")

    def _say(self, words: str, role: str = "muted") -> None:
        self.found.setText(words)
        self.found.setVisible(bool(words) and self.is_cluster)
        if self.found.property("role") != role:
            self.found.setProperty("role", role)
            self.found.style().polish(self.found)
