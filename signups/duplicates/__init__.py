"""Who may have joined twice, and making one of them."""
