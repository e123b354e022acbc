"""Parts of an Excel workbook, with openpyxl."""
