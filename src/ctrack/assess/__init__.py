"""The arithmetic: what counts on a day, attainment, progress, pace, status, roll-up, ranking.

Exact in and unrounded out; nothing here knows a file, a clock or a terminal.
"""
