"""Write a page of the documentation as HTML. All of its text is escaped; every attribute is one of ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from gcm_graph.documentation.links import page_of_server, target_of
from gcm_graph.documentation.listing import Documentation
from gcm_graph.documentation.markdown import NAMES, Heading, parse, parser, plain_text
from gcm_graph.documentation.pages import Page

Tokens: TypeAlias = Sequence[Token]
Href: TypeAlias = Callable[[str], str]
"""What makes a link of an address below the root of the site, or of a full one."""

_DIAGRAM: Final = "mermaid"
_RIGHT: Final = "text-align:right"
_SUBHEADING: Final = 3
"""The deepest level of headings in a table of contents."""
_MOST: Final = 60
_FEWEST: Final = 3


def written(page: Page, documentation: Documentation, href: Href) -> Markup:
    """Return a page as HTML, without its title.

    Args:
        page: the page.
        documentation: what its links can lead to.
        href: makes links.
    """
    renderer = _Renderer(page, documentation, href)
    return Markup(renderer.render(parse(page.text).tokens, parser().options, {}))  # noqa: S704 - all text is escaped


def contents_of(page: Page) -> tuple[Heading, ...]:
    """Return the headings for a table of contents: of two levels, or of one where that would be too many.

    A page with few headings has none.
    """
    shown: tuple[Heading, ...] = ()
    for deepest in (_SUBHEADING, _SUBHEADING - 1):
        shown = tuple(heading for heading in page.headings if heading.level <= deepest)
        if len(shown) <= _MOST:
            break
    return shown if len(shown) >= _FEWEST else ()


class _Renderer(RendererHTML):
    """Turns tokens into HTML. Each method of a token's name writes that token, as markdown-it-py calls it.

    Args:
        page: the page.
        documentation: what its links can lead to.
        href: makes links.
    """

    def __init__(self, page: Page, documentation: Documentation, href: Href) -> None:
        super().__init__()
        self._page = page
        self._documentation = documentation
        self._href = href
        self._heading = page.title.text
        self._tables = 0
        self._behind_link = ""
        self._in_link = False

    def heading_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Begin a heading; further names of its place stand in it."""
        del options, env
        token = tokens[idx]
        self._heading = plain_text(tokens[idx + 1])
        self._tables = 0
        further = "".join(_tag("span", id=name) + "</span>" for name in token.meta[NAMES])
        return _tag(token.tag, id=str(token.attrGet("id"))) + further

    def link_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Begin a link. One to what is not served is its words, with the path of the file in the repository."""
        del options, env
        target = target_of(self._page, str(tokens[idx].attrGet("href")), self._documentation)
        words = "".join(child.content for child in tokens[idx : _end_of_link(tokens, idx)])
        self._in_link = True
        if target.place:
            self._behind_link = "</a>"
            place = target.place
            return _tag("a", href=place if place.startswith("#") else self._href(place))
        named = not target.path or words.rstrip("/") == target.path
        self._behind_link = "" if named else f" ({_tag('code')}{escape(target.path)}</code>)"
        return ""

    def link_close(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """End a link."""
        del tokens, idx, options, env
        self._in_link = False
        return self._behind_link

    def code_inline(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Write a piece of code. The address of a page of every server leads to it."""
        del options, env
        content = tokens[idx].content
        code = f"<code>{escape(content)}</code>"
        place = None if self._in_link else page_of_server(content)
        return code if place is None else f"{_tag('a', href=self._href(place))}{code}</a>"

    def image(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Write what an image shows: no page needs one to be understood, and none is served."""
        return str(escape(self.renderInlineAsText(tokens[idx].children, options, env)))

    def fence(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Write a block of code, and a diagram as the text that it is drawn from, folded."""
        del options, env
        token = tokens[idx]
        code = _code(token.content)
        if token.info.strip() != _DIAGRAM:
            return code
        return f"<details>\n<summary>Diagram, in the notation of Mermaid</summary>\n{code}</details>\n"

    def code_block(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Write an indented block of code."""
        del options, env
        return _code(tokens[idx].content)

    def table_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Begin a table, in a box of its own in which wide ones scroll, by keyboard as well."""
        del tokens, idx, options, env
        self._tables += 1
        label = f"Table: {self._heading}" + (f" ({self._tables})" if self._tables > 1 else "")
        return _tag("div", **{"class": "scroll", "tabindex": "0", "role": "region", "aria-label": label}) + "<table>\n"

    def table_close(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """End a table."""
        del tokens, idx, options, env
        return "</table></div>\n"

    def th_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Begin a cell of a table's head; an empty one heads nothing."""
        del options, env
        if not tokens[idx + 1].content:
            return _tag("td")
        return _tag("th", scope="col", **_alignment(tokens[idx]))

    def th_close(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """End a cell of a table's head."""
        del options, env
        return "</th>" if tokens[idx - 1].content else "</td>"

    def td_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Begin a cell. A page may have no style of its own, so numbers have a class."""
        del options, env
        return _tag("td", **_alignment(tokens[idx]))


def _tag(name: str, **attributes: str) -> str:
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>"


def _code(content: str) -> str:
    return f'<pre tabindex="0"><code>{escape(content)}</code></pre>\n'


def _alignment(cell: Token) -> dict[str, str]:
    return {"class": "number"} if cell.attrGet("style") == _RIGHT else {}


def _end_of_link(tokens: Tokens, start: int) -> int:
    return next(at for at in range(start, len(tokens)) if tokens[at].type == "link_close")
