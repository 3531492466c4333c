"""Crosswalks: sources read into the Record, formats render from it. Pure functions: no web, no database."""
