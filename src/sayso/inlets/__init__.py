"""Where articles come in: text files, standard input, HTML files and URLs become Article values."""

from sayso.inlets.door import article_from_bytes, article_from_text, open_article, open_with_bytes

__all__ = ["article_from_bytes", "article_from_text", "open_article", "open_with_bytes"]
