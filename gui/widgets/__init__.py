"""Widgets and helpers that several features use, and only those.

May use look and work.
"""
