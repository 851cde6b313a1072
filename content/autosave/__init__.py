"""What is typed and not saved yet, who else has the form open, and what to do when two save."""
