"""Where articles come in: text files, standard input, HTML files and URLs become Article values."""

from sayso.inlets.door import article_from_bytes, article_from_text, open_article

__all__ = ["article_from_bytes", "article_from_text", "open_article"]
