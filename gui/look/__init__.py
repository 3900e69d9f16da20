"""How everything looks and speaks: colours, icons, and words that several places use.

Knows no other room of gui/; everybody may use it.
"""
