package org.plumbline.numerics.dnn;

/** What a convolution sees beyond the border of an image; both keep height and width. */
public enum ConvolutionPadding {
    /** Zeros. */
    ZERO,
    /** The opposite border: indices modulo height and width, as on a torus. */
    CIRCULAR
}
