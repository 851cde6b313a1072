"""What is to happen at a moment: publications, withdrawals, releases."""
