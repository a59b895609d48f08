"""Readings to files and back: JSON, one page, one picture. Pure: values in, text out."""
