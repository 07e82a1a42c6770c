package org.plumbline.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * The entries of a zip file, read from its central directory; nothing that the file says of itself is believed before it is
 * checked against the bytes that are there.
 * <p>
 * Source: PKWARE APPNOTE 6.3, sections 4.3.7 (local header), 4.3.12 (central header), 4.3.14 to 4.3.16 (end records).
 * </p>
 */
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END64 = 0x06064b50;
    private static final int LOCATOR64 = 0x07064b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int END_BYTES = 22;
    private static final int CENTRAL_BYTES = 46;
    private static final int LOCAL_BYTES = 30;
    private static final long NOT_HERE = 0xffffffffL;
    private static final int MAX_DIRECTORY = 1 << 24;
    /** What deflated entries may grow to in all: this, or so many times the file. */
    private static final long MAX_GROWTH = 1 << 26;
    private static final int MAX_RATIO = 100;

    private final FileChannel channel;
    private final String name;
    private final long size;
    private long directory;
    private final List<Entry> entries = new ArrayList<>();

    record Entry(String name, int method, long crc, long packed, long size, long offset) {
    }

    ZipDirectory(FileChannel channel, String name) throws IOException {
        this.channel = channel;
        this.name = name;
        this.size = channel.size();
        readCentral(findEnd());
        check();
    }

    List<Entry> entries() {
        return entries;
    }

    private StoreException bad(String what) {
        return new StoreException(name + ": not a whole zip file: " + what);
    }

    private ByteBuffer read(long offset, int length, String what) throws IOException {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw bad(what + " lies outside the file");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw bad(what + " lies outside the file");
            }
        }
        return bytes.flip();
    }

    /** @return the central directory */
    private ByteBuffer findEnd() throws IOException {
        int length = (int) Math.min(size, END_BYTES + 0xffff);
        ByteBuffer tail = read(size - length, length, "the end record");
        int at = length - END_BYTES;
        while (at >= 0 && !(tail.getInt(at) == END && Short.toUnsignedInt(tail.getShort(at + 20)) == length - END_BYTES - at)) {
            at--;
        }
        if (at < 0) {
            throw bad("no end record");
        }
        long bytes = Integer.toUnsignedLong(tail.getInt(at + 12));
        directory = Integer.toUnsignedLong(tail.getInt(at + 16));
        long end = size - length + at;
        if (at >= 20 && tail.getInt(at - 20) == LOCATOR64) {
            end = tail.getLong(at - 12);
            ByteBuffer record = read(end, 56, "the 64-bit end record");
            if (record.getInt(0) != END64) {
                throw bad("no 64-bit end record");
            }
            bytes = record.getLong(40);
            directory = record.getLong(48);
        }
        if (bytes < 0 || bytes > MAX_DIRECTORY || directory < 0 || directory != end - bytes) {
            throw bad("the directory is not where the end record says");
        }
        return read(directory, (int) bytes, "the directory");
    }

    private void readCentral(ByteBuffer central) throws IOException {
        while (central.hasRemaining()) {
            int at = central.position();
            if (central.remaining() < CENTRAL_BYTES || central.getInt(at) != CENTRAL) {
                throw bad("entry " + (entries.size() + 1) + " of the directory is damaged");
            }
            int nameBytes = Short.toUnsignedInt(central.getShort(at + 28));
            int extra = Short.toUnsignedInt(central.getShort(at + 30));
            int end = CENTRAL_BYTES + nameBytes + extra + Short.toUnsignedInt(central.getShort(at + 32));
            if (central.remaining() < end) {
                throw bad("entry " + (entries.size() + 1) + " of the directory is cut off");
            }
            byte[] text = new byte[nameBytes];
            central.get(at + CENTRAL_BYTES, text);
            long[] numbers = {Integer.toUnsignedLong(central.getInt(at + 24)), Integer.toUnsignedLong(central.getInt(at + 20)),
                    Integer.toUnsignedLong(central.getInt(at + 42))};
            widen(numbers, central.slice(at + CENTRAL_BYTES + nameBytes, extra).order(ByteOrder.LITTLE_ENDIAN));
            entries.add(new Entry(new String(text, StandardCharsets.UTF_8), central.getShort(at + 10),
                    Integer.toUnsignedLong(central.getInt(at + 16)), numbers[1], numbers[0], numbers[2]));
            central.position(at + end);
        }
    }

    /** Takes size, packed size and offset from the 64-bit extra field where the entry says that they are there. */
    private static void widen(long[] numbers, ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            int id = extra.getShort();
            int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
            int next = extra.position() + length;
            for (int i = 0; id == 1 && i < numbers.length; i++) {
                if (numbers[i] == NOT_HERE && next - extra.position() >= Long.BYTES) {
                    numbers[i] = extra.getLong();
                }
            }
            extra.position(next);
        }
    }

    private void check() throws StoreException {
        Set<String> names = new HashSet<>();
        long packed = 0;
        long unpacked = 0;
        for (Entry entry : entries) {
            checkName(entry.name, name);
            if (!names.add(entry.name)) {
                throw new StoreException(name + ": two entries are named " + entry.name);
            }
            if (entry.method != 0 && entry.method != 8) {
                throw new StoreException(name + ": " + entry.name + ": neither stored nor deflated but method " + entry.method);
            }
            if (entry.packed < 0 || entry.size < 0 || entry.offset < 0 || entry.offset > directory
                    || entry.packed > directory - entry.offset || entry.method == 0 && entry.size != entry.packed) {
                throw bad(entry.name + " lies outside the file");
            }
            packed += entry.packed + LOCAL_BYTES;
            unpacked = Math.min(unpacked, Long.MAX_VALUE - entry.size) + entry.size;
        }
        if (packed > directory) {
            throw bad("entries overlap");
        }
        if (unpacked > Math.max(MAX_GROWTH, size * MAX_RATIO)) {
            throw new StoreException(name + ": refused, its " + size + " bytes unpack to " + unpacked);
        }
    }

    /** @throws StoreException if the name could lead out of a folder */
    static void checkName(String entry, String file) throws StoreException {
        boolean plain = !entry.isEmpty() && entry.chars().noneMatch(c -> c < ' ' || c == '\\' || c == ':');
        for (String part : entry.split("/", -1)) {
            plain &= !part.isEmpty() && !part.equals(".") && !part.equals("..");
        }
        if (!plain) {
            throw new StoreException(file + ": not a name for an entry: '"
                    + entry.substring(0, Math.min(80, entry.length())).replaceAll("\\p{Cntrl}", "?") + "'");
        }
    }

    /** @return the unpacked bytes; the caller compares their number and CRC-32 with the entry */
    InputStream open(Entry entry) throws IOException {
        ByteBuffer local = read(entry.offset, LOCAL_BYTES, entry.name);
        int nameBytes = Short.toUnsignedInt(local.getShort(26));
        long start = entry.offset + LOCAL_BYTES + nameBytes + Short.toUnsignedInt(local.getShort(28));
        byte[] localName = read(entry.offset + LOCAL_BYTES, nameBytes, entry.name).array();
        if (local.getInt(0) != LOCAL || !new String(localName, StandardCharsets.UTF_8).equals(entry.name)
                || start > directory - entry.packed) {
            throw bad("the header of " + entry.name + " is damaged");
        }
        InputStream packed = new ChannelInput(channel, start, start + entry.packed);
        return entry.method == 0 ? packed : new InflaterInputStream(packed, new Inflater(true), 1 << 16) {
            @Override
            public void close() throws IOException {
                super.close();
                inf.end();
            }
        };
    }
}
