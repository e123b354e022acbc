"""Parts of a Word document, with python-docx."""
