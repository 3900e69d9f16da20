"""What the pages share: digits in hand, networks, the run under way, the drawing. Session only makes them.

May use work and look; features use it, and meet in it.
"""
