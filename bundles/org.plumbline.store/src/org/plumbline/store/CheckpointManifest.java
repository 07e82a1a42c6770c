package org.plumbline.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON file that makes an NPZ file a checkpoint: what the NPZ must be, and the meta text. Its lines are fixed, so that one
 * changed byte is noticed; see {@link Checkpoints}.
 */
record CheckpointManifest(long step, String file, long bytes, String sha256, String meta) {
    private static final Pattern LINES = Pattern.compile("""
            \\{
            "checkpoint": 1,
            "step": ([0-9]{1,12}),
            "file": "([0-9]{12}(?:-[0-9]{1,9})?\\.npz)",
            "bytes": ([0-9]{1,18}),
            "sha256": "([0-9a-f]{64})",
            "metaSha256": "([0-9a-f]{64})",
            "meta": (.*)
            \\}
            """, Pattern.DOTALL);
    private static final long MAX_BYTES = 1 << 26;

    String text() {
        return "{\n\"checkpoint\": 1,\n\"step\": " + step + ",\n\"file\": \"" + file + "\",\n\"bytes\": " + bytes
                + ",\n\"sha256\": \"" + sha256 + "\",\n\"metaSha256\": \"" + sha256(meta) + "\",\n\"meta\": " + meta + "\n}\n";
    }

    /** @throws StoreException if it is damaged; any other IOException if it cannot be read */
    static CheckpointManifest read(Path path) throws IOException {
        if (Files.size(path) > MAX_BYTES) {
            throw new StoreException(path + ": damaged, " + Files.size(path) + " bytes are too many");
        }
        String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        Matcher lines = LINES.matcher(text);
        if (!lines.matches() || !lines.group(5).equals(sha256(lines.group(6)))
                || !path.getFileName().toString().equals(String.format("%012d.json", Long.parseLong(lines.group(1))))) {
            throw new StoreException(path + ": damaged, not as it was written");
        }
        return new CheckpointManifest(Long.parseLong(lines.group(1)), lines.group(2), Long.parseLong(lines.group(3)),
                lines.group(4), lines.group(6));
    }

    /** @throws StoreException if the NPZ beside the manifest is not the one that was written */
    void verify(Path folder) throws IOException {
        Path npz = folder.resolve(file);
        MessageDigest digest = ChannelOutput.sha256();
        try (FileChannel channel = FileChannel.open(npz, StandardOpenOption.READ)) {
            if (channel.size() != bytes) {
                throw new StoreException(npz + ": damaged, " + channel.size() + " bytes instead of " + bytes);
            }
            ByteBuffer piece = ByteBuffer.allocate(1 << 16);
            while (channel.read(piece.clear()) >= 0) {
                digest.update(piece.flip());
            }
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw new StoreException(npz + ": damaged, its SHA-256 is not that of the manifest");
        }
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(ChannelOutput.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
