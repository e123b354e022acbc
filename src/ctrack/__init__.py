"""ctrack: an indicator tracker over plain YAML files."""

__version__ = "0.1.0"
