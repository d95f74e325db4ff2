"""Trigram search and mixed indexes: both trusted extensions, so that the owner of the database may add them."""

from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Add the extensions that indexes need."""

    dependencies = []
    operations = [TrigramExtension(), BtreeGinExtension()]
