"""The photos of an album: added, described, ordered, downloaded."""
