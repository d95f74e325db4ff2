"""The migrations say what the models say, and lead to one end."""

from django.core.management import call_command


def test_migrations_are_in_step_with_the_models(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
