"""The letters to the people who joined, and about them: a module for each part of what happens to them."""
