"""Pictures, the sizes made from them, and the element that shows them."""
