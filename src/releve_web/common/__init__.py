"""What all apps share: isolation, history, pages' components."""
