"""Events and all that came out of them."""
