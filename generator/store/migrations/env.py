"""What Alembic runs to bring a store up to date: in the connection that the store has open."""

from alembic import context

from generator.store.migrations import VERSION_TABLE
from generator.store.tables import METADATA

if hasattr(context, "config"):  # not when it is merely imported, as by what looks for examples
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=METADATA,
        version_table=VERSION_TABLE,
    )
    context.run_migrations()
