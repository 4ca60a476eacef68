"""Words that a page breaks within: a line that ends inside a Latin word of ordinary length."""

from __future__ import annotations

from playwright.sync_api import Page

BROKEN = r"""
() => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (text.parentElement.closest("script, style, svg, code, .cell, option")) continue;
    for (const word of text.data.matchAll(/(?<![\p{L}\p{N}_.%-])\p{Script=Latin}{2,20}(?![\p{L}\p{N}_.%-])/gu)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const seen = [...range.getClientRects()].filter((each) => each.width && each.right > 0);
      if (seen.some((each) => each.top > seen[0].bottom - 2)) found.push(word[0]);
    }
  }
  return found;
}
"""


def broken_words(page: Page) -> list[str]:
    """The words of up to 20 letters that stand on more than one line, in the order of the page."""
    found: list[str] = page.evaluate(BROKEN)
    return found
