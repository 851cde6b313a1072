"""What was done to an object, by whom, and how to go back."""
