"""The project: settings, addresses, headers, checks, the admin site and the demonstration content. No models."""
