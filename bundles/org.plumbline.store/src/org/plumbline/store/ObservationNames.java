package org.plumbline.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names of quantities as names of files: letters, digits and - stay, each other byte of the UTF-8 text becomes _ and two
 * hexadecimal digits, so {@code norm(A)} is {@code norm_28A_29}.
 */
final class ObservationNames {
    private static final String HEADER = ".npy";

    private ObservationNames() {
    }

    static String file(String quantity) {
        StringBuilder name = new StringBuilder();
        for (byte b : quantity.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '-';
            name.append(plain ? String.valueOf((char) b) : String.format("_%02x", b));
        }
        return name.toString();
    }

    private static String quantity(String file) {
        byte[] bytes = new byte[file.length()];
        int n = 0;
        for (int i = 0; i < file.length(); i++) {
            if (file.charAt(i) == '_') {
                bytes[n++] = (byte) Integer.parseInt(file.substring(i + 1, i + 3), 16);
                i += 2;
            } else {
                bytes[n++] = (byte) file.charAt(i);
            }
        }
        return new String(bytes, 0, n, StandardCharsets.UTF_8);
    }

    /** @return the quantities with a number a layer, sorted by name of file; none if there is no such folder */
    static List<String> in(Path folder) throws StoreException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("([A-Za-z0-9-]|_[0-9a-f]{2})+\\.npy"))
                    .map(name -> quantity(name.substring(0, name.length() - HEADER.length()))).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw StoreException.of("list", folder, e);
        }
    }
}
