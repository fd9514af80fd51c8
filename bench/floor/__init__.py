"""The floor: bare Django views on the same tables, and the same writings as plain SQL. A bound, not a rival."""
