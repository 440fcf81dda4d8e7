"""What the styles of a Word file make of its runs."""

from collections.abc import Iterator

from ingest.formats.package import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off")


def is_on(properties: Element | None, name: str) -> bool | None:
    """None where the properties do not say."""
    said = properties.find(f"{_W}{name}") if properties is not None else None
    return None if said is None else said.get(f"{_W}val") not in _OFF


class Styles:
    """The styles of a file, of `styles.xml` where it has one."""

    def __init__(self, root: Element | None) -> None:
        all_styles = [] if root is None else [*root.iterfind(f"{_W}style")]
        self._styles = {style.get(f"{_W}styleId"): style for style in all_styles}
        self._usual = {
            style.get(f"{_W}type"): style.get(f"{_W}styleId")
            for style in all_styles
            if style.get(f"{_W}default") not in (None, *_OFF)
        }
        path = f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"
        self._defaults = None if root is None else root.find(path)

    def is_on(self, run: Element, name: str) -> bool:
        """What the run says itself, else what its styles do: those of the paragraph, of the
        character and of the table each turn it over (ISO/IEC 29500-1, 17.7.3)."""
        properties = run.find(f"{_W}rPr")
        said = is_on(properties, name)
        if said is not None:
            return said
        turned = sum(self._says(style, name) for style in self._applied(run, properties))
        return bool(is_on(self._defaults, name)) or turned % 2 == 1

    def _applied(self, run: Element, properties: Element | None) -> Iterator[str | None]:
        paragraph = next(run.iterancestors(f"{_W}p"), None)
        table = next(run.iterancestors(f"{_W}tbl"), None)
        for kind, holder, path in (
            ("character", properties, f"{_W}rStyle"),
            ("paragraph", paragraph, f"{_W}pPr/{_W}pStyle"),
            ("table", table, f"{_W}tblPr/{_W}tblStyle"),
        ):
            named = holder.find(path) if holder is not None else None
            if named is not None:
                yield named.get(f"{_W}val")
            elif holder is not None or kind == "character":
                yield self._usual.get(kind)

    def _says(self, style_id: str | None, name: str) -> bool:
        """What a style says, or the nearest of those that it is based on."""
        seen: set[str | None] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            said = is_on(style.find(f"{_W}rPr"), name)
            if said is not None:
                return said
            based = style.find(f"{_W}basedOn")
            style_id = based.get(f"{_W}val") if based is not None else None
        return False
