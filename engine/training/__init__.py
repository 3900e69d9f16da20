"""How a network learns: ``train`` is the loop, ``step`` one batch, ``control`` the handle for whoever watches.

Knows digits and networks. From outside the project, take what is named here.
"""

from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.history import EpochReport, History
from engine.training.trainer import Diverged, train

__all__ = ["Control", "Diverged", "EpochReport", "History", "TrainingConfig", "train"]
