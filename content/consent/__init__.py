"""What a visitor agreed to, and the gate that holds everything else back."""
