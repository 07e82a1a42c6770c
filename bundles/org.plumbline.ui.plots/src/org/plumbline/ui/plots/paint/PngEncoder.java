package org.plumbline.ui.plots.paint;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * Encodes an image as PNG with its resolution and a description of its origin.
 */
final class PngEncoder {

    private static final String FORMAT = "javax_imageio_png_1.0";
    /** The length of a unit of a surface is 1/96 inch. */
    private static final double UNITS_PER_METRE = 96 / 0.0254;

    private PngEncoder() {
    }

    static byte[] encode(BufferedImage image, double scale, String metadata) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            IIOMetadata described = writer.getDefaultImageMetadata(
                    ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
            describe(described, scale, metadata);
            writer.write(new IIOImage(image, null, described));
        } catch (IOException e) {
            throw new UncheckedIOException("PNG in memory: " + e.getMessage(), e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static void describe(IIOMetadata target, double scale, String metadata) throws IIOInvalidTreeException {
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        String density = Long.toString(Math.round(scale * UNITS_PER_METRE));
        IIOMetadataNode size = new IIOMetadataNode("pHYs");
        size.setAttribute("pixelsPerUnitXAxis", density);
        size.setAttribute("pixelsPerUnitYAxis", density);
        size.setAttribute("unitSpecifier", "meter");
        root.appendChild(size);
        if (!metadata.isEmpty()) {
            IIOMetadataNode entry = new IIOMetadataNode("iTXtEntry");
            entry.setAttribute("keyword", "Description");
            entry.setAttribute("compressionFlag", "FALSE");
            entry.setAttribute("compressionMethod", "0");
            entry.setAttribute("languageTag", "");
            entry.setAttribute("translatedKeyword", "");
            entry.setAttribute("text", metadata);
            IIOMetadataNode texts = new IIOMetadataNode("iTXt");
            texts.appendChild(entry);
            root.appendChild(texts);
        }
        target.mergeTree(FORMAT, root);
    }
}
