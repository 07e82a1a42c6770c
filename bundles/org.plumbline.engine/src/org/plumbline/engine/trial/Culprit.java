package org.plumbline.engine.trial;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionException;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.plan.ComponentPlan;
import org.plumbline.engine.plan.TrialPlan;

/** Which contribution of a trial is to blame for an exception: the innermost one whose class it went through. */
public final class Culprit {
    /** How {@link #text} names a contribution, at the beginning of what a failed trial says. */
    private static final Pattern NAMED = Pattern.compile("([a-z]+ '[^']+') of bundle [^:]+: .*", Pattern.DOTALL);

    private Culprit() {
    }

    /** @return its kind, id and bundle for people; empty if only the engine was involved */
    static Optional<String> name(ContributionRegistry registry, TrialPlan plan, Throwable e) {
        for (StackTraceElement frame : e.getStackTrace()) {
            Optional<String> own = at(registry, plan, frame);
            if (own.isPresent()) {
                return own;
            }
        }
        return e instanceof ContributionException ? Optional.of(e.getMessage()) : Optional.empty();
    }

    /** @return kind, id and bundle of the contribution whose class a line of the program is in; empty if it is in none */
    public static Optional<String> at(ContributionRegistry registry, TrialPlan plan, StackTraceElement frame) {
        ImmutableList<Contribution> used = plan.components().flatCollect(
                part -> registry.find(part.kind(), part.contribution()).map(Lists.immutable::with).orElseGet(Lists.immutable::empty));
        return used.detectOptional(contribution -> isOf(frame.getClassName(), className(contribution))).map(Culprit::text);
    }

    /** @return kind and id, as {@link #key} has them, of the contribution that the message of a failed trial names */
    public static Optional<String> namedIn(String message) {
        Matcher matcher = NAMED.matcher(message);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** @return kind and id, e.g. {@code optimiser 'adam'} */
    public static String key(ComponentPlan part) {
        return part.kind().id() + " '" + part.contribution() + "'";
    }

    private static String text(Contribution contribution) {
        return contribution.kind().id() + " '" + contribution.id() + "' of bundle " + contribution.bundle();
    }

    private static String className(Contribution contribution) {
        try {
            return contribution.create(Object.class).getClass().getName();
        } catch (ContributionException e) {
            return "";
        }
    }

    /** @return whether a class is the implementation or one within it */
    private static boolean isOf(String className, String implementation) {
        return className.equals(implementation) || !implementation.isEmpty() && className.startsWith(implementation + "$");
    }
}
