package org.plumbline.exporters.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads event files independently of what writes them: CRC-32C bit by bit, fields by their numbers in the .proto files. */
final class EventDecoder {
    private EventDecoder() {
    }

    /** One event; what it does not have is empty or 0. */
    record Event(double wallTime, long step, String version, String tag, float value, String text, String plugin) {
        Event withoutTime() {
            return new Event(0, step, version, tag, value, text, plugin);
        }
    }

    static List<Event> decode(byte[] file) {
        List<Event> events = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            byte[] length = new byte[8];
            in.get(length);
            check(length, in.getInt());
            byte[] data = new byte[Math.toIntExact(ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong())];
            in.get(data);
            check(data, in.getInt());
            events.add(event(data));
        }
        return events;
    }

    private static void check(byte[] data, int stored) {
        // undo the mask: subtract the constant, then rotate left by 15
        int crc = Integer.rotateLeft(stored - 0xa282ead8, 15);
        if (crc != crc32c(data)) {
            throw new AssertionError("wrong CRC");
        }
    }

    /** The polynomial 0x1EDC6F41, reflected. */
    static int crc32c(byte[] data) {
        int crc = ~0;
        for (byte b : data) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc >>> 1) ^ ((crc & 1) != 0 ? 0x82F63B78 : 0);
            }
        }
        return ~crc;
    }

    private static Event event(byte[] data) {
        Map<Integer, Object> event = fields(data);
        double time = Double.longBitsToDouble((Long) event.get(1));
        long step = (Long) event.getOrDefault(2, 0L);
        if (event.containsKey(3)) {
            return new Event(time, step, text(event.get(3)), "", 0, "", "");
        }
        Map<Integer, Object> value = fields((byte[]) fields((byte[]) event.get(5)).get(1));
        String tag = text(value.get(1));
        if (value.containsKey(2)) {
            return new Event(time, step, "", tag, Float.intBitsToFloat((Integer) value.get(2)), "", "");
        }
        Map<Integer, Object> tensor = fields((byte[]) value.get(8));
        Map<Integer, Object> plugin = fields((byte[]) fields((byte[]) value.get(9)).get(1));
        if (text(plugin.get(1)).equals("hparams")) {
            return new Event(time, step, "", tag, 0, session((byte[]) plugin.get(2)), "hparams");
        }
        Map<Integer, Object> dimension = fields((byte[]) fields((byte[]) tensor.get(2)).get(2));
        if (!tensor.get(1).equals(7L) || !dimension.get(1).equals(1L)) {
            throw new AssertionError("not a tensor of one string: " + tensor + dimension);
        }
        return new Event(time, step, "", tag, 0, text(tensor.get(8)), text(plugin.get(1)));
    }

    /** @return what is told to the plug-in of hyperparameters: name=value for each, or the status in the end */
    private static String session(byte[] content) {
        Map<Integer, Object> session = fields(content);
        if (session.containsKey(4)) {
            return "status " + fields((byte[]) session.get(4)).get(1);
        }
        StringBuilder text = new StringBuilder();
        for (Object entry : repeated((byte[]) session.get(3)).get(1)) {
            Map<Integer, Object> pair = fields((byte[]) entry);
            Map<Integer, Object> value = fields((byte[]) pair.get(2));
            text.append(text(pair.get(1))).append('=')
                    .append(value.containsKey(2) ? Double.toString(Double.longBitsToDouble((Long) value.get(2))) : "'" + text(value.get(3)) + "'").append(' ');
        }
        return text.toString();
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    /** @return field number to value; each field occurs once here */
    private static Map<Integer, Object> fields(byte[] data) {
        Map<Integer, Object> fields = new TreeMap<>();
        repeated(data).forEach((field, values) -> {
            if (values.size() > 1) {
                throw new AssertionError("field " + field + " " + values.size() + " times");
            }
            fields.put(field, values.get(0));
        });
        return fields;
    }

    /** @return field number to values, each a Long (varint, fixed64), Integer (fixed32) or byte[] */
    private static Map<Integer, List<Object>> repeated(byte[] data) {
        Map<Integer, List<Object>> fields = new TreeMap<>();
        ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long key = varint(in);
            Object value = switch ((int) (key & 7)) {
                case 0 -> varint(in);
                case 1 -> in.getLong();
                case 2 -> {
                    byte[] bytes = new byte[(int) varint(in)];
                    in.get(bytes);
                    yield bytes;
                }
                case 5 -> in.getInt();
                default -> throw new AssertionError("wire type " + (key & 7));
            };
            fields.computeIfAbsent((int) (key >>> 3), field -> new ArrayList<>()).add(value);
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            byte b = in.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }
}
