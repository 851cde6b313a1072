"""The letters that the site writes by itself: their words, their look."""
