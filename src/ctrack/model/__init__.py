"""What the files say: one frozen class for each kind of mapping, and the codelists of the words they use."""
