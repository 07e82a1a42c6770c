package org.plumbline.ui.plots.paint;

import org.plumbline.ui.plots.model.AxisScale;
import org.plumbline.ui.plots.model.Range;

/**
 * The affine map from axis coordinates (values, or their logarithms) to positions on a surface.
 *
 * @param start position of the lower end of the range
 * @param end   position of the upper end; less than start for a vertical axis
 */
public record AxisMap(AxisScale scale, Range range, double start, double end) {

    /** Positions farther out than this many axis lengths are moved there: toolkits overflow on larger numbers. */
    private static final double FAR = 20;

    /**
     * The position of a value. What a logarithmic axis cannot hold (zero and below) lies far below its start, so that
     * an interval that reaches there runs to the frame.
     */
    public double position(double value) {
        double low = scale.coordinate(range.min());
        double high = scale.coordinate(range.max());
        // Halves, since the length of a range may exceed the largest double.
        double part = (scale == AxisScale.LOG && value <= 0) ? -FAR
                : (scale.coordinate(value) / 2 - low / 2) / (high / 2 - low / 2);
        return start + Math.clamp(part, -FAR, FAR + 1) * (end - start);
    }
}
