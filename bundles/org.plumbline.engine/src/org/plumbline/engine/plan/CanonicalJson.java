package org.plumbline.engine.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.plumbline.engine.contribution.Settings;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** One text for one meaning: names in the order in which they are added (always sorted), no spaces, numbers as Java prints them. */
final class CanonicalJson {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();
    private static final int IDENTITY_BYTES = 16;

    private CanonicalJson() {
    }

    static String text(JsonElement json) {
        return GSON.toJson(json);
    }

    static JsonObject of(Settings settings) {
        JsonObject json = new JsonObject();
        settings.values().forEachKeyValue((id, value) -> {
            switch (value) {
                case Number number -> json.addProperty(id, number);
                case Boolean flag -> json.addProperty(id, flag);
                default -> json.addProperty(id, value.toString());
            }
        });
        return json;
    }

    /** @return the first 128 bits of the SHA-256 of the text in UTF-8, as 32 hexadecimal digits */
    static String identity(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, IDENTITY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
