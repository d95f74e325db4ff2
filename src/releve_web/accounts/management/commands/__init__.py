"""Commands for who keeps an installation."""
