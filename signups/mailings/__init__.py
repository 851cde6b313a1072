"""What officers write to the people who joined."""
