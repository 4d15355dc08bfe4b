"""The frame of a picture: the paper between the margins, and the axes within it, in pixels."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.charts.svg.parts import Part

# What every chart of ours says alike, and what a picture takes for granted.
ALIKE = {
    "showlegend": False,
    "barmode": "overlay",
    "template": {},
    "separators": ",.",
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """Paper and axes in pixels from the left and the top; ranges are from left to right, from below up."""

    left: float
    top: float
    width: float
    height: float
    across: tuple[float, float]
    upright: tuple[float, float]
    # A length across is as long as one upwards: the axes are then in the middle of the paper.
    same_scale: bool

    @classmethod
    def of(cls, layout: Part, width: int, height: int) -> Frame:
        """Read the frame a layout tells, in a picture of this size."""
        for name, value in ALIKE.items():
            layout.one_of(name, (value,))
        with layout.part("margin") as margin:
            left, right, top, bottom = (margin.take(side) for side in "lrtb")
        with layout.part("xaxis") as across, layout.part("yaxis") as upright:
            same_scale = upright.one_of("scaleanchor", (None, "x")) == "x"
            for axis in (across, upright):
                axis.one_of("visible", (False,))
                axis.one_of("zeroline", (False,))
                axis.one_of("constrain", ("domain",))
            x, y = across.take("range"), upright.take("range")
        return cls(left, top, width - left - right, height - top - bottom, tuple(x), tuple(y), same_scale)

    def x(self, value: float, ref: str = "x") -> float:
        """Return the pixel of a place of the axis, or of a share of the paper."""
        if ref == "paper":
            return self.left + value * self.width
        left, _, width, _ = self.axes()
        low, high = self.across
        return left + (value - low) / (high - low) * width

    def y(self, value: float, ref: str = "y") -> float:
        """Return the pixel of a place of the axis, or of a share of the paper from below."""
        if ref == "paper":
            return self.top + (1 - value) * self.height
        _, top, _, height = self.axes()
        low, high = self.upright
        return top + (1 - (value - low) / (high - low)) * height

    def axes(self) -> tuple[float, float, float, float]:
        """Return left, top, width and height of the axes in pixels."""
        if not self.same_scale:
            return self.left, self.top, self.width, self.height
        lengths = abs(self.across[1] - self.across[0]), abs(self.upright[1] - self.upright[0])
        pixels = min(self.width / lengths[0], self.height / lengths[1])
        width, height = lengths[0] * pixels, lengths[1] * pixels
        return self.left + (self.width - width) / 2, self.top + (self.height - height) / 2, width, height

    def clipped(self, drawn: str) -> str:
        """Cut what is drawn off at the axes' edges: a picture within the picture shows nothing beside itself."""
        if not drawn:
            return ""
        x, y, width, height = self.axes()
        place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
        return f'<svg {place} viewBox="{x:.1f} {y:.1f} {width:.1f} {height:.1f}">{drawn}</svg>'
