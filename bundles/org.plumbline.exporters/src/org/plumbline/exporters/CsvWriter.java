package org.plumbline.exporters;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A table as RFC 4180 has it, in UTF-8: fields with commas, quotes or ends of lines are quoted, lines end in CR LF. Numbers are
 * the shortest text that gives the same double again, in any locale; an empty field means that there is no such thing, NaN
 * that there is and it is not a number.
 */
final class CsvWriter implements AutoCloseable {
    private final Writer out;

    /** @param out stays open */
    CsvWriter(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /** @param fields texts, numbers, or null for an empty field */
    void row(List<?> fields) throws IOException {
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            Object field = fields.get(i);
            String text = field == null ? "" : field.toString();
            boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
            out.write(plain ? text : '"' + text.replace("\"", "\"\"") + '"');
        }
        out.write("\r\n");
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
