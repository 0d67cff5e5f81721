"""What to do next and how it goes: urgency, playbook, scores, metrics. It advises; people decide."""
