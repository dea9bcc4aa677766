"""Tables of many rows → records, by a mapping file that a person writes beside each table."""

from __future__ import annotations
