"""Pages that the tests of the inlets share."""

PARAGRAPHS = (
    "Forty ships have left the port of Westhaven since the storm began last week, the harbour master said on Monday.",
    "At least 12 people were hurt when a crane fell onto the quay, according to the fire service, which sent 80 of its staff.",
    "“We had never seen anything like it,” said Ida Brandt, who runs the ferry office. She expects the port to open on Friday.",
)
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/n'>News</a></li><li><a href='/s'>Sport</a></li></ul></nav>"
LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "Organization", "@id": "#post", "name": "Harbour Post"},
{"@type": ["NewsArticle"], "headline": "Forty ships leave Westhaven", "datePublished": "2024-03-12T23:50:00-05:00",
"author": [{"@type": "Person", "name": "Rosa Lindqvist"}, "Tom Adeyemi"], "publisher": {"@id": "#post"},
"mainEntityOfPage": {"@id": "https://harbourpost.example/ships"}}]}</script>"""
OG = """<meta property="og:title" content="Ships leave"><meta property="og:site_name" content="The Post">
<meta property="article:published_time" content="2024-03-11T08:00:00Z">"""


def page(*, head: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    """A news page with a menu, an article and a footer."""
    body = "".join(f"<p>{p}</p>\n" for p in paragraphs)
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Ships | The Post</title>{head}</head><body>{MENU}"
        f"<article><h1>Forty ships leave Westhaven</h1>{body}</article><footer><p>© The Post</p></footer></body></html>"
    )
