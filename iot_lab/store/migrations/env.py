"""What alembic runs for each command: it is given an open transaction, and neither begins nor ends one."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table=context.config.attributes["version_table"],
)
context.run_migrations()
