"""Cells that a fast reader hides or changes: errors, formulas without values, every type of a cell."""

from __future__ import annotations

from tests.hostile.package import Xml, parts
from tests.hostile.recipe import DAMAGED, Expects, Recipe, named, recipe, refused, revenue, same

AT = "Actuals!C2"
ERROR, BARE, FAULTY = refused(f"error-cell {AT}"), refused(f"formula-without-value {AT}"), refused(f"not-a-number {AT}")

ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
NEW_ERRORS = (
    "#GETTING_DATA",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#BUSY!",
    "#UNKNOWN!",
    "rubbish",
    "",
)

SEVEN, AS_TEXT = (revenue("7"), DAMAGED), revenue("7", f"text-number {AT}")

FORMULAS: dict[str, Expects] = {
    "<f>1+1</f>": BARE,
    "<f>1+1</f><v></v>": BARE,
    "<f>1+1</f><v/>": BARE,
    "<f/>": BARE,
    "<f></f>": BARE,
    '<f t="shared" ref="C2:C3" si="0">1+1</f>': BARE,
    '<f t="shared" si="0"/>': BARE,
    '<f t="array" ref="C2">SUM(C3:C3*2)</f>': BARE,
    '<f t="array" ref="C2" aca="1" ca="1">_xlfn._xlws.FILTER(C3:C3,1)</f>': BARE,
    '<f t="dataTable" ref="C2:C2" dt2D="0" dtr="0" r1="C3"/>': BARE,
    '<f xml:space="preserve"> 1 + 1 </f>': BARE,
    "<f><![CDATA[1+1]]></f>": (BARE, DAMAGED),
    "<f>1+1</f><v>7</v>": revenue("7"),
    "<v>7</v><f>1+1</f>": SEVEN,
    "<f></f><v>7</v>": revenue("7"),
    '<f t="shared" ref="C2:C3" si="0">1+1</f><v>7</v>': revenue("7"),
    '<f t="array" ref="C2">SUM(C3:C3*2)</f><v>7</v>': revenue("7"),
    "<f>cmd|'/c calc'!A0</f><v>7</v>": revenue("7"),
    '<f>WEBSERVICE("http://127.0.0.1:9/")</f><v>7</v>': revenue("7"),
    "<f>[1]Sheet1!A1</f><v>7</v>": revenue("7"),
}
"""What stands in a cell with a formula."""

TYPES: dict[str, Expects] = {
    '<c r="{at}" t="n"><v>7</v></c>': revenue("7"),
    '<c t="n" r="{at}"><v>7</v></c>': revenue("7"),
    "<c r='{at}'><v>7</v></c>": revenue("7"),
    '<c\n r = "{at}" ><v>7</v></c >': revenue("7"),
    '<c r="{at}"><v>7</v><extLst><ext uri="x"/></extLst></c>': SEVEN,
    '<c r="{at}"><v>&#55;</v></c>': SEVEN,
    '<c r="{at}"><v><![CDATA[7]]></v></c>': SEVEN,
    '<c r="{at}"><v>7<!-- 1 --></v></c>': SEVEN,
    '<c r="{at}"><v>1<!-- -->7</v></c>': (revenue("17"), DAMAGED),
    '<c r="{at}"><?x 5?><v>7</v></c>': SEVEN,
    '<c r="{at}"><v>1<?x 5?>7</v></c>': (revenue("17"), DAMAGED),
    '<c r="{at}"/>': revenue(None),
    '<c r="{at}"></c>': revenue(None),
    '<c r="{at}"><v/></c>': revenue(None),
    '<c r="{at}"><v></v></c>': revenue(None),
    '<c r="{at}" t="b"><v>1</v></c>': FAULTY,
    '<c r="{at}" t="b"><v>0</v></c>': FAULTY,
    '<c r="{at}" t="b"><v>true</v></c>': (FAULTY, DAMAGED),
    '<c r="{at}" t="b"><v>2</v></c>': (FAULTY, DAMAGED),
    '<c r="{at}" t="str"><v>7 Mio</v></c>': FAULTY,
    '<c r="{at}" t="str"><f>""</f><v></v></c>': revenue(None),
    '<c r="{at}" t="str"><f>"7"</f><v>7</v></c>': revenue("7", f"text-number {AT}"),
    '<c r="{at}" t="inlineStr"><is><t>7</t></is></c>': revenue("7", f"text-number {AT}"),
    '<c r="{at}" t="inlineStr"><is><r><t>1</t></r><r><t>7</t></r></is></c>': revenue("17", f"text-number {AT}"),
    '<c r="{at}" t="inlineStr"><is><t>7</t><rPh sb="0" eb="1"><t>9</t></rPh></is></c>': revenue(
        "7", f"text-number {AT}"
    ),
    '<c r="{at}" t="inlineStr"><is><t/></is></c>': revenue(None),
    '<c r="{at}" t="inlineStr"><is/></c>': revenue(None),
    '<c r="{at}" t="inlineStr"/>': revenue(None),
    '<c r="{at}" t="inlineStr"><is><t>_x0037_</t></is></c>': AS_TEXT,
    '<c r="{at}" t="inlineStr"><is><t>7_x000D_</t></is></c>': AS_TEXT,
    '<c r="{at}" t="inlineStr"><is><t>7_x0000_</t></is></c>': AS_TEXT,
    '<c r="{at}" t="inlineStr"><is><t>_xD83D_7</t></is></c>': FAULTY,
    '<c r="{at}" t="d"><v>2026-01-01</v></c>': FAULTY,
    '<c r="{at}" t="e"><f>NA()</f><v>#N/A</v></c>': ERROR,
    '<c r="{at}" t="e" s="1"><v>#N/A</v></c>': ERROR,
    "<c r='{at}' t='e'><v>#N/A</v></c>": ERROR,
    '<c r="{at}" t = "e"><v>#N/A</v></c>': ERROR,
    '<c r="{at}" t="&#101;"><v>#N/A</v></c>': (ERROR, DAMAGED),
    '<c r="{at}" t="e"><v>&#35;N/A</v></c>': (ERROR, DAMAGED),
    '<c r="{at}" t="s"><v>0</v></c>': revenue("7", f"text-number {AT}"),
    '<c r="{at}" t="s"><v>1</v></c>': revenue("17", f"text-number {AT}"),
    '<c r="{at}" t="s"><v>2</v></c>': revenue("7", f"text-number {AT}"),
    '<c r="{at}" t="s"><v>3</v></c>': revenue(None),
    '<c r="{at}" t="s"><v>4</v></c>': revenue("7", f"text-number {AT}"),
    '<c r="{at}" t="s"><v> 0 </v></c>': (AS_TEXT, DAMAGED),
    '<c r="{at}" t="s"><v></v></c>': revenue(None),
    '<c r="{at}" t="s"/>': revenue(None),
}
"""A cell as XML; shared text 0 is 7, 1 is 17 in two runs, 2 is 7 with a phonetic 9, 3 is empty, 4 is 7 in spaces."""

