"""What somebody sees, corrects and takes along of what we hold, and how they leave."""
