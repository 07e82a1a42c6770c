package org.plumbline.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * An NPY file that grows by records of equal size. Its header fills one page of 4096 bytes and is rewritten in place; it may be
 * behind: the number of records is (size - 4096) / size of a record, rounded down.
 */
final class TileFile implements Closeable {
    private static final int PAGE = 4096;
    private final SolidFile file;
    private final String before;
    private final String after;
    private final long recordBytes;

    /**
     * @param descr       as numpy writes it, with quotes or brackets
     * @param extents     of one record, as ", 10, 64"; empty for one number or structure
     * @param recordBytes size of a record
     */
    private TileFile(SolidFile file, String descr, String extents, long recordBytes) {
        this.file = file;
        this.before = "{'descr': " + descr + ", 'fortran_order': False, 'shape': (";
        this.after = (extents.isEmpty() ? "," : extents) + "), }";
        this.recordBytes = recordBytes;
    }

    /** Opens a file to write; makes it if it is not there or was not finished when it was made. */
    static TileFile write(Path path, String descr, String extents, long recordBytes) throws IOException {
        TileFile tiles = new TileFile(SolidFile.open(path), descr, extents, recordBytes);
        try {
            if (tiles.file.size() < PAGE) {
                tiles.writeHeader(0);
            } else {
                tiles.checkHeader();
            }
            return tiles;
        } catch (IOException e) {
            tiles.close();
            throw e;
        }
    }

    /** Opens a file to read. */
    static TileFile read(Path path, String descr, String extents, long recordBytes) throws IOException {
        TileFile tiles = new TileFile(SolidFile.openReading(path), descr, extents, recordBytes);
        try {
            tiles.checkHeader();
            return tiles;
        } catch (IOException e) {
            tiles.close();
            throw e;
        }
    }

    /** @return the dictionary in the first page of a file; empty if it has no such page */
    static String header(SolidFile file) throws IOException {
        ByteBuffer page = ByteBuffer.allocate(PAGE);
        file.read(page, 0);
        String text = new String(page.array(), StandardCharsets.ISO_8859_1);
        byte[] expected = NpyFormat.header("", PAGE);
        return page.hasRemaining() || !page.slice(0, 10).equals(ByteBuffer.wrap(expected, 0, 10)) || !text.endsWith("\n") ? ""
                : text.substring(10).strip();
    }

    private void checkHeader() throws IOException {
        String header = header(file);
        if (!header.startsWith(before) || !header.endsWith(after) || header.length() < before.length() + after.length()
                || !header.substring(before.length(), header.length() - after.length()).matches("[0-9]{1,18}")) {
            throw new StoreException(file.path() + ": expected an NPY header like " + before + "n" + after + ", got "
                    + (header.isEmpty() ? "none" : header.substring(0, Math.min(120, header.length()))));
        }
    }

    void writeHeader(long count) throws IOException {
        file.write(ByteBuffer.wrap(NpyFormat.header(before + count + after, PAGE)), 0);
    }

    long count() throws IOException {
        return Math.max(0, (file.size() - PAGE) / recordBytes);
    }

    void write(long record, ByteBuffer bytes) throws IOException {
        file.write(bytes, PAGE + record * recordBytes);
    }

    /** @return that part of a record, little-endian */
    ByteBuffer read(long record, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.read(bytes, PAGE + record * recordBytes + offset);
        if (bytes.hasRemaining()) {
            throw new StoreException(file.path() + ": record " + record + " is cut off");
        }
        return bytes.flip();
    }

    /** Leaves so many records; the header first, so that it never promises more than there is. */
    void truncate(long count) throws IOException {
        if (file.size() > PAGE + count * recordBytes) {
            writeHeader(count);
            file.truncate(PAGE + count * recordBytes);
        }
    }

    /** Makes the records from one on durable. */
    void force(long from) throws IOException {
        file.force(PAGE + from * recordBytes, file.size());
    }

    Path path() {
        return file.path();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
