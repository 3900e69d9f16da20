"""The images and their labels: what ships, what a person brings, and what can be done to them or said about them.

Everybody may use this room; it knows no other. From outside the project, take what is named here.
"""

from engine.digits.bundle import BUNDLED, bundled
from engine.digits.dataset import Digits
from engine.digits.readers import read
from engine.digits.splitting import split

__all__ = ["BUNDLED", "Digits", "bundled", "read", "split"]
