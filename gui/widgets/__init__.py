"""Widgets and helpers that several features use, and only those.

Know model, work and look.
"""
