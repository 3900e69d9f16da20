"""The lesson beside the pages: a strip that leads through the steps of a lesson file, and the window of words.

It knows no page: it finds widgets by their objectNames (``house``), hears of what is done through their signals
(``signs``), and does what “show me” says as a person would (``doings``). The shell puts it into the window.
"""
