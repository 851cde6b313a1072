"""Draft and published, old addresses, and the signal that says that the site changed."""
