package org.plumbline.engine.result;

import org.eclipse.collections.api.list.ImmutableList;

/**
 * What an analysis concludes in words.
 *
 * @param verdict  e.g. {@code neural ODE}, or {@code undecided}
 * @param decided  whether the evidence suffices
 * @param evidence plain sentences with numbers and errors, most important first; if undecided also what would decide
 */
public record Conclusion(String verdict, boolean decided, ImmutableList<String> evidence) {
}
