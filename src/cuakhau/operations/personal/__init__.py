"""What pages show of people: whole to whom the work needs it, else masked; who looked; erasing."""
