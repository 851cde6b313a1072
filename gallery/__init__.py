"""Albums, photos, and the wish not to be on one."""
