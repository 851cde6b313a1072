"""Whether a file may come in as a picture, and what one needs to know of it."""
