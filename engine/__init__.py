"""Everything that is not a window: digits, networks, training, ink. Knows no Qt."""
