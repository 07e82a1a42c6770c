package org.plumbline.numerics.dnn;

import java.util.List;

import org.bytedeco.dnnl.memory;

/** The layouts of images that are tried, besides the one that the library asks for. */
final class Layouts {

    static final List<memory.format_tag> TAGS = List.of(memory.format_tag.nChw16c, memory.format_tag.nChw8c,
            memory.format_tag.nhwc, memory.format_tag.nchw);

    private Layouts() {
    }
}
