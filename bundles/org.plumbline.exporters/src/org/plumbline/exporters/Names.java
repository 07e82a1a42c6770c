package org.plumbline.exporters;

import java.nio.charset.StandardCharsets;

import org.plumbline.engine.result.TrialRecord;

/** Names of trials and quantities where other programs have rules for names. */
public final class Names {
    /** Characters of an id that tell trials of one run apart: 48 bits. */
    private static final int ID = 12;
    private static final int LONGEST = 120;

    private Names() {
    }

    /** @return a name of a trial that people can read, safe as the name of a folder: its cell, its seed, and the beginning of its id */
    public static String readable(TrialRecord record) {
        String cell = record.cell().keyValuesView().collect(axis -> axis.getOne() + "=" + axis.getTwo()).makeString(",")
                .replaceAll("[^A-Za-z0-9._=,+-]", "_").replaceFirst("^\\.+", "");
        String end = "seed=" + record.seed() + "-" + record.id().substring(0, Math.min(ID, record.id().length()));
        return (cell.isEmpty() ? "" : cell.substring(0, Math.min(LONGEST, cell.length())) + ",") + end;
    }

    /**
     * Makes a name that is safe in an archive: what could lead out of its folder or is special on some system is written as
     * {@code %} and two digits a byte, so that different names stay different. A name of letters, digits, {@code /} and
     * {@code _.,=+-()[]|*} and spaces stays as it is.
     */
    static String inArchive(String name) {
        StringBuilder safe = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c >= ' ' && c < 127 && "\\:%\"<>?".indexOf(c) < 0;
            boolean dots = c == '.' && (safe.isEmpty() || safe.charAt(safe.length() - 1) == '/');
            boolean slash = c == '/' && (safe.isEmpty() || safe.charAt(safe.length() - 1) == '/');
            if (plain && !dots && !slash) {
                safe.append(c);
            } else {
                safe.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return safe.toString();
    }
}
