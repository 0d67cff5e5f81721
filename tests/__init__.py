"""Tests; this file keeps tests/db from shadowing the package db."""
