package org.plumbline.model.io;

import java.util.ArrayList;
import java.util.List;

/** The problems of one validation, in the order in which they were found. */
final class ProblemCollector {

    private final List<Problem> problems = new ArrayList<>();

    void error(String elementId, String text) {
        problems.add(new Problem(Problem.Severity.ERROR, elementId, text));
    }

    void warning(String elementId, String text) {
        problems.add(new Problem(Problem.Severity.WARNING, elementId, text));
    }

    List<Problem> all() {
        return List.copyOf(problems);
    }
}
