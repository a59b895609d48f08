"""Speed and quality, and the doors through which they are measured."""
