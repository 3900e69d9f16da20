"""What the pages share: digits in hand, networks, the run under way, the drawing. Session only makes them.

Knows work and look; features use it, and meet in it.
"""
