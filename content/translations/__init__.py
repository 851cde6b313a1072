"""What is to be translated, and whether a translation still follows its source."""
