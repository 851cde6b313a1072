"""The sizes of a picture: made in a process of their own, named by content, cleaned up."""
