"""The periodic report: one content, written as html, docx, xlsx or Markdown."""