NONSENSE = (
    '<c r="{at}" t="x"><v>7</v></c>',
    '<c r="{at}" t="N"><v>7</v></c>',
    '<c r="{at}" t=""><v>7</v></c>',
    '<c r="{at}" t="s"><v>5</v></c>',
    '<c r="{at}" t="s"><v>-1</v></c>',
    '<c r="{at}" t="s"><v>1.0</v></c>',
    '<c r="{at}" t="s"><v>1e0</v></c>',
    '<c r="{at}" t="s"><v>4294967296</v></c>',
    '<c r="{at}" t="s"><v>99999999999999999999</v></c>',
    '<c r="{at}" t="b"><v>yes</v></c>',
    '<c r="{at}"><v>7</v><v>8</v></c>',
    '<c r="{at}"><v>7<v>8</v></v></c>',
    '<c r="{at}"><v>7</v><c r="D2"><v>8</v></c></c>',
    '<c r="{at}" t="inlineStr"><is><t>7</t></is><v>8</v></c>',
    '<c r="{at}" t="inlineStr"><v>7</v></c>',
    '<c r="{at}" r="D2"><v>7</v></c>',
    '<c r="{at}"><v>7</v>',
    '<c r="{at}"><w>7</w></c>',
    '<c r="$C$2"><v>7</v></c>',
    '<c r="C2:C2"><v>7</v></c>',
    '<c r="R2C3"><v>7</v></c>',
    '<c r="Ｃ２"><v>7</v></c>',
    '<c r=""><v>7</v></c>',
)
"""What no program writes: whatever is made of it, it is no misread."""

ODD = (
    '<c r="{at}" s="99"><v>7</v></c>',
    '<c r="{at}" s="-1"><v>7</v></c>',
    '<c r="{at}" s="x"><v>7</v></c>',
    '<c r="{at}" x:t="e" xmlns:x="y"><v>7</v></c>',
    '<c r="{at}" t="n"><is><t>7</t></is></c>',
    '<c r="{at}"><v>7</v></c>8<c/>',
    '<c r="c2"><v>7</v></c>',
    '<c r="C02"><v>7</v></c>',
)
"""What no program writes either, but can only mean 7."""

SHARED = (
    "<t>7</t>",
    "<r><t>1</t></r><r><t>7</t></r>",
    '<t>7</t><rPh sb="0" eb="1"><t>9</t></rPh>',
    "<t/>",
    "<t>\n 7 </t>",
)


def _cell(xml: str, expect: Expects) -> Recipe:
    shared = SHARED if 't="s"' in xml else None
    return recipe(xml.replace("\n", " "), lambda: parts({AT: Xml(xml)}, shared=shared), expect)


def _formula(inside: str, expect: Expects) -> Recipe:
    return _cell(f'<c r="{{at}}">{inside}</c>', expect)


RECIPES = named(
    "cell",
    (
        *(_cell(f'<c r="{{at}}" t="e"><v>{error}</v></c>', ERROR) for error in ERRORS),
        *(_cell(f'<c r="{{at}}" t="e"><v>{error}</v></c>', ERROR) for error in NEW_ERRORS),
        *(_formula(inside, expect) for inside, expect in FORMULAS.items()),
        *(_cell(xml, expect) for xml, expect in TYPES.items()),
        *(_cell(xml, (FAULTY, DAMAGED)) for xml in NONSENSE),
        *(_cell(xml, (*SEVEN, AS_TEXT)) for xml in ODD),
        recipe(
            "error in a column that nobody reads",
            lambda: parts({"Actuals!F2": Xml('<c r="{at}" t="e"><v>#N/A</v></c>')}),
            same(),
        ),
        recipe(
            "error in a key",
            lambda: parts({"Actuals!B2": Xml('<c r="{at}" t="e"><v>#REF!</v></c>')}),
            refused("error-cell Actuals!B2"),
        ),
        recipe(
            "bare formula in a name",
            lambda: parts({"Teams!B2": Xml('<c r="{at}"><f>A1</f></c>')}),
            refused("formula-without-value Teams!B2"),
        ),
        recipe(
            "bare formula in a date",
            lambda: parts({"Stages!C2": Xml('<c r="{at}" s="1"><f>TODAY()</f></c>')}),
            refused("formula-without-value Stages!C2"),
        ),
    ),
)
