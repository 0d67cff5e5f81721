"""The only place that knows the schema: tables of laptop and server, engines, migrations. Plain values, no domain."""
