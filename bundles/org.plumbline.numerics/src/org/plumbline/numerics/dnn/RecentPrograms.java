package org.plumbline.numerics.dnn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The programs of one graph for the batch sizes of late. All lie in the native block of the one with the largest, which no
 * other outgrows: only one of them is in use at a time.
 */
final class RecentPrograms implements AutoCloseable {

    private static final int MOST = 4;
    private final CompiledProgram largest;
    /** The latest last. */
    private final List<CompiledProgram> others = new ArrayList<>();

    RecentPrograms(CompiledProgram largest) {
        this.largest = largest;
    }

    Optional<CompiledProgram> find(int batch) {
        if (batch == largest.batch) {
            return Optional.of(largest);
        }
        Optional<CompiledProgram> found = others.stream().filter(other -> other.batch == batch).findAny();
        found.ifPresent(program -> {
            others.remove(program);
            others.add(program);
        });
        return found;
    }

    CompiledProgram add(CompiledProgram program) {
        if (others.size() == MOST - 1) {
            others.removeFirst().close();
        }
        others.add(program.allocateWithin(largest));
        return program;
    }

    @Override
    public void close() {
        others.forEach(CompiledProgram::close);
        largest.close();
    }
}
