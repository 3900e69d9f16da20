"""The keys that mean the same wherever something is chosen."""

from PySide6.QtCore import Qt

CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
"""What a click would do."""
