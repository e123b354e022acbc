"""Figures in sheets: forms for offices to fill, and filled or hand-made sheets back to figures."""
