"""How charts are drawn: exact shares of the axes, which matplotlib sets on paper or in a document of vectors."""
