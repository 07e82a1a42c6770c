package org.plumbline.engine.trial;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import org.plumbline.engine.spi.DataSet;

/**
 * Data sets in use, made once each: trials of one seed share them. Keeps the few used last; whoever asks for one that
 * another thread is making waits for it.
 */
public final class DataCache {
    private final Map<String, CompletableFuture<DataSet>> entries;

    /** @param capacity number of data sets that are kept, at least 1 */
    public DataCache(int capacity) {
        entries = new LinkedHashMap<>(capacity, 1f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<DataSet>> eldest) {
                return size() > capacity;
            }
        };
    }

    DataSet get(String key, Supplier<DataSet> maker) {
        CompletableFuture<DataSet> entry;
        boolean mine;
        synchronized (entries) {
            CompletableFuture<DataSet> known = entries.get(key);
            mine = known == null;
            entry = mine ? new CompletableFuture<>() : known;
            if (mine) {
                entries.put(key, entry);
            }
        }
        if (mine) {
            try {
                entry.complete(maker.get());
            } catch (RuntimeException | Error e) {
                synchronized (entries) {
                    entries.remove(key, entry);
                }
                entry.completeExceptionally(e);
                throw e;
            }
        }
        try {
            return entry.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
