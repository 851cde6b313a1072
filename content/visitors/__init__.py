"""Who asks, as far as a public page must know it: forged forms, floods, links that are secret, hosts that it may reach."""
